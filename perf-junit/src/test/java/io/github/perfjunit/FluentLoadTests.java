// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads that a test method sets up and runs itself. */
class FluentLoadTests {

    private static final String CLASS = "FluentLoadTests.";
    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        CALLS.set(0);
    }

    static class TwoLoadsTestCases {
        @PerfTest
        void compare(LoadBuilder load, TestInfo test) {
            LoadResult small = load.users(1).iterations(5).run(user -> CALLS.incrementAndGet());
            LoadResult large = load.users(2).iterations(50).run(user -> CALLS.incrementAndGet());
            assertThat(small).count().isEqualTo(5);
            assertThat(large).count().isEqualTo(50);
            assertThat(test.getDisplayName()).startsWith("compare");
        }
    }

    @Test
    void twoLoadsInOneTest_results_haveTheirOwnDirectories() {
        TestRun run = TestRun.of(TwoLoadsTestCases.class, output);

        run.assertPassed("compare");
        assertThat(CALLS).hasValue(55);
        assertThat(run.directories())
                .containsExactly(CLASS + "TwoLoadsTestCases.compare", CLASS + "TwoLoadsTestCases.compare.2");
        assertThat(run.printed())
                .contains("TwoLoadsTestCases.compare.2 · load")
                .contains("TwoLoadsTestCases.compare · load");
    }

    @ParameterizedClass
    @ValueSource(ints = {1, 2})
    static class ParameterizedTestCases {
        @Parameter
        int users;

        @PerfTest
        void compare(LoadBuilder load) {
            load.users(users).iterations(5).run(user -> {});
            load.users(users).iterations(6).run(user -> {});
        }
    }

    @Test
    void loadsInParameterizedClass_results_haveTheirOwnDirectories() {
        TestRun run = TestRun.of(ParameterizedTestCases.class, output);

        run.assertPassed("compare");
        assertThat(run.directories())
                .containsExactly(
                        CLASS + "ParameterizedTestCases.compare",
                        CLASS + "ParameterizedTestCases.compare.1001",
                        CLASS + "ParameterizedTestCases.compare.1002",
                        CLASS + "ParameterizedTestCases.compare.2");
    }

    static class ScenariosTestCases {
        @PerfTest
        void day(LoadBuilder load) {
            LoadResult day = load.name("trading day")
                    .scenario("early", s -> s.users(1)
                            .iterations(10)
                            .beforeUser(user -> user.put("type", "early"))
                            .run(user ->
                                    assertThat(user.get("type", String.class)).isEqualTo("early")))
                    .scenario(
                            "late",
                            s -> s.startAfter("150ms").users(2).iterations(20).run(user -> CALLS.incrementAndGet()))
                    .start();

            assertThat(day).scenario("early").count().isEqualTo(10);
            assertThat(day).scenario("late").count().isEqualTo(20);
            assertThat(day.name()).isEqualTo("trading day");
            assertThat(day.data().scenarios().get(1).name()).isEqualTo("late");
            assertThat(day.data().elapsedMillis()).isGreaterThanOrEqualTo(150);
        }
    }

    @Test
    void scenarios_laterOne_startsAfterItsDelay() {
        TestRun.of(ScenariosTestCases.class, output).assertPassed("day");

        assertThat(CALLS).hasValue(20);
    }

    static class VerdictTestCases {
        @PerfTest
        void unjudged(LoadBuilder load) {
            LoadResult result = load.users(1).iterations(10).run(user -> {
                if (user.iteration() == 3) {
                    throw new IllegalStateException("out of stock");
                }
            });
            assertThat(result).count().isEqualTo(10);
            CALLS.incrementAndGet();
        }

        @PerfTest
        void judged(LoadBuilder load) {
            LoadResult result = load.users(1).iterations(10).run(user -> {
                if (user.iteration() == 3) {
                    throw new IllegalStateException("out of stock");
                }
            });
            assertThat(result).errorRate().isLessThan(percent(20));
        }

        @PerfTest
        void checks(LoadBuilder load) {
            load.users(1).iterations(10).run(user -> user.check("has an id", user.iteration() != 3));
        }

        @PerfTest
        void asserting(LoadBuilder load) {
            load.users(1).iterations(10).run(user -> {});
            throw new AssertionError("the stock is wrong");
        }

        @PerfTest
        void assuming(LoadBuilder load) {
            load.users(1).iterations(10).run(user -> {});
            Assumptions.abort("no stock");
        }

        @PerfTest
        void fine(LoadBuilder load) {
            load.users(1).iterations(10).run(user -> {});
        }

        private static io.github.perfjunit.slo.Percent percent(double value) {
            return io.github.perfjunit.slo.PerfAssertions.percent(value);
        }
    }

    @Test
    void unjudgedErrors_test_failsAtItsEnd() {
        TestRun run = TestRun.of(VerdictTestCases.class, output);

        assertThat(run.failure("unjudged")).isInstanceOf(SloViolation.class);
        assertThat(TestRun.headline(run.failure("unjudged")))
                .isEqualTo("unjudged missed 1 of 1 SLO: errors 1, none allowed (1 user, 10 iterations within 10m;"
                        + " 10 iterations)");
        assertThat(run.failure("unjudged").getStackTrace()).hasSize(2);
        assertThat(run.failure("unjudged").getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("out of stock");
        assertThat(TestRun.headline(run.failure("checks"))).startsWith("checks missed 1 of 2 SLOs: failed checks 1");
        assertThat(CALLS).hasValue(1);
        run.assertPassed("judged");
        run.assertPassed("fine");
    }

    static class NeverRunTestCases {
        @PerfTest
        void without() {
            CALLS.incrementAndGet();
        }

        @PerfTest
        void tradingDay(LoadBuilder load) {
            load.scenario("market", s -> s.users(1).iterations(1).run(user -> {}))
                    .scenario("night", s -> s.users(1).iterations(1).run(user -> {}));
        }

        @PerfTest
        void forgotten(LoadBuilder load) {
            load.users(5).duration("1s").beforeUser(user -> {});
        }

        @PerfTest
        void second(LoadBuilder load) {
            load.users(1).iterations(10).run(user -> user.step("work", () -> {}));
            load.scenario("night", s -> s.users(1).iterations(1).run(user -> {}));
        }

        @PerfTest
        void throwing(LoadBuilder load) {
            load.users(5);
            throw new IllegalStateException("the shop is closed");
        }

        @PerfTest
        void assuming(LoadBuilder load) {
            Assumptions.abort("no stock");
        }
    }

    @Test
    void loadThatNeverRan_test_fails() {
        TestRun run = TestRun.of(NeverRunTestCases.class, output);

        assertThat(run.failure("without"))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("NeverRunTestCases.without ran no load: call run(...) or start() on the LoadBuilder");
        assertThat(run.failure("tradingDay"))
                .hasMessage("NeverRunTestCases.tradingDay ran no load: call run(...) or start() on the LoadBuilder"
                        + " (set up: scenario \"market\", scenario \"night\")");
        assertThat(run.failure("tradingDay").getStackTrace()).hasSize(1);
        assertThat(run.failure("forgotten"))
                .hasMessage("NeverRunTestCases.forgotten ran no load: call run(...) or start() on the LoadBuilder"
                        + " (set up: users, duration, beforeUser)");
        assertThat(run.failure("second"))
                .hasMessage("NeverRunTestCases.second set up a load that it did not run: call run(...) or start() on"
                        + " the LoadBuilder (set up: scenario \"night\")");
        assertThat(run.failure("throwing")).hasMessage("the shop is closed");
        assertThat(run.abortion("assuming")).hasMessageContaining("no stock");
    }

    static class PartlyJudgedTestCases {
        @PerfTest
        void one(LoadBuilder load) {
            LoadResult result = load.users(1).iterations(10).run(user -> {
                user.step("fine", () -> {});
                user.step("broken", () -> {
                    throw new IllegalStateException("out of stock");
                });
            });
            assertThat(result).request("fine").errorRate().isZero();
        }

        @PerfTest
        void broken(LoadBuilder load) {
            load.users(1).iterations(10).run(user -> {
                throw new OutOfMemoryError("pretended");
            });
            CALLS.incrementAndGet();
        }

        @PerfTest
        void unused(LoadBuilder load) {
            load.users(50)
                    .thinkTime("1s")
                    .beforeUser(user -> {})
                    .scenario("a", s -> s.users(1).iterations(1).run(user -> {}))
                    .start();
        }
    }

    @Test
    void errorsOfOneRequest_judged_leaveThoseOfOthersToTheDefault() {
        TestRun run = TestRun.of(PartlyJudgedTestCases.class, output);

        assertThat(TestRun.headline(run.failure("one"))).contains("errors of other requests 10, none allowed");
    }

    @Test
    void cutOffLoad_run_throwsBeforeAnyAssertion() {
        TestRun run = TestRun.of(PartlyJudgedTestCases.class, output);

        assertThat(TestRun.headline(run.failure("broken")))
                .startsWith("broken was cut off after ")
                .endsWith("aborted by java.lang.OutOfMemoryError: pretended");
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void settingsWithoutEffect_load_areMistakes() {
        TestRun run = TestRun.of(PartlyJudgedTestCases.class, output);

        assertThat(run.failure("unused")).hasMessage("""
                        3 configuration errors in PartlyJudgedTestCases.unused:
                          - load.users is set, but in a load of several scenarios each must set its own
                          - load.thinkTime is set, but in a load of several scenarios each must set its own
                          - load.beforeUser is set, but in a load of several scenarios each must set its own""");
    }

    @Test
    void reportedObjectives_unjudgedErrors_failAllTheSame() {
        TestRun run = TestRun.of(VerdictTestCases.class, output, "perf.slo=report");

        assertThat(run.failure("unjudged")).isInstanceOf(SloViolation.class);
        run.assertPassed("checks");
    }

    @Test
    void failedMethod_failure_isItsOwnAndFilesSaySo() {
        TestRun run = TestRun.of(VerdictTestCases.class, output);

        assertThat(run.failure("asserting")).hasMessage("the stock is wrong").hasNoSuppressedExceptions();
        assertVerdict(run, "asserting", "failed");
        assertThat(run.abortion("assuming")).hasMessageContaining("no stock");
        assertVerdict(run, "assuming", "aborted");
        assertVerdict(run, "unjudged", "failed");
    }

    private static void assertVerdict(TestRun run, String method, String verdict) {
        assertThat(run.results(CLASS + "VerdictTestCases." + method)
                        .at("/verdict")
                        .asText())
                .isEqualToIgnoringCase(verdict);
    }

    static class HttpTestCases {
        @PerfTest
        void outside(LoadBuilder load, Http http) {
            http.get("http://localhost/").send();
        }

        @PerfTest
        void twice(LoadBuilder load) {
            load.scenario("one", s -> s.users(1).iterations(1).run(user -> {}));
            load.run(user -> {});
        }
    }

    @Test
    void httpOutsideABody_call_failsWithRemedy() {
        assertThat(TestRun.of(HttpTestCases.class, output).failure("outside"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Http was used outside a virtual user's code; call it inside the body that is given to"
                        + " run(...)");
    }

    @Test
    void runAfterScenario_call_failsWithRemedy() {
        assertThat(TestRun.of(HttpTestCases.class, output).failure("twice"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("run(...) was called after scenario(...), but a load has either one population or several;"
                        + " call start() to run those added");
    }
}
