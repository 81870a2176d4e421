// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Live objectives of one scenario beside another one. */
class ScenarioAbortTests {

    private static final Objective.Abort WITHIN_TWO =
            new Objective.Abort(Duration.ofSeconds(2), Duration.ZERO, Duration.ZERO);

    private static AbortWatch watch(Objective.Metric metric, double limit) {
        return new AbortWatch(List.of(new Objective("", metric, 0, limit, WITHIN_TWO).inScenario("late")));
    }

    private static Interval second(long second, Phase late, Series... series) {
        return new Interval(
                second * 1_000,
                second * 1_000 + 1_000,
                Phase.MEASURE,
                List.of(series),
                List.of(scenario("early", Phase.MEASURE), scenario("late", late)),
                0);
    }

    private static ScenarioInterval scenario(String name, Phase phase) {
        return new ScenarioInterval(name, phase, 1, 0, 0, 0, 0, 0, 0, 0);
    }

    private static Series requests(String scenario, int ok, double millis) {
        return Loads.series(scenario, SeriesKind.REQUEST, "GET /", Phase.MEASURE, ok, 0, millis);
    }

    @Test
    void throughput_ofAScenarioThatHasNotBegunOrHasEnded_endsNothing() {
        AbortWatch watch = watch(Objective.Metric.THROUGHPUT, 10);
        for (int second = 0; second < 10; second++) {
            watch.accept(second(second, Phase.RAMP_UP, requests("early", 1, 5)));
        }
        for (int second = 10; second < 20; second++) {
            watch.accept(second(second, Phase.MEASURE, requests("early", 1, 5), requests("late", 20, 5)));
        }
        for (int second = 20; second < 30; second++) {
            watch.accept(second(second, Phase.GRACE, requests("early", 1, 5)));
        }

        assertThat(watch.reason()).isNull();
    }

    @Test
    void throughput_ofAScenarioThatRuns_isItsOwn() {
        AbortWatch watch = watch(Objective.Metric.THROUGHPUT, 10);
        for (int second = 0; second < 12; second++) {
            watch.accept(second(second, Phase.MEASURE, requests("early", 100, 5), requests("late", 2, 5)));
        }

        assertThat(watch.reason()).isEqualTo("throughput of scenario late was 2/s over the last 2 s, at least 10/s");
    }

    @Test
    void latency_ofAnotherScenario_endsNothing() {
        AbortWatch watch = watch(Objective.Metric.MAX, 50);
        for (int second = 0; second < 5; second++) {
            watch.accept(second(second, Phase.MEASURE, requests("early", 10, 500), requests("late", 10, 5)));
        }

        assertThat(watch.reason()).isNull();
    }

    @Test
    void scenarioWithoutRequests_isJudgedByItsIterationsThoughOthersMakeRequests() {
        AbortWatch watch = watch(Objective.Metric.MAX, 50);
        Series iterations = Loads.series("late", SeriesKind.ITERATION, "late", Phase.MEASURE, 10, 0, 500);
        for (int second = 0; second < 3; second++) {
            watch.accept(second(second, Phase.MEASURE, requests("early", 10, 5), iterations));
        }

        assertThat(watch.reason()).startsWith("max of scenario late was 500 ms over the last 2 s");
    }
}
