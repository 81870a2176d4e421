// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.MonitorSample;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.monitor.JmxTarget;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.monitor.Monitors;
import io.github.perfjunit.monitor.TextServer;
import io.github.perfjunit.monitor.Watch;
import io.github.perfjunit.slo.PerfAssertions;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** What is watched beside a load, and how it is declared. */
class WatchTests {

    private static final AtomicInteger RAN = new AtomicInteger();
    private static final List<MonitorSample> VALUES = new ArrayList<>();

    @TempDir
    Path output;

    @Watch(jmx = "${orders.jmx}", name = "orders")
    static class WatchedTestCases {

        @Watch
        final Monitor queue = Monitors.of("=queue depth", "msg", () -> 7);

        @Watch(jvm = true)
        @LoadTest(users = 1, duration = "2s", thinkTime = "100ms")
        void annotated() {}

        @AfterLoad("annotated")
        void values(LoadResult result) {
            VALUES.clear();
            result.monitorTimeline().forEach(VALUES::add);
        }

        @PerfTest
        void fluent(LoadBuilder load) {
            LoadResult first = load.users(1)
                    .duration("1s")
                    .thinkTime("100ms")
                    .watch(Monitors.of("lambda", "", () -> 1))
                    .run(user -> {});
            LoadResult second = load.users(1).duration("1s").thinkTime("100ms").run(user -> {});

            assertThat(first.monitors()).extracting(MonitorSummary::name).contains("lambda", "orders.threads");
            assertThat(second.monitors())
                    .extracting(MonitorSummary::name)
                    .contains("=queue depth", "orders.threads")
                    .doesNotContain("lambda");
        }
    }

    @Test
    void watched_byAnnotationFieldAndCode_isInTheResult() throws Exception {
        TestRun run;
        try (JmxTarget target = JmxTarget.start()) {
            run = TestRun.of(WatchedTestCases.class, output, "orders.jmx=" + target.address());
        }

        run.assertPassed("annotated");
        run.assertPassed("fluent");
        JsonNode monitors = run.results("WatchTests.WatchedTestCases.annotated").at("/monitors");
        List<String> names = new ArrayList<>();
        monitors.forEach(monitor -> names.add(monitor.at("/name").asText()));
        assertThat(names)
                .contains("jvm.heap.used", "orders.heap.live", "=queue depth")
                .doesNotHaveDuplicates();
        assertThat(VALUES)
                .filteredOn(value -> value.name().equals("=queue depth") && value.phase() == Phase.MEASURE)
                .hasSizeBetween(1, 3)
                .allSatisfy(value -> {
                    assertThat(value.value()).isEqualTo(7);
                    assertThat(value.unit()).isEqualTo("msg");
                });
    }

    @Watch(prometheus = "${broker}/metrics", series = "queue depth=messages{queue=\"orders\"}")
    static class JudgedTestCases {

        @Slo(monitor = "queue depth", max = "1000")
        @LoadTest(users = 1, duration = "2s", thinkTime = "100ms")
        void held() {}

        @Slo(monitor = "queue depth", max = "16")
        @LoadTest(users = 1, duration = "2s", thinkTime = "100ms")
        void missed() {}

        @Slo(monitor = "queue dept", max = "1000")
        @LoadTest(users = 1, duration = "1s", thinkTime = "100ms")
        void unknown() {}

        @Slo(monitor = "queue depth", mean = "1", abort = true, over = "1s")
        @LoadTest(users = 1, duration = "10m", thinkTime = "100ms")
        void aborted() {}

        @PerfTest
        void fluent(LoadBuilder load) {
            LoadResult result = load.users(1).duration("2s").thinkTime("100ms").run(user -> {});
            PerfAssertions.assertThat(result).monitor("queue depth").last().isLessThan(18);
        }
    }

    @Test
    void objective_aboutAMonitor_decides() throws Exception {
        TestRun run;
        try (TextServer broker = new TextServer().with("/metrics", "messages{queue=\"orders\"} 17\n")) {
            run = TestRun.of(JudgedTestCases.class, output, "broker=" + broker.url());
        }

        run.assertPassed("held");
        run.assertPassed("fluent");
        assertThat(run.failure("missed"))
                .isInstanceOf(SloViolation.class)
                .message()
                .startsWith("missed missed 1 of 2 SLOs: max of monitor queue depth 17, limit 16");
        assertThat(TestRun.headline(run.failure("unknown")))
                .startsWith("unknown has no verdict on 1 of 2 SLOs: max of monitor queue dept, no such monitor (");
        assertThat(run.failure("aborted"))
                .isInstanceOf(SloViolation.class)
                .hasMessageContaining("mean of monitor queue depth was 17 over the last 1 s, limit 1");
    }

