// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.Http;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes of the kinds with a course of their own are found before the load, all at once. */
class KindMistakesTests {

    @TempDir
    Path output;

    static class StressTestCases {

        @Stress(
                users = 10,
                upTo = "10",
                step = "none",
                hold = "0s",
                settle = "5",
                recovery = "5s",
                recoverWithin = "1h")
        @Slo(p95 = "300ms", throughput = "400/s")
        @Slo(p99 = "1s", abort = true)
        void many(Http http) {}

        @Stress(upTo = "100")
        void without(Http http) {}

        @Stress(users = 10, arrivalRate = "5/s", upTo = "100")
        void both(Http http) {}

        @Stress(arrivalRate = "10/s", upTo = "400", pacing = "1s")
        void otherForm(Http http) {}

        @Stress(users = 1, upTo = "150000")
        void steps(Http http) {}

        @Stress(users = 10, upTo = "100")
        @Slo(errorRate = "100%")
        void everything(Http http) {}

        @Stress(users = 10, upTo = "100")
        void elsewhere(Http http) {}
    }

    static class SpikeTestCases {

        @Spike(
                arrivalRate = "50/s",
                spike = "20/s",
                spikeFor = "0s",
                before = "5s",
                after = "2s",
                spikeErrorRate = "lots")
        void many(Http http) {}
    }

    static class CapacityTestCases {

        @Capacity(users = 10, upTo = "100", atLeast = "200", hold = "10s", within = "5s")
        void many(Http http) {}
    }

    static class SoakTestCases {

        @Soak(arrivalRate = "50/s", duration = "20s", tolerance = "0%", rampUp = "5", pacing = "1s")
        void many(Http http) {}

        @Soak(users = 10, duration = "")
        void endless(Http http) {}

        @Soak(users = 1, duration = "1h", forceGc = true)
        void blind(Http http) {}
    }

    private void assertMistakes(Class<?> cases, String method, String message, String... keys) {
        TestRun run = TestRun.ofMethod(cases, method, output, keys);
        assertThat(run.failure(method))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(message.strip());
    }

    @Test
    void stress_manyMistakes_areAllReported() {
        assertMistakes(StressTestCases.class, "many", """
                8 configuration errors in StressTestCases.many:
                  - @Stress.upTo was '10' but must be above 10 users, the first step
                  - @Stress.step was 'none' but must be from 1 to 200000
                  - @Stress.hold was '0s' but must be above 0s
                  - @Stress.settle was '5' but must be a duration such as 250ms, 2s, 10m or 1h30m
                  - @Stress.recovery was '5s' but must be at least 10s
                  - @Stress.recoverWithin was '1h' but must be at most @Stress.recovery, 5s
                  - @Slo limits throughput of all requests but beside @Stress it must limit percentiles, shares within a time and errors alone, \
                by which each part of the load is judged
                  - @Slo.abort was 'true' for p99 of all requests but must not be set beside @Stress, which ends by itself
                """);
    }

    @Test
    void stress_noFirstStep_isAMistake() {
        assertMistakes(StressTestCases.class, "without", """
                1 configuration error in StressTestCases.without:
                  - @Stress sets no load but must set users or arrivalRate
                """);
    }

    @Test
    void stress_usersAndRate_isAMistake() {
        assertMistakes(StressTestCases.class, "both", """
                1 configuration error in StressTestCases.both:
                  - @Stress.users was '10' but must not be set together with arrivalRate
                    Hint: maxUsers limits the virtual users of an arrival rate
                """);
    }

    @Test
    void stress_usersWhereARateIsExpected_isAMistake() {
        assertMistakes(StressTestCases.class, "otherForm", """
                2 configuration errors in StressTestCases.otherForm:
                  - @Stress.upTo was '400' but must be a rate such as 200/s, 10000/min or 5/h
                  - @Stress.pacing was '1s' but must not be set together with arrivalRate
                """);
    }

    @Test
    void stress_tooManySteps_isAMistake() {
        assertMistakes(StressTestCases.class, "steps", """
                1 configuration error in StressTestCases.steps:
                  - @Stress.step makes 150000 steps but must make at most 200
                """);
    }

    @Test
    void stress_everythingAllowed_isAMistake() {
        assertMistakes(StressTestCases.class, "everything", """
                1 configuration error in StressTestCases.everything:
                  - @Slo allows every request to fail and limits nothing else but must limit something beside @Stress
                """);
    }

    @Test
    void stress_executorThatCannotChangeTheCourse_isAMistake() {
        assertMistakes(StressTestCases.class, "elsewhere", """
                1 configuration error in StressTestCases.elsewhere:
                  - perf.executor was 'made-up' but must be one that changes the course of a running load, as @Stress needs
                    Hint: local and processes do
                """, "perf.executor=made-up");
    }

    @Test
    void stress_lessTimeThanAStepTakes_isAMistake() {
        assertMistakes(StressTestCases.class, "elsewhere", """
                1 configuration error in StressTestCases.elsewhere:
                  - perf.maxDuration was '20s' but must be at least 39s, which one step of @Stress takes
                """, "perf.maxDuration=20s");
    }

    @Test
    void spike_manyMistakes_areAllReported() {
        assertMistakes(SpikeTestCases.class, "many", """
                5 configuration errors in SpikeTestCases.many:
                  - @Spike.spike was '20/s' but must be above 50/s, the base
                  - @Spike.spikeFor was '0s' but must be above 0s
                  - @Spike.before was '5s' but must be at least 10s
                  - @Spike.after was '2s' but must be at least 10s
                  - @Spike.spikeErrorRate was 'lots' but must be a share from 0% to 100% such as 0.5%
                """);
    }

    @Test
    void capacity_withoutALimit_isAMistake() {
        assertMistakes(CapacityTestCases.class, "many", """
                3 configuration errors in CapacityTestCases.many:
                  - @Capacity.atLeast was '200' but must be at most 100 users, the highest load that is tried
                  - @Capacity.within was '5s' but must be at least 19s
                  - @Capacity has no limit for a percentile or a share within a time but must have one, such as @Slo(p95 = "300ms"): it is \
                searched how much load keeps it
                """);
    }

    @Test
    void soak_manyMistakes_areAllReported() {
        assertMistakes(SoakTestCases.class, "many", """
                4 configuration errors in SoakTestCases.many:
                  - @Soak.duration was '20s' but must be at least 36s, because a drift is judged by twelve parts; @LoadTest \
                may be shorter
                  - @Soak.tolerance was '0%' but must be above 0%
                  - @Soak.rampUp was '5' but must be a duration such as 250ms, 2s, 10m or 1h30m
                  - @Soak.pacing was '1s' but must not be set together with arrivalRate
                """);
    }

    @Test
    void soak_withoutATime_isAMistake() {
        assertMistakes(SoakTestCases.class, "endless", """
                1 configuration error in SoakTestCases.endless:
                  - @Soak sets users but must also set duration
                """);
    }

    @Test
    void soak_collectionsWithoutAJvmToAsk_areAMistake() {
        assertMistakes(SoakTestCases.class, "blind", """
                1 configuration error in SoakTestCases.blind:
                  - @Soak.forceGc was 'true' but no JVM is watched that could be asked
                    Hint: add @Watch(jvm = true) if the target runs in this JVM, or @Watch(jmx = "host:port")
                """);
    }
}
