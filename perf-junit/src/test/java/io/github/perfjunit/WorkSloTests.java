// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Objectives about the work of an iteration, against a server in this JVM that allocates 400 KiB for each request. */
class WorkSloTests {

    private static final String CLASS = "WorkSloTests.LoadTestCases.";
    private static final int KIBIBYTES = 400;

    private static WorkServer shop;

    @TempDir
    Path output;

    @BeforeAll
    static void start() {
        shop = WorkServer.start(KIBIBYTES);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    static class LoadTestCases {

        @LoadTest(users = 2, warmUp = "500ms", iterations = 1000, baseUrl = "${shop.url}")
        @WorkSlo(allocated = "440KiB", bytesReceived = "1KB", connections = "0.05")
        void visit(Http http) {
            http.get("/").send();
        }

        @LoadTest(users = 1, iterations = 1000)
        @WorkSlo(allocated = "440KiB", connections = "0", statements = "3")
        void alone() {
            useUp();
        }

        @PerfTest
        void fluent(LoadBuilder load, Http http) {
            LoadResult result = load.users(2)
                    .warmUp("300ms")
                    .iterations(1000)
                    .baseUrl(shop.url())
                    .run(user -> user.resource(Http.class).get("/").send());
            assertThat(result)
                    .work()
                    .bytesReceived()
                    .isGreaterThan(500)
                    .bytesSent()
                    .isLessThan(200);
            assertThat(result).work().allocated().isLessThan(440 * 1024);
        }

        @PerfTest
        @WorkSlo(allocated = "440KiB", bytesReceived = "100B")
        void limited(LoadBuilder load) {
            load.users(2).warmUp("300ms").iterations(1000).baseUrl(shop.url()).run(user -> user.resource(Http.class)
                    .get("/")
                    .send());
        }

        static volatile byte[] sink = new byte[0];

        private static void useUp() {
            sink = new byte[1 << 16];
        }
    }

    private TestRun run(String method, String... keys) {
        String[] all = new String[keys.length + 2];
        System.arraycopy(keys, 0, all, 2, keys.length);
        all[0] = "perf.invalid=fail"; // a busy machine must not decide
        all[1] = "shop.url=" + shop.url();
        return TestRun.ofMethod(LoadTestCases.class, method, output, all);
    }

    @Test
    void work_withinItsLimits_passes_andATenthMoreIsMissed() {
        shop.allocate(KIBIBYTES);
        TestRun same = run("visit");
        same.assertPassed("visit");
        assertThat(same.printed())
                .contains("work of an iteration")
                .containsPattern("\n   allocated bytes +4\\d\\d KiB +\\+-")
                .containsPattern("\n   work +allocated by shop-# \\d+(\\.\\d)? %");
        JsonNode work = same.results(CLASS + "visit").at("/sections/work");
        assertThat(work.at("/iterations").asInt()).isBetween(500, 1002);
        assertThat(work.at("/failed").asInt()).isZero();
        assertThat(work.at("/perIteration/allocated/batches")).hasSize(12);

        shop.allocate(KIBIBYTES + 42);
        assertThat(run("visit").failure("visit"))
                .isInstanceOf(SloViolation.class)
                .message()
                .matches(
                        "(?s)visit missed 1 of 4 SLOs: allocated bytes of each iteration 4\\d\\d KiB, limit 440KiB .*");
    }

    @Test
    void work_thatNobodySaw_meetsNoLimit() {
        assertThat(run("alone").failure("alone"))
                .isInstanceOf(SloViolation.class)
                .message()
                .contains(
                        "what is tested runs in another JVM, or on the users' own threads",
                        "no connection was seen to be opened, not even before the measured time; Http tells of its own",
                        "no statement was seen; perf-junit-jdbc tells of those of a ProbedDataSource");
    }

    @Test
    void work_ofPlatformThreads_canBeCheckedInCode() {
        shop.allocate(KIBIBYTES);
        run("fluent", "perf.threads=platform").assertPassed("fluent");
    }

    /** On every Java, because users get platform threads for it. */
    @Test
    void work_ofALoadInCode_isLimitedByTheAnnotation() {
        shop.allocate(KIBIBYTES);
        assertThat(run("limited").failure("limited"))
                .hasMessageMatching(
                        "(?s)limited missed 1 of 3 SLOs: received bytes of each iteration 57[0-9] B, limit 100B.*");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void memory_ofVirtualUsers_cannotBeTold() {
        assertThat(run("fluent", "perf.threads=virtual").failure("fluent"))
                .hasMessageStartingWith("allocated bytes of each iteration have no data: users ran on virtual threads,"
                        + " of which Java does not tell what they allocate; set perf.threads=platform");
    }
}
