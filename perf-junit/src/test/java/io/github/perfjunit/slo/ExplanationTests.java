// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static io.github.perfjunit.slo.Loads.cutOff;
import static io.github.perfjunit.slo.Loads.load;
import static io.github.perfjunit.slo.Loads.request;
import static io.github.perfjunit.slo.ObjectivesTests.objective;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PhaseWindow;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.slo.Objective.Metric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a generator that was not fit explains, and what it does not. */
class ExplanationTests {

    private static final String CART = "GET /cart";

    /** Requests that took as long as a user who waits sees, and half of that in service time. */
    private static Loads late(int ok, double millis) {
        return load().request(CART, ok, millis);
    }

    /** Requests without any lateness: response and service times are the same. */
    private static Series served(int ok, double millis) {
        return cutOff(SeriesKind.REQUEST, CART, ok, millis, 0, 0);
    }

    private static Interval interval(long second, double lostMillis, Series... series) {
        return interval(second, lostMillis, 0, 0, series);
    }

    private static Interval interval(long second, double lostMillis, long due, long dropped, Series... series) {
        return new Interval(
                second * 1000,
                second * 1000 + 1000,
                Phase.MEASURE,
                List.of(series),
                List.of(new ScenarioInterval(Loads.SCENARIO, Phase.MEASURE, 1, 0, due, due, 0, 0, dropped, 0)),
                lostMillis);
    }

    private static List<String> explained(LoadResult result, Objective... objectives) {
        List<ObjectiveResult> missed = Objectives.evaluate(result, List.of(objectives)).stream()
                .filter(verdict -> !verdict.met())
                .toList();
        assertThat(missed).isNotEmpty();
        return Explanation.of(result, missed);
    }

    private static Objective p95(double limit) {
        return objective("", Metric.PERCENTILE, 95, limit);
    }

    @Test
    void time_thatHoldsInServiceTime_isExplained() {
        LoadResult result = late(1000, 600).result();

        assertThat(explained(result, p95(500))).containsExactly("p95 600 ms, limit 500 ms: 300 ms in service time");
        assertThat(explained(result, p95(250))).isEmpty();
    }

    @Test
    void cutOffWork_isAlwaysTakenForService() {
        Series hanging = new Series(
                served(1000, 10).key(),
                Map.of(Outcome.OK, 1000L, Outcome.INTERRUPTED, 60L),
                Loads.latency(1000, 20),
                LatencySummary.EMPTY,
                Loads.latency(1000, 10),
                Loads.latency(60, 1500),
                Map.of(Phase.MEASURE, 1000L),
                0,
                0);

        assertThat(explained(load().series(hanging).result(), p95(500))).isEmpty();
    }

    @Test
    void time_thatHoldsWithoutThePauses_isExplained() {
        LoadResult result = load().series(served(900, 20))
                .series(served(100, 800))
                .interval(interval(20, 100, served(900, 20)))
                .interval(interval(21, 101, served(100, 800)))
                .result();

        assertThat(explained(result, p95(500)))
                .containsExactly(
                        "p95 800 ms, limit 500 ms: 20 ms without the seconds in which the generator did not" + " run");
        assertThat(explained(result, p95(10))).isEmpty();
    }

    @Test
    void time_thatIsMissedInOtherSeconds_isNotExplained() {
        LoadResult result = load().series(served(1000, 800))
                .interval(interval(20, 0, served(900, 800)))
                .interval(interval(21, 500, served(100, 800)))
                .result();

        assertThat(explained(result, p95(500))).isEmpty();
    }

    @Test
    void time_whereTheGeneratorNeverRan_isExplained() {
        LoadResult result = load().series(served(1000, 800))
                .interval(interval(20, 790, served(1000, 800)))
                .result();

        assertThat(explained(result, p95(500)))
                .containsExactly(
                        "p95 800 ms, limit 500 ms: the generator did not run as it should in any second of it");
    }

    @Test
    void throughput_thatHoldsWithoutThePauses_isExplained() {
        LoadResult result = load().series(served(1000, 20))
                .interval(interval(20, 0, served(900, 20)))
                .interval(interval(21, 500, served(100, 20)))
                .result();

        assertThat(explained(result, objective("", Metric.THROUGHPUT, 0, 800)))
                .containsExactly("throughput 10/s, at least 800/s: 900/s without the seconds in which the generator"
                        + " did not run");
        assertThat(explained(result, objective("", Metric.THROUGHPUT, 0, 1000))).isEmpty();
    }

    @Test
    void throughput_ofAnOpenScenarioThatStartedLate_isExplained() {
        String[] explanation = {
            "throughput 100/s, at least 800/s: the generator started iterations of browse late or not at all"
        };
        Objective floor = objective("", Metric.THROUGHPUT, 0, 800);

        assertThat(explained(open(1_000, 6, 8_800), floor)).containsExactly(explanation);
        assertThat(explained(open(10_000, 0, 0), floor)).containsExactly(explanation);
        assertThat(explained(open(1_000, 5, 8_800), floor)).isEmpty();
    }

