// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** {@code perf.mode=smoke}: the body once, as a functional test. */
class SmokeModeTests {

    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        CALLS.set(0);
    }

    static class SmokeTestCases {
        @LoadTest(users = 500, rampUp = "10m", duration = "1h")
        @Slo(p99 = "1ns", throughput = "1000/s")
        void annotated(VirtualUser user) {
            CALLS.incrementAndGet();
            LockSupport.parkNanos(1_000_000);
        }

        @LoadTest(arrivalRate = "500/s", duration = "1h")
        void open() {
            CALLS.incrementAndGet();
        }

        @LoadTest(users = 500, duration = "1h")
        void throwing(VirtualUser user) throws Exception {
            user.step("read", () -> {
                throw new FileNotFoundException("prices.csv");
            });
        }

        @LoadTest(users = 500, duration = "1h")
        void skipping() {
            Assumptions.abort("not today");
        }

        @PerfTest
        void fluent(LoadBuilder load) {
            LoadResult result = load.users(500).duration("1h").run(user -> CALLS.incrementAndGet());
            assertThat(result).errorRate().isZero();
        }

        @PerfTest
        void fluentThrowing(LoadBuilder load) {
            load.users(500).duration("1h").run(user -> {
                throw new FileNotFoundException("prices.csv");
            });
            CALLS.incrementAndGet();
        }

        @AfterLoad("annotated")
        void margins(LoadResult result) {
            assertThat(result).p99().isLessThan(Duration.ofNanos(1));
        }
    }

    @Test
    void smokeMode_bodies_runOnceWithoutObjectives() {
        TestRun run = TestRun.of(SmokeTestCases.class, output, "perf.mode=smoke", "perf.invalid=fail");

        run.assertPassed("annotated");
        run.assertPassed("open");
        run.assertPassed("fluent");
        assertThat(CALLS).hasValue(3);
        assertThat(run.results("SmokeModeTests.SmokeTestCases.annotated")
                        .at("/verdict")
                        .asText())
                .isEqualToIgnoringCase("smoke");
        assertThat(run.printed()).contains("one user, one iteration: the body as a functional test");
    }

    @Test
    void smokeMode_whatABodyThrows_comesOutAsItIs() {
        TestRun run = TestRun.of(SmokeTestCases.class, output, "perf.mode=smoke");

        for (String method : new String[] {"throwing", "fluentThrowing"}) {
            assertThat(run.failure(method))
                    .isExactlyInstanceOf(FileNotFoundException.class)
                    .hasMessage("prices.csv");
            assertThat(run.failure(method).getStackTrace()[0].getFileName()).isEqualTo("SmokeModeTests.java");
        }
        assertThat(verdict(run, "throwing")).isEqualTo("FAILED");
        assertThat(verdict(run, "fluentThrowing")).isEqualTo("FAILED");
        assertThat(verdict(run, "skipping")).isEqualTo("ABORTED");
        assertThat(verdict(run, "annotated")).isEqualTo("SMOKE");
        assertThat(run.abortion("skipping"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("not today");
    }

    static class BrokenTestCases {
        @LoadTest(users = 500, duration = "1h")
        void check(VirtualUser user) {
            user.check("has an id", false);
        }

        @LoadTest(users = 500, duration = "1h")
        void notSent(Http http) {
            http.get("http://localhost:1/orders");
        }

        @PerfTest
        void fluentCheck(LoadBuilder load) {
            load.users(500).duration("1h").run(user -> user.check("has an id", false));
        }
    }

    @Test
    void smokeMode_workThatWasNotDone_failsThoughTheBodyReturns() {
        TestRun run = TestRun.of(BrokenTestCases.class, output, "perf.mode=smoke");

        assertThat(run.failure("check"))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("check failed as a functional test: check \"has an id\" failed\n  report: "
                        + output.resolve("SmokeModeTests.BrokenTestCases.check"));
        assertThat(run.failure("fluentCheck"))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("fluentCheck failed as a functional test: check \"has an id\" failed\n  report: "
                        + output.resolve("SmokeModeTests.BrokenTestCases.fluentCheck"));
        assertThat(run.failure("notSent"))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("notSent failed as a functional test: GET /orders was built and never sent; call send() on"
                        + " it\n  report: " + output.resolve("SmokeModeTests.BrokenTestCases.notSent"));
        assertThat(run.results("SmokeModeTests.BrokenTestCases.check")
                        .at("/verdict")
                        .asText())
                .isEqualTo("FAILED");
    }

    private static String verdict(TestRun run, String method) {
        return run.results("SmokeModeTests.SmokeTestCases." + method)
                .at("/verdict")
                .asText();
    }
}
