// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** What must not spoil a load, and what a load must not spoil. */
class LoadProtectionTests {

    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    Path output;

    static class NothingEndedTestCases {
        @LoadTest(users = 2, duration = "100ms", gracefulStop = "0s")
        @Slo(max = "1h")
        void visit() {
            LockSupport.parkNanos(SECONDS.toNanos(20));
        }
    }

    @Test
    void noIterationEnded_load_fails() {
        Throwable failure = TestRun.of(NothingEndedTestCases.class, output).failure("visit");

        assertThat(failure)
                .isInstanceOf(SloViolation.class)
                .hasMessageContaining("no iteration ended in the measured time");
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class OutOfMemoryTestCases {
        @Test
        @Order(1)
        void before() {}

        @LoadTest(users = 3, duration = "10s")
        @Order(2)
        void visit(VirtualUser user) {
            if (user.id() == 1) {
                throw new OutOfMemoryError("thrown by a test");
            }
            LockSupport.parkNanos(1_000_000);
        }

        @Test
        @Order(3)
        void after() {}
    }

    @Test
    void outOfMemoryInUser_load_failsCleanlyAndOtherTestsGoOn() {
        TestRun run = TestRun.of(OutOfMemoryTestCases.class, output);

        run.assertPassed("before");
        run.assertPassed("after");
        assertThat(run.failure("visit"))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("visit was cut off after [\\d,]+ iterations?: aborted by"
                        + " java\\.lang\\.OutOfMemoryError: thrown by a test\n  report: .*visit");
        assertThat(run.failure("visit").getSuppressed()).singleElement().isInstanceOf(OutOfMemoryError.class);
        assertThat(run.results().at("/verdict").asText()).isEqualToIgnoringCase("aborted");
    }

    static class OutOfMemoryBeforeUserTestCases {
        @BeforeUser
        void login() {
            throw new OutOfMemoryError("thrown by a test");
        }

        @LoadTest(users = 3, duration = "10s")
        void visit() {}
    }

    @Test
    void outOfMemoryBeforeUser_load_failsCleanly() {
        assertThat(TestRun.of(OutOfMemoryBeforeUserTestCases.class, output).failure("visit"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("visit was cut off after 0 iterations: aborted by java.lang.OutOfMemoryError:"
                        + " thrown by a test\n");
    }

    @Test
    void outOfMemoryInSmokeMode_load_failsCleanly() {
        TestRun run = TestRun.of(OutOfMemoryBeforeUserTestCases.class, output, "perf.mode=smoke");

        assertThat(run.failure("visit"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("aborted by java.lang.OutOfMemoryError: thrown by a test");
    }

    static class OutOfMemoryFluentTestCases {
        @PerfTest
        void visit(LoadBuilder load) {
            load.users(1).iterations(1).run(user -> {
                throw new OutOfMemoryError("thrown by a test");
            });
        }
    }

    @Test
    void outOfMemoryInFluentSmokeMode_load_failsCleanly() {
        TestRun run = TestRun.of(OutOfMemoryFluentTestCases.class, output, "perf.mode=smoke");

        assertThat(run.failure("visit"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("aborted by java.lang.OutOfMemoryError: thrown by a test");
    }

    static class SlowTestCases {
        @LoadTest(users = 1, iterations = 1)
        void annotated() {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }

        @PerfTest
        void fluent(LoadBuilder load) {
            load.users(1).iterations(1).run(user -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500)));
        }
    }

    @Test
    void globalJUnitTimeout_loads_areNotEnded() {
        TestRun run = TestRun.of(
                SlowTestCases.class, output, "junit.jupiter.execution.timeout.testable.method.default=200ms");

        run.assertPassed("annotated");
        run.assertPassed("fluent");
    }

    static class OwnTimeoutTestCases {
        @LoadTest(users = 2, duration = "10s")
        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
        void annotated(VirtualUser user) throws Exception {
            user.step("nap", () -> LockSupport.parkNanos(5_000_000));
        }

        @PerfTest
        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
        void fluent(LoadBuilder load) {
            load.users(2).duration("10s").run(user -> user.step("nap", () -> LockSupport.parkNanos(5_000_000)));
        }

        @LoadTest(users = 2, duration = "10s")
        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void separate(VirtualUser user) throws Exception {
            user.step("nap", () -> LockSupport.parkNanos(5_000_000));
        }
    }

    @Test
    void ownTimeoutOfMethod_load_endsEarlyWithPartialResults() {
        TestRun run = TestRun.of(OwnTimeoutTestCases.class, output);

        for (String method : new String[] {"annotated", "fluent"}) {
            assertThat(run.failure(method))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("timed out after 300 milliseconds");
            var results = run.results("LoadProtectionTests.OwnTimeoutTestCases." + method);
            assertThat(results.at("/run/stopReason")
                            .asText(results.at("/stopReason").asText()))
                    .isEqualTo("interrupted");
            assertThat(results.findPath("notes").toString()).doesNotContain("could not be written");
        }
    }

    static class SkippingTestCases {
        @LoadTest(users = 2, iterations = 6)
        void all() {
            assumeTrue(false, "no data");
        }

        @LoadTest(users = 1, iterations = 6)
        void some() {
            assumeTrue(CALLS.getAndIncrement() % 2 == 0);
        }
    }

    @Test
    void allIterationsAborted_test_isAborted() {
        CALLS.set(0);
        TestRun run = TestRun.of(SkippingTestCases.class, output);

        assertThat(run.abortion("all"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("all iterations were skipped by a failed assumption");
        run.assertPassed("some");
    }

    static class ScaledTestCases {
        @LoadTest(users = 20, duration = "50ms")
        void closed(VirtualUser user) {
            CALLS.incrementAndGet();
            LockSupport.parkNanos(1_000_000);
        }

        @LoadTest(users = 20, iterations = 500)
        void counted() {
            CALLS.incrementAndGet();
        }
    }

    @Test
    void tinyScale_load_stillIterates() {
        CALLS.set(0);
        TestRun run = TestRun.of(ScaledTestCases.class, output, "perf.scale=0.0001");

        run.assertPassed("closed");
        run.assertPassed("counted");
        assertThat(CALLS.get()).isGreaterThanOrEqualTo(2);
        assertThat(run.results("LoadProtectionTests.ScaledTestCases.counted").toString())
                .contains("scaled by 1.0E-4");
    }

    static class PlainTestCases {
        @Test
        void plain() {}
    }

    @Test
    void sessionWithoutPerfTests_run_writesAndPrintsNothing() {
        TestRun run = TestRun.of(PlainTestCases.class, output.resolve("perf"));

        run.assertPassed("plain");
        assertThat(run.directories()).isEmpty();
        assertThat(output).isEmptyDirectory();
        assertThat(run.printed()).isEmpty();
    }

    @Test
    void load_summary_isPlainTextOnSystemOut() {
        TestRun run = TestRun.of(SlowTestCases.class, output, "perf.mode=smoke");

        assertThat(run.printed()).contains("LoadProtectionTests.SlowTestCases.annotated");
        assertThat(run.printed()).doesNotContain("\r").doesNotContain("\u001b");
    }
}
