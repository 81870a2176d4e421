// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.TestFigures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunValidityTests {

    private static ScenarioSummary starts(long timed, long late) {
        return TestFigures.scenario(
                "shop",
                "5000/s, 10s",
                true,
                true,
                250,
                Map.of(),
                timed,
                0,
                0,
                timed,
                late,
                late * 20_000,
                61_000,
                Map.of(Phase.MEASURE, 10_000L),
                0);
    }

    private static List<String> problems(ScenarioSummary scenario, long gcMillis, LatencySummary hiccups) {
        return RunValidity.problems(List.of(scenario), gcMillis, hiccups, 0);
    }

    @Test
    void lateStarts_upToTheLimit_areAccepted() {
        assertThat(problems(starts(50_000, 2_500), 0, LatencySummary.EMPTY)).isEmpty();
        assertThat(problems(starts(0, 0), 0, LatencySummary.EMPTY)).isEmpty();
    }

    @Test
    void lateStarts_aboveTheLimit_areToldOf() {
        assertThat(problems(starts(50_000, 2_600), 0, LatencySummary.EMPTY))
                .containsExactly("5.2 % of 50,000 starts of shop were more than 10 ms late though a user was free, the"
                        + " worst by 61 ms (limit 5 %)");
    }

    @Test
    void collections_aboveATenthOfTheTime_areToldOf() {
        assertThat(problems(starts(1, 0), 1_000, LatencySummary.EMPTY)).isEmpty();
        assertThat(problems(starts(1, 0), 1_001, LatencySummary.EMPTY))
                .containsExactly("garbage collection stopped the generator for 1 s of 10 s measured (limit 10 %)");
    }

    @Test
    void sleeperThatWokeLate_isToldOf() {
        LatencySummary late = LatencySummary.ofNanos(Duration.ofMillis(150).toNanos());

        assertThat(problems(starts(1, 0), 0, late))
                .containsExactly("threads woke up to 150 ms late at p99 (limit 100 ms): the machine is overloaded");
    }

    @Test
    void lostTime_aboveATwentieth_isToldOf() {
        assertThat(lost(500)).isEmpty();
        assertThat(lost(501))
                .containsExactly("the generator did not get to run for 501 ms of 10 s measured (limit 5 %)");
    }

    private static List<String> lost(double millis) {
        return RunValidity.problems(List.of(starts(1, 0)), 0, LatencySummary.EMPTY, millis);
    }

    @Test
    void lostTime_ofAMoment_isNotHeldAgainstAShortRun() {
        ScenarioSummary shortRun = TestFigures.scenario(
                "shop", "1 user", false, false, 1, Map.of(), 1, 0, 0, 0, 0, 0, 0, Map.of(Phase.MEASURE, 200L), 0);

        assertThat(RunValidity.problems(List.of(shortRun), 0, LatencySummary.EMPTY, 99))
                .isEmpty();
    }

    @Test
    void meanLateness_isThatOfAllTimedStarts() {
        assertThat(starts(1_000, 5).meanLateMicros()).isEqualTo(100);
        assertThat(starts(0, 0).meanLateMicros()).isZero();
    }
}
