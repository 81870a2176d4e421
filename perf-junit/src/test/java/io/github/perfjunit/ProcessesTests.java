// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.monitor.Watch;
import io.github.perfjunit.slo.PerfAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Loads of two JVMs against a server here that counts what reaches it, and what becomes of them when JVMs are killed. */
@Tag("minutes")
@Timeout(value = 180) // it starts JVMs, perhaps on a busy machine
class ProcessesTests {

    @TempDir
    private Path output;

    private final AtomicInteger served = new AtomicInteger();

    @Test
    void requestsOfTwoJvms_areThoseThatReachedTheServer() throws IOException {
        try (TruthServer server = server()) {
            TestRun run = run(ShopTestCases.class, server);

            run.assertPassed("visit");
            assertThat(served).hasValue(400);
            assertThat(count(run)).isEqualTo(400);
            assertThat(run.results().at("/monitors").findValuesAsText("name"))
                    .contains("jvm.heap.used", "jvm.heap.used [worker 0]", "jvm.heap.used [worker 1]");
            JsonNode workers = run.results().at("/sections/workers");
            assertThat(workers.at("/count").asInt()).isEqualTo(2);
            assertThat(workers.at("/each/0/samples").asLong()).isPositive();
            assertThat(workers.at("/each/1/end").asText()).isEqualTo("as planned");
            assertThat(run.printed()).contains("worker", "start delay", "as planned");
        }
    }

    private static long count(TestRun run) throws IOException {
        JsonNode workers = run.results().at("/sections/workers/each");
        long samples = 0;
        for (JsonNode worker : workers) {
            samples += worker.path("requests").asLong();
        }
        return samples;
    }

    static class ShopTestCases {

        @LoadTest(baseUrl = "${truth.url}", users = 8, iterations = 400, thinkTime = "50ms")
        @Watch(jvm = true)
        void visit(Http http) {
            http.get("/").send();
        }
    }

    @Test
    void rampUp_isLinearInTheWhole() {
        try (TruthServer server = server()) {
            TestRun run = run(RampTestCases.class, server);

            run.assertPassed("ramp");
        }
    }

    static class RampTestCases {

        @LoadTest(baseUrl = "${truth.url}", users = 10, rampUp = "5s", duration = "1s", thinkTime = "20ms")
        void ramp(Http http) {
            http.get("/").send();
        }

        @AfterLoad
        void linear(LoadResult result) {
            result.timeline().forEach(interval -> {
                double due = Math.min(10, interval.toMillis() / 500.0);
                if (interval.toMillis() <= 5_500) {
                    assertThat((double) interval.users()).isCloseTo(due, within(2.0));
                }
            });
        }
    }

    @Test
    void everyLoadOfATest_isMadeByTheJvms() {
        try (TruthServer server = server()) {
            TestRun run = run(TwoLoadsTestCases.class, server);

            run.assertPassed("both");
            assertThat(served).hasValue(60);
        }
    }

    static class TwoLoadsTestCases {

        @PerfTest
        void both(LoadBuilder load) {
            LoadResult first = load.baseUrl("${truth.url}")
                    .users(4)
                    .iterations(20)
                    .run(user -> user.resource(Http.class).get("/").send());
            PerfAssertions.assertThat(first).count().isEqualTo(20);
            int next = first.data().scenarios().get(0).users() * 10;
            LoadResult second = load.baseUrl("${truth.url}")
                    .users(4)
                    .iterations(next)
                    .run(user -> user.resource(Http.class).get("/").send());
            PerfAssertions.assertThat(second).count().isEqualTo(40);
        }
    }

    @Test
    void capacity_isFoundByTwoJvms() throws IOException {
        try (TruthServer server = server()) {
            TestRun run = run(CapacityTestCases.class, server);

            run.assertPassed("bears");
            assertThat(run.results().at("/sections/capacity/summary").asText())
                    .isEqualTo("6 users at least, the highest load that was tried, verified");
        }
    }

    static class CapacityTestCases {

        @Capacity(baseUrl = "${truth.url}", users = 4, upTo = "6", atLeast = "5", hold = "10s", settle = "1s")
        @Slo(p95 = "5s")
        void bears(Http http) {
            http.get("/").send();
        }
    }