    static class WrongTestCases {

        @Watch(jmx = "${wrong.jmx}")
        @Watch
        @Watch(jvm = true, host = true)
        @Watch(jvm = true, name = "own")
        @Watch(jmx = "user:geheim@nowhere")
        @Watch(promql = "up", series = "a")
        @Watch(prometheus = "http://me:geheim@host/metrics")
        @LoadTest(users = 1, iterations = 1)
        void annotated() {
            RAN.incrementAndGet();
        }
    }

    static class WrongFieldsTestCases {

        @Watch
        final String text = "queue";

        @Watch
        final @Nullable Monitor none = null;

        @LoadTest(users = 1, iterations = 1)
        void annotated() {
            RAN.incrementAndGet();
        }
    }

    static class UnreachableTestCases {

        @Watch
        final Monitor broken = Monitors.of("broken", "", () -> {
            throw new IllegalStateException("the broker is away");
        });

        @Watch
        final Monitor again = Monitors.of("depth", "", () -> 1);

        @Watch
        final Monitor depth = Monitors.of("depth", "", () -> 1);

        @Watch(jmx = "127.0.0.1:${wrong.port}")
        @LoadTest(users = 1, iterations = 1)
        void annotated() {
            RAN.incrementAndGet();
        }
    }

    @Test
    void mistakes_inWhatIsWatched_areToldTogetherBeforeTheLoad() {
        RAN.set(0);
        TestRun run = TestRun.of(WrongTestCases.class, output);

        assertThat(run.failure("annotated"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("""
                        9 configuration errors in WrongTestCases.annotated:
                          - @Watch[1].jmx was '${wrong.jmx}' but must have a value for 'wrong.jmx': a JUnit \
                        configuration parameter or system property of that name, an environment variable 'WRONG_JMX', or \
                        a default as in ${key:default}
                          - @Watch[2] named nothing but must name one thing to watch: jvm, host, jmx, \
                        actuator, prometheus or promql
                          - @Watch[3] named jvm and host but must name one thing to watch: jvm, host, jmx, \
                        actuator, prometheus or promql
                          - @Watch[4].name is set but has no meaning for jvm
                          - @Watch[5].jmx is not right: the address must be host:port, user:password@host:port or begin \
                        with service:jmx:, such as localhost:9010
                          - @Watch[6].series is set but has no meaning for promql
                          - @Watch[6].server is not set but must be for promql
                          - @Watch[6].name is not set but must be for promql
                          - @Watch[7].prometheus is not right: series must name at least one series of the endpoint""");
        assertThat(RAN).hasValue(0);
    }

    @Test
    void fieldOfAnotherType_isAMistake() {
        RAN.set(0);
        TestRun run = TestRun.of(WrongFieldsTestCases.class, output);

        assertThat(run.failure("annotated"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("""
                        2 configuration errors in WrongFieldsTestCases.annotated:
                          - @Watch on the field none found null but must find a Monitor, such as \
                        Monitors.of("queue depth", "", broker::depth)
                          - @Watch on the field text found java.lang.String but must find a Monitor, such as \
                        Monitors.of("queue depth", "", broker::depth)""");
        assertThat(RAN).hasValue(0);
    }

    @Test
    void monitorThatDoesNotAnswer_isAMistake() throws Exception {
        RAN.set(0);
        TestRun run = TestRun.of(UnreachableTestCases.class, output, "wrong.port=" + JmxTarget.freePort());

        assertThat(run.failure("annotated"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("""
                        3 configuration errors in UnreachableTestCases.annotated:
                          - @Watch.jmx could not be sampled before the load: ConnectException: Connection refused
                            Hint: start that JVM with -Dcom.sun.management.jmxremote.port=<port>, or leave this monitor out
                          - @Watch on the field broken could not be sampled before the load: IllegalStateException: \
                        the broker is away
                          - @Watch on the field depth has a gauge 'depth', as @Watch on the field again has, but each \
                        gauge must have a name of its own""");
        assertThat(RAN).hasValue(0);
    }
}