    @Test
    void throughput_thatLateStartsCannotHaveCost_isNot() {
        Objective floor = objective("", Metric.THROUGHPUT, 0, 800);

        assertThat(explained(open(1_000, 50, 80), floor)).isEmpty();
        assertThat(explained(open(7_000, 50, 80), floor)).isEmpty();
    }

    /** 1,000 iterations of some that were due started and ended in 10 s, of 100 some late, at worst by some time. */
    private static LoadResult open(long due, long late, long worstMillis) {
        return load().withoutScenarios()
                .scenario(new ScenarioSummary(
                        Loads.SCENARIO,
                        "1000/s",
                        true,
                        true,
                        5,
                        5,
                        1000,
                        Map.of(Outcome.OK, 1000L),
                        due,
                        0,
                        0,
                        100,
                        late,
                        0,
                        worstMillis * 1000,
                        List.of(new PhaseWindow(Phase.MEASURE, 0, 10_000)),
                        Map.of()))
                .series(served(1000, 20))
                .result();
    }

    @Test
    void drops_thatCameWithThePauses_areExplained() {
        Loads loads = new Loads()
                .scenario("browse", 2000, 50)
                .series(served(1000, 20))
                .series(Loads.series(SeriesKind.ITERATION, "browse", Phase.MEASURE, 1000, 0, 20))
                .interval(interval(20, 0, 1000, 1, served(900, 20)))
                .interval(interval(21, 500, 1000, 49, served(100, 20)));

        assertThat(explained(loads.result(), objective("", Metric.DROPPED, 0, 1)))
                .containsExactly(
                        "dropped 2.5 %, limit 1 %: 0.1 % without the seconds in which the generator did not" + " run");
    }

    @Test
    void errors_areNeverExplained_norAnyMissBesideThem() {
        LoadResult result =
                late(1000, 600).series(request("POST /orders", 0, 1, 1)).result();

        assertThat(explained(result)).isEmpty();
        assertThat(explained(result, p95(500))).isEmpty();
    }

    @Test
    void tooFewSamples_areNotExplained() {
        assertThat(explained(late(100, 600).result(), p95(500))).isEmpty();
    }

    @Test
    void tooFewSamples_thatPausesKeptFromBeingMade_areExplained() {
        LoadResult result = load().series(served(150, 20))
                .interval(interval(20, 0, served(30, 20)))
                .interval(interval(21, 900, served(120, 20)))
                .result();

        assertThat(explained(result, p95(500)))
                .containsExactly("p95 20 ms, limit 500 ms: at the rate of the seconds in which the generator ran there"
                        + " would have been 3,000 samples");
    }

    @Test
    void tooFewSamples_thatWouldBeTooFewWithoutPauses_areNot() {
        LoadResult result = load().series(served(150, 20))
                .interval(interval(20, 0, served(1, 20)))
                .interval(interval(21, 900, served(149, 20)))
                .result();

        assertThat(explained(result, p95(500))).isEmpty();
    }

    @Test
    void tooFewSamples_whereTheGeneratorNeverRan_areExplained() {
        LoadResult result = load().series(served(150, 20))
                .interval(interval(20, 790, served(150, 20)))
                .result();

        assertThat(explained(result, p95(500)))
                .containsExactly("p95 20 ms, limit 500 ms: the generator did not run as it should in any second of it");
    }

    /** 1,000 of 10,000 iterations started, of 100 that were looked at some late. */
    @Test
    void tooFewSamples_ofIterationsThatStartedLateOrNever_areExplained() {
        Objective p999 = objective("", Metric.PERCENTILE, 99.9, 500);

        assertThat(explained(open(20_000, 6, 8_800), p999))
                .containsExactly("p99.9 20 ms, limit 500 ms: the generator started 1,000 of 20,000 iterations that were"
                        + " due");
        assertThat(explained(open(5_000, 6, 8_800), p999)).isEmpty();
        assertThat(explained(open(1_000, 6, 8_800), p999)).isEmpty();
    }

    @Test
    void scopes_areLookedAtAlone() {
        LoadResult result = late(1000, 600)
                .series(cutOff(SeriesKind.REQUEST, "POST /orders", 1000, 900, 0, 0))
                .result();

        assertThat(explained(result, objective(CART, Metric.PERCENTILE, 95, 500)))
                .containsExactly("p95 of GET /cart 600 ms, limit 500 ms: 300 ms in service time");
        assertThat(explained(result, objective("POST /orders", Metric.PERCENTILE, 95, 500)))
                .isEmpty();
    }
}
