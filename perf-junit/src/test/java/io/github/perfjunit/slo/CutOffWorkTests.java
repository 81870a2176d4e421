// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static io.github.perfjunit.slo.Loads.cutOff;
import static io.github.perfjunit.slo.Loads.load;
import static io.github.perfjunit.slo.Loads.nothing;
import static io.github.perfjunit.slo.Loads.second;
import static io.github.perfjunit.slo.ObjectivesTests.objective;
import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.slo.Objective.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Work that the end of a load cut off is a lower bound: it counts as over any limit that it had passed already. */
class CutOffWorkTests {

    private static final String CART = "GET /cart";

    /** Of 1,000 requests that took 10 ms, and 60 that were cut off after 1.5 s. */
    private static final Series HANGING = cutOff(SeriesKind.REQUEST, CART, 1000, 10, 60, 1500);

    private static ObjectiveResult verdict(Metric metric, double percentile, double limit) {
        LoadResult result = load().series(HANGING).result();
        return Objectives.evaluate(result, List.of(objective("", metric, percentile, limit)))
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAX | 0 | 1000 | 1060 | max 1.5 s, limit 1 s: MISSED, 60 requests were cut off after up to 1.5 s",
                "MAX | 0 | 1500 | 1000 | max 10 ms, limit 1.5 s: MET, ''",
                "MEAN | 0 | 50 | 1060 | mean 94.3 ms, limit 50 ms: MISSED, 60 requests were cut off after up to 1.5 s",
                "PERCENTILE | 95 | 300 | 1060 | p95 1.5 s, limit 300 ms: MISSED,"
                        + " 60 requests were cut off after up to 1.5 s",
                "PERCENTILE | 90 | 300 | 1060 | p90 10 ms, limit 300 ms: MET,"
                        + " 60 requests were cut off after up to 1.5 s",
                "PERCENTILE | 95 | 2000 | 1000 | p95 10 ms, limit 2 s: MET, ''"
            })
    void limit_countsWhatHadPassedIt(Metric metric, double percentile, double limit, long samples, String text) {
        ObjectiveResult verdict = verdict(metric, percentile, limit);

        assertThat(verdict.metric() + " " + verdict.valueText() + ", limit " + verdict.limitText() + ": "
                        + verdict.state() + ", " + (verdict.note().isEmpty() ? "''" : verdict.note()))
                .isEqualTo(text);
        assertThat(verdict.samples()).isEqualTo(samples);
    }

    @Test
    void lowerLimit_knowsNothingOfIt() {
        LoadResult result = load().series(HANGING).result();

        assertThatThrownBy(() -> assertThat(result).max().isGreaterThan(ofMillis(500)))
                .hasMessage("max of all requests is 10 ms, limit > 500 ms (1,000 requests)");
    }

    @Test
    void fluentCheck_countsIt_alsoInServiceTime() {
        LoadResult result = load().series(HANGING).result();

        assertThatThrownBy(() -> assertThat(result).serviceTime().max().isLessThan(ofMillis(500)))
                .hasMessage("max service time of all requests is 1.5 s, limit < 500 ms (1,060 requests;"
                        + " 60 requests were cut off after up to 1.5 s)");
    }

    @Test
    void oneRequest_isSingular() {
        LoadResult result = load().series(cutOff(SeriesKind.REQUEST, CART, 1000, 10, 1, 1500))
                .result();

        assertThat(Objectives.evaluate(result, List.of(objective("", Metric.MAX, 0, 500)))
                        .get(0)
                        .note())
                .isEqualTo("1 request was cut off after 1.5 s");
    }

    @Test
    void miss_isDatedByTheSecondOfTheInterrupt() {
        LoadResult result = load().series(HANGING)
                .interval(second(100, Phase.MEASURE, Loads.request(CART, 1000, 0, 10)))
                .interval(second(121, Phase.GRACE, cutOff(SeriesKind.REQUEST, CART, 0, 0, 60, 1500)))
                .result();

        assertThat(Objectives.evaluate(result, List.of(objective("", Metric.MAX, 0, 500)))
                        .get(0)
                        .firstMissedMillis())
                .isEqualTo(121_000);
    }

    @Test
    void everythingInterrupted_isNoData_andSaysSo() {
        LoadResult result =
                load().series(cutOff(SeriesKind.REQUEST, CART, 0, 0, 20, 200)).result();

        assertThat(Objectives.evaluate(
                        result, List.of(objective("", Metric.MAX, 0, 500), objective(CART, Metric.THROUGHPUT, 0, 1))))
                .extracting(ObjectiveResult::note)
                .startsWith("all 20 requests were interrupted", "all 20 requests were interrupted");
    }

    @Test
    void everyIterationInterrupted_saysThatNoneEnded() {
        LoadResult result = nothing()
                .series(cutOff(SeriesKind.ITERATION, "browse", 0, 0, 20, 200))
                .result();

        assertThat(Objectives.evaluate(result, List.of()))
                .extracting(v -> v.metric() + ": " + v.note())
                .containsExactly("iterations: no iteration ended in the measured time; 20 were interrupted");
    }

    @Test
    void throughput_ofAWindow_isWhatEndedInIt_wheneverItBegan() {
        Series begunBefore = new Series(
                new Series.Key(Loads.SCENARIO, CART, SeriesKind.REQUEST, Phase.WARM_UP),
                Map.of(Outcome.OK, 100L),
                Loads.latency(100, 10),
                LatencySummary.EMPTY,
                Loads.latency(100, 10),
                LatencySummary.EMPTY,
                Map.of(Phase.MEASURE, 100L),
                0,
                0);
        Objective.Abort abort = new Objective.Abort(Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO);
        AbortWatch watch = new AbortWatch(List.of(new Objective("", Metric.THROUGHPUT, 0, 100, abort)));
        watch.accept(second(20, Phase.MEASURE, begunBefore));

        assertThat(watch.reason()).isNull();
        for (int second = 21; second < 26; second++) {
            watch.accept(second(second, Phase.MEASURE, Loads.request(CART, 99, 0, 10)));
        }
        assertThat(watch.reason()).isEqualTo("throughput of all requests was 99/s over the last 1 s, at least 100/s");
    }
}