    @Test
    void jvmThatIsKilled_isNamedAndItsFiguresAreKept() throws IOException {
        try (TruthServer server = server()) {
            Thread killer = whenServed(200, () -> aChild().destroyForcibly());
            TestRun run = run(LastingTestCases.class, server);

            assertThat(run.failure("last").getMessage())
                    .matches(
                            "(?s)last was cut off after [0-9,]+ iterations: worker [01] of 2 was lost [0-9.]+ m?s after"
                                    + " the start: exit code 137, signal 9\n.*");
            assertThat(run.results().at("/verdict").asText()).isEqualToIgnoringCase("aborted");
            assertThat(run.results().at("/sections/workers/each/0/samples").asLong())
                    .isPositive();
            assertThat(run.results().at("/sections/workers/each/1/samples").asLong())
                    .isPositive();
            assertThat(killer.isAlive()).isFalse();
        }
    }

    @Test
    void jvmThatIsKilled_isToleratedIfTheTestSaysSo() throws IOException {
        try (TruthServer server = server()) {
            whenServed(200, () -> aChild().destroyForcibly());
            TestRun run = run(
                    LastingTestCases.class,
                    server,
                    "perf.processes.partialResults=tolerate",
                    "perf.processes.maxLostShare=50%",
                    "perf.duration=6s");

            run.assertPassed("last");
            assertThat(run.printed()).containsPattern("worker [01] of 2 was lost after [0-9.]+ m?s, of which [0-9,]+");
        }
    }

    static class LastingTestCases {

        @LoadTest(baseUrl = "${truth.url}", users = 4, duration = "60s", thinkTime = "10ms")
        void last(Http http) {
            http.get("/").send();
        }
    }

    @Test
    void jvmThatIsNeverReady_isNamed() {
        try (TruthServer server = server()) {
            TestRun run = run(NeverReadyTestCases.class, server, "perf.processes.readyTimeout=8s");

            assertThat(run.failure("visit"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(
                            "the load executor io.github.perfjunit.LocalProcesses failed: 2 of 2 workers"
                                    + " were not ready within 8 s: 0, 1");
            assertThat(served).hasValue(0);
        }
    }

    static class NeverReadyTestCases {

        @BeforeEach
        void connect() throws InterruptedException {
            if (System.getProperty("processes.test") == null) {
                return;
            }
            Thread.sleep(60_000);
        }

        @LoadTest(baseUrl = "${truth.url}", users = 4, duration = "60s")
        void visit(Http http) {
            http.get("/").send();
        }
    }

    @Test
    void controllerThatIsKilled_takesItsJvmsWithIt() throws Exception {
        try (TruthServer server = server()) {
            Process controller = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Controller.class.getName(),
                            server.url(),
                            output.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.resolve("controller.txt").toFile())
                    .start();
            try {
                until(() -> served.get() > 50 || !controller.isAlive());
                assertThat(controller.isAlive())
                        .as(Files.readString(output.resolve("controller.txt")))
                        .isTrue();
                List<ProcessHandle> children = controller.children().toList();
                assertThat(children).hasSize(2);

                controller.destroyForcibly().waitFor();

                for (ProcessHandle child : children) {
                    child.onExit().get(60, TimeUnit.SECONDS);
                }
            } finally {
                controller.descendants().forEach(ProcessHandle::destroyForcibly);
                controller.destroyForcibly();
            }
        }
    }

    /** A JVM that makes a load by two others. */
    static final class Controller {

        public static void main(String[] arguments) {
            LauncherConfig config = LauncherConfig.builder()
                    .enableTestExecutionListenerAutoRegistration(false)
                    .build();
            LauncherFactory.create(config)
                    .execute(LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectClass(LastingTestCases.class))
                            .configurationParameter("truth.url", arguments[0])
                            .configurationParameter("perf.output", arguments[1])
                            .configurationParameter("perf.executor", "processes")
                            .configurationParameter("perf.processes.silence", "3s")
                            .build());
        }
    }

    private TruthServer server() {
        return TruthServer.healthy(Duration.ofMillis(5), served::incrementAndGet);
    }

    private TestRun run(Class<?> fixture, TruthServer server, String... more) {
        String[] keys = new String[more.length + 3];
        keys[0] = "truth.url=" + server.url();
        keys[1] = "perf.executor=processes";
        keys[2] = "perf.processes.jvmArgs=-Xmx128m -Dprocesses.test=true";
        System.arraycopy(more, 0, keys, 3, more.length);
        return TestRun.of(fixture, output, keys);
    }

    private Thread whenServed(int requests, Runnable then) {
        Thread thread = new Thread(() -> {
            until(() -> served.get() >= requests);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2)); // so that both have sent a part
            then.run();
        });
        thread.start();
        return thread;
    }

    private static ProcessHandle aChild() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .findFirst()
                .orElseThrow();
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
