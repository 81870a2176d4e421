// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.slo.PerfAssertions;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objectives on the method of a load in fluent form: of the whole load and of single scenarios. */
class FluentSloTests {

    private static final UserBody QUICK = user -> user.step("quick", () -> {});
    private static final UserBody SLOW = user -> user.step("slow", () -> Thread.sleep(20));
    private static final UserBody FAILING = user -> user.step("failing", () -> {
        throw new IllegalStateException("no stock");
    });
    private static final AtomicInteger RETURNED = new AtomicInteger();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        RETURNED.set(0);
    }

    private static void two(LoadBuilder load, UserBody second) {
        load.scenario("buyers", s -> s.users(1).iterations(3).run(QUICK))
                .scenario("sellers", s -> s.users(1).iterations(3).run(second))
                .start();
        RETURNED.incrementAndGet();
    }

    static class JudgedTestCases {
        @PerfTest
        @Slo(scenario = "buyers", max = "10s")
        @Slo(scenario = "sellers", max = "10ms")
        void missed(LoadBuilder load) {
            two(load, SLOW);
        }

        @PerfTest
        @Slo(max = "10s", throughput = "1/s")
        @Slo(scenario = "sellers", max = "10s")
        void met(LoadBuilder load) {
            two(load, SLOW);
        }

        @PerfTest
        @Slo(scenario = "sellers", errorRate = "100%")
        void errorsOfSellersAllowed(LoadBuilder load) {
            two(load, FAILING);
        }

        @PerfTest
        @Slo(scenario = "buyers", errorRate = "100%")
        void errorsOfBuyersAllowed(LoadBuilder load) {
            two(load, FAILING);
        }

        @PerfTest
        @Slo(max = "10ms")
        void secondOfTwoLoads(LoadBuilder load) {
            load.users(1).iterations(1).run(QUICK);
            load.users(1).iterations(1).run(SLOW);
            RETURNED.incrementAndGet();
        }

        @PerfTest
        @Slo(max = "10ms", abort = true, over = "1s")
        void caughtAbort(LoadBuilder load) {
            try {
                load.users(1).duration("10m").run(SLOW);
            } catch (SloViolation e) {
                RETURNED.incrementAndGet();
            }
        }
    }

    private TestRun run(String method, String... keys) {
        return TestRun.ofMethod(JudgedTestCases.class, method, output, keys);
    }

    @Test
    void missOfAScenario_failsTheTestAfterItsMethod_whateverTheOthersDid() {
        TestRun run = run("missed");

        assertThat(run.failure("missed"))
                .isInstanceOf(SloViolation.class)
                .hasMessageContainingAll("max of scenario sellers", "limit 10ms");
        assertThat(RETURNED).hasValue(1);
        assertThat(run.results().path("verdict").asText()).isEqualToIgnoringCase("failed");
    }

    @Test
    void metObjectives_standInTheResult() {
        TestRun run = run("met");

        run.assertPassed("met");
        JsonNode objectives = run.results().path("objectives");
        assertThat(objectives.findValuesAsText("scope")).contains("scenario sellers");
        assertThat(run.printed()).contains("max of all requests, throughput of all requests, max of scenario sellers");
    }

    @Test
    void errorRateOfAScenario_coversItsErrorsAlone() {
        run("errorsOfSellersAllowed").assertPassed("errorsOfSellersAllowed");

        assertThat(run("errorsOfBuyersAllowed").failure("errorsOfBuyersAllowed"))
                .isInstanceOf(SloViolation.class)
                .hasMessageContaining("other requests");
    }

    @Test
    void objectives_holdForEachLoadOfTheMethod() {
        assertThat(run("secondOfTwoLoads").failure("secondOfTwoLoads"))
                .isInstanceOf(SloViolation.class)
                .hasMessageContaining("max");
        assertThat(RETURNED).hasValue(1);
    }

    @Test
    void objectivesThatAreNotJudged_failNothing() {
        run("missed", "perf.slo=off").assertPassed("missed");
        run("missed", "perf.slo=report").assertPassed("missed");
    }

    /** The method catches what ends its load; the test fails all the same. */
    @Test
    void abort_endsTheLoad_andFailsTheTestThoughItIsCaught() {
        TestRun run = run("caughtAbort");

        assertThat(run.failure("caughtAbort"))
                .isInstanceOf(SloViolation.class)
                .hasMessageContaining("over the last 1 s");
        assertThat(RETURNED).hasValue(1);
    }

    static class AbortTestCases {
        @PerfTest
        @Slo(scenario = "sellers", max = "10ms", abort = true, over = "1s")
        void day(LoadBuilder load) {
            load.scenario(
                            "buyers",
                            s -> s.users(1).duration("10m").thinkTime("50ms").run(QUICK))
                    .scenario("sellers", s -> s.users(1).duration("10m").run(SLOW))
                    .start();
            RETURNED.incrementAndGet();
        }
    }

    @Test
    void abortByAScenario_endsTheWholeLoad() {
        assertThat(TestRun.of(AbortTestCases.class, output).failure("day"))
                .isInstanceOf(SloViolation.class)
                .hasMessageContainingAll("max of scenario sellers", "over the last 1 s");
        assertThat(RETURNED).hasValue(0);
    }

    static class MistakesTestCases {
        @PerfTest
        @Slo(scenario = "byers", max = "10s")
        @Slo(scenario = "buyers", request = "quick", max = "10s")
        @Slo(scenario = "buyers", dropped = "1%")
        void day(LoadBuilder load) {
            two(load, QUICK);
        }
    }

    @Test
    void mistakes_areToldBeforeTheLoad() {
        assertThat(TestRun.of(MistakesTestCases.class, output).failure("day"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "3 configuration errors in MistakesTestCases.day:",
                        "@Slo[1].scenario was 'byers' but must be a scenario of the load, which has buyers, sellers",
                        "@Slo[2].scenario was 'buyers' but must not be set together with request",
                        "@Slo[3].dropped was '1%' but must not be set together with scenario");
    }

    @Slo(max = "1ms")
    static class OnTheClassTestCases {
        @PerfTest
        void day(LoadBuilder load) {
            PerfAssertions.assertThat(load.users(1).iterations(2).run(SLOW))
                    .count()
                    .isEqualTo(2);
        }
    }

    @Test
    void objectivesOfTheClass_areForAnnotatedLoadsAlone() {
        TestRun.of(OnTheClassTestCases.class, output).assertPassed("day");
    }

    static class OneScenarioTestCases {
        @LoadTest(users = 1, iterations = 2)
        @Slo(scenario = "visit", max = "10s")
        void visit() {}

        @LoadTest(users = 1, iterations = 2)
        @Slo(scenario = "other", max = "10s")
        void wrong() {}
    }

    @Test
    void annotatedLoad_hasOneScenario() {
        TestRun run = TestRun.of(OneScenarioTestCases.class, output);

        run.assertPassed("visit");
        assertThat(run.failure("wrong"))
                .hasMessageContaining("@Slo.scenario was 'other' but must be a scenario of the load, which has wrong");
    }
}
