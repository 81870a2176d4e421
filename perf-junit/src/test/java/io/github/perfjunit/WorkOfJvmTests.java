// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.monitor.JmxTarget;
import io.github.perfjunit.monitor.Monitors;
import io.github.perfjunit.monitor.Watch;
import io.github.perfjunit.slo.SloViolation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** Objectives about the work of a server in a JVM of its own, which is asked by JMX. */
class WorkOfJvmTests {

    private static final int KIBIBYTES = 400;
    private static final AtomicInteger RAN = new AtomicInteger();

    private static JmxTarget shop;
    private static JmxTarget victim;

    @TempDir
    Path output;

    @BeforeAll
    static void start() throws IOException {
        shop = JmxTarget.start("256m", WorkServer.class, Integer.toString(KIBIBYTES));
        victim = JmxTarget.start();
    }

    @AfterAll
    static void stop() {
        shop.close();
        victim.close();
    }

    static class ShopTestCases {

        @Watch(jmx = "${shop.jmx}", name = "shop")
        @LoadTest(users = 2, warmUp = "1s", iterations = 600, thinkTime = "5ms", baseUrl = "${shop.url}")
        @WorkSlo(jvm = "shop", allocated = "560KiB", collections = "0.1", bytesReceived = "1KB")
        void visit(Http http) {
            http.get("/").send();
        }

        @PerfTest
        void fluent(LoadBuilder load) {
            LoadResult result = load.users(2)
                    .warmUp("1s")
                    .iterations(600)
                    .thinkTime("5ms")
                    .baseUrl(shop.said())
                    .watch(Monitors.jmx("shop", shop.address()))
                    .run(user -> user.resource(Http.class).get("/").send());
            assertThat(result).work("shop").allocated().isLessThan(1024 * 1024);
            assertThat(result).work("store").allocated().isLessThan(1024 * 1024);
        }

        @Watch(jmx = "${shop.jmx}", name = "shop")
        @LoadTest(users = 1, duration = "2s")
        @WorkSlo(jvm = "shop", allocated = "440KiB")
        void elsewhere() {
            RAN.incrementAndGet();
        }

        @Watch(jmx = "${victim.jmx}", name = "victim")
        @LoadTest(users = 1, duration = "2s", thinkTime = "5ms")
        @WorkSlo(jvm = "victim", allocated = "440KiB", collections = "0.1")
        void killed() {
            if (RAN.incrementAndGet() == 100) {
                victim.close();
            }
        }
    }

    static class MistakenTestCases {

        @Watch(jmx = "${shop.jmx}", name = "shop")
        @LoadTest(users = 1, iterations = 1)
        @WorkSlo(jvm = "store", allocated = "440KiB")
        void unknown() {
            RAN.incrementAndGet();
        }

        @Watch(jvm = true)
        @LoadTest(users = 1, iterations = 1)
        @WorkSlo(jvm = "jvm", collections = "0.1")
        void here() {
            RAN.incrementAndGet();
        }

        @Watch(jmx = "${shop.jmx}", name = "shop")
        @LoadTest(users = 1, iterations = 1)
        @WorkSlo(jvm = "shop", bytesSent = "1KB")
        void meaningless() {
            RAN.incrementAndGet();
        }
    }

    private TestRun run(Class<?> tests, String method) {
        RAN.set(0);
        return TestRun.ofMethod(
                tests,
                method,
                output,
                "perf.invalid=fail", // a busy machine must not decide
                "shop.url=" + shop.said(),
                "shop.jmx=" + shop.address(),
                "victim.jmx=" + victim.address());
    }

    private static void allocate(int kibibytes) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.said() + WorkServer.ALLOCATE + kibibytes))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }

    @Test
    void work_ofAnotherJvm_withinItsLimits_passes_andMoreIsMissed() throws Exception {
        allocate(KIBIBYTES);
        TestRun same = run(ShopTestCases.class, "visit");
        same.assertPassed("visit");
        assertThat(same.printed())
                .containsPattern("\n   work of an iteration in shop +mean +spread +in all\n")
                .containsPattern("\n   allocated bytes +4\\d\\d KiB +\\+-");
        JsonNode work = same.results("WorkOfJvmTests.ShopTestCases.visit").at("/sections/work of shop");
        assertThat(work.at("/iterations").asInt()).isGreaterThan(100);
        assertThat(work.at("/perIteration/allocated/value").asDouble() / 1024).isBetween(400.0, 500.0);
        assertThat(work.at("/perIteration/collections/total").asInt()).isGreaterThan(0);

        allocate(KIBIBYTES + 320); // far from the limit, so that a busy machine gives a verdict as well
        assertThat(run(ShopTestCases.class, "visit").failure("visit"))
                .isInstanceOf(SloViolation.class)
                .message()
                .matches("(?s)visit missed 1 of 4 SLOs: allocated bytes of each iteration in shop 7\\d\\d KiB, limit"
                        + " 560KiB .*");
    }

    @Test
    void work_ofAnotherJvm_canBeCheckedInCode() throws Exception {
        allocate(KIBIBYTES);
        assertThat(run(ShopTestCases.class, "fluent").failure("fluent"))
                .hasMessageStartingWith("allocated bytes of each iteration in store have no data: no JVM 'store' was"
                        + " watched by JMX; there are: shop");
    }

    @Test
    void work_ofAJvmThatDoesNone_meetsNoLimit() {
        assertThat(run(ShopTestCases.class, "elsewhere").failure("elsewhere"))
                .isInstanceOf(SloViolation.class)
                .message()
                .containsPattern(
                        "threads of shop allocated only -?\\d+(\\.\\d+)? K?i?B an iteration; it is not the JVM that"
                                + " answers the load");
    }

    @Test
    void work_ofAJvmThatDied_meetsNoLimit() {
        assertThat(run(ShopTestCases.class, "killed").failure("killed"))
                .isInstanceOf(SloViolation.class)
                .message()
                .contains("killed has no verdict on 2 of 3 SLOs")
                .containsPattern("allocated bytes of each iteration in victim +440KiB +- +no data +victim could not be"
                        + " read: \\w+")
                .containsPattern("garbage collections of each iteration in victim +0.1 +- +no data +victim could not be"
                        + " read: \\w+");
        assertThat(RAN).hasValueGreaterThan(100);
    }

    @Test
    void jvm_thatIsNotWatched_isAMistake() {
        assertThat(run(MistakenTestCases.class, "unknown").failure("unknown"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "1 configuration error in MistakenTestCases.unknown:\n  - @WorkSlo.jvm was 'store' but must be"
                                + " the name of a JVM that @Watch(jmx = ...) watches; there is shop");
        assertThat(run(MistakenTestCases.class, "here").failure("here"))
                .hasMessage("1 configuration error in MistakenTestCases.here:\n  - @WorkSlo.jvm was 'jvm' but must be"
                        + " the name of a JVM that @Watch(jmx = ...) watches; there is none");
        assertThat(run(MistakenTestCases.class, "meaningless").failure("meaningless"))
                .hasMessage(
                        "1 configuration error in MistakenTestCases.meaningless:\n  - @WorkSlo.jvm is set but has no"
                                + " meaning without allocated or collections, which are counted there");
        assertThat(RAN).hasValue(0);
    }
}
