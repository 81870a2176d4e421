// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static io.github.perfjunit.slo.Loads.load;
import static io.github.perfjunit.slo.Loads.request;
import static io.github.perfjunit.slo.Loads.second;
import static io.github.perfjunit.slo.Loads.series;
import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static io.github.perfjunit.slo.PerfAssertions.percent;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.slo.Objective.Abort;
import io.github.perfjunit.slo.Objective.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The share of requests within a time: what is outside, how much data it needs, and where times are not known exactly. */
class ShareWithinTests {

    private static final String CART = "GET /cart";
    private static final Duration LIMIT = ofMillis(300);

    private static Objective within(String request, double share) {
        return new Objective(request, Metric.WITHIN, 0, share, share + "%", null, LIMIT);
    }

    private static ObjectiveResult judge(LoadResult result, double share) {
        return Objectives.evaluate(result, List.of(within("", share))).get(0);
    }

    private static String text(ObjectiveResult v) {
        return SloText.label(v) + " " + v.valueText() + ", " + SloText.limitInWords(v) + ": " + v.state() + " of "
                + v.samples() + "; " + v.note();
    }

    private static Loads fastAndSlow(int fast, int slow, int failed) {
        return load().request(CART, fast, 100).series(request("POST /orders", slow, failed, 500));
    }

    /** Requests of which some were cut off: as interrupted ones, or as failures of a target that had stopped answering. */
    private static Series cutOff(int ok, long interrupted, long failures, double... after) {
        long[] nanos = new long[after.length];
        for (int i = 0; i < after.length; i++) {
            nanos[i] = Math.round(after[i] * 1e6);
        }
        LatencySummary times = Loads.latency(ok, 100);
        return new Series(
                new Series.Key(Loads.SCENARIO, CART, SeriesKind.REQUEST, Phase.MEASURE),
                Map.of(Outcome.OK, (long) ok, Outcome.INTERRUPTED, interrupted, Outcome.ERROR, failures),
                times,
                LatencySummary.EMPTY,
                times,
                LatencySummary.ofNanos(nanos),
                Map.of(Phase.MEASURE, (long) ok),
                0,
                0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "990 | 10 | 0 | share within 300 ms 99 %, at least 99.0%: MET of 1000; 95 % interval 98.2 % to 99.5 %",
                "989 | 11 | 0 | share within 300 ms 98.9 %, at least 99.0%: MISSED of 1000; 95 % interval 98 % to 99.4 %",
                "990 | 0 | 10 | share within 300 ms 99 %, at least 99.0%: MET of 1000; 95 % interval 98.2 % to 99.5 %",
                "989 | 5 | 6 | share within 300 ms 98.9 %, at least 99.0%: MISSED of 1000; 95 % interval 98 % to 99.4 %",
                "0 | 0 | 1000 | share within 300 ms 0 %, at least 99.0%: MISSED of 1000; 95 % interval 0 % to 0.37 %",
                "999 | 0 | 0 | share within 300 ms 100 %, at least 99.0%: INCONCLUSIVE of 999; needs at least 1,000 samples,"
                        + " has 999; 95 % interval 99.6 % to 100 %"
            })
    void share_countsFailuresAsOutside(int fast, int slow, int failed, String expected) {
        assertThat(text(judge(fastAndSlow(fast, slow, failed).result(), 99))).isEqualTo(expected);
    }

    @Test
    void share_doesNotAllowFailures_whichTheDefaultJudges() {
        List<ObjectiveResult> verdicts =
                Objectives.evaluate(fastAndSlow(990, 0, 10).result(), List.of(within("", 99)));

        assertThat(verdicts).extracting(ObjectiveResult::state).containsExactly(State.MET, State.MISSED);
        assertThat(verdicts.get(1).metric()).isEqualTo("errors");
    }

    @Test
    void wholeShare_needsOneRequest_andForgivesNone() {
        assertThat(judge(fastAndSlow(1, 0, 0).result(), 100).state()).isEqualTo(State.MET);
        assertThat(judge(fastAndSlow(100_000, 1, 0).result(), 100).valueText()).isEqualTo("99.999 %");
        assertThat(judge(fastAndSlow(100_000, 1, 0).result(), 100).state()).isEqualTo(State.MISSED);
    }

    @Test
    void cutOffWork_thatHadPassedTheTime_isOutside() {
        LoadResult passed = load().series(cutOff(1000, 20, 0, times(20, 400))).result();
        LoadResult before = load().series(cutOff(1000, 20, 0, times(20, 200))).result();

        assertThat(text(judge(passed, 99)))
                .isEqualTo("share within 300 ms 98 %, at least 99.0%: MISSED of 1020; 95 % interval 97 % to 98.8 %;"
                        + " 20 requests were cut off after up to 400 ms");
        assertThat(text(judge(before, 99)))
                .isEqualTo("share within 300 ms 100 %, at least 99.0%: MET of 1000; 95 % interval 99.6 % to 100 %");
    }

    @Test
    void cutOffWork_thatIsAFailureAlready_countsOnce() {
        ObjectiveResult verdict =
                judge(load().series(cutOff(1000, 0, 20, times(20, 31_000))).result(), 99);

        assertThat(verdict.samples()).isEqualTo(1020);
        assertThat(verdict.valueText()).isEqualTo("98 %");
    }

    @Test
    void nothingEnded_isNoData() {
        assertThat(text(judge(load().result(), 99)).replaceFirst(" of 1000.*", ""))
                .isEqualTo("share within 300 ms 100 %, at least 99.0%: MET"); // the iterations stand for requests
        assertThat(judge(load().series(cutOff(0, 7, 0, times(7, 200))).result(), 99))
                .extracting(ObjectiveResult::state, ObjectiveResult::note)
                .containsExactly(State.NO_DATA, "all 7 requests were interrupted");
        assertThat(Objectives.evaluate(fastAndSlow(1000, 0, 0).result(), List.of(within("GET /find", 99)))
                        .get(0)
                        .note())
                .isEqualTo("no such request; there are: GET /cart, POST /orders");
    }

    /** 300 ms exactly and 300.1 ms are in one bucket of the histogram. */
    @Test
    void timesInTheBucketOfTheLimit_countAsOutside_andAMissSaysSo() {
        LoadResult atLimit = load().series(times(LongStream.concat(
                        LongStream.generate(() -> 100_000_000).limit(980),
                        LongStream.concat(
                                LongStream.generate(() -> 300_000_000).limit(15),
                                LongStream.generate(() -> 500_000_000).limit(5)))))
                .result();

        assertThat(text(judge(atLimit, 99)))
                .isEqualTo("share within 300 ms 98 %, at least 99.0%: MISSED of 1000;"
                        + " 15 requests are within 0.26 ms of the time limit, as exactly as times are known;"
                        + " counted the other way it is 99.5 %; 95 % interval 96.9 % to 98.8 %");
        assertThat(judge(atLimit, 97).state()).isEqualTo(State.MET);
    }

    @Test
    void timesEqualToTheLimit_areWithin_ifNoneIsLonger() {
        assertThat(judge(load().request(CART, 1000, 300).result(), 100).state()).isEqualTo(State.MET);
    }

    private static Series times(LongStream nanos) {
        LatencySummary times = LatencySummary.ofNanos(nanos.toArray());
        Series model = series(SeriesKind.REQUEST, CART, Phase.MEASURE, (int) times.count(), 0, 1);
        return new Series(
                model.key(),
                model.counts(),
                times,
                LatencySummary.EMPTY,
                times,
                LatencySummary.EMPTY,
                model.okEnded(),
                0,
                0);
    }

    private static double[] times(int count, double millis) {
        return LongStream.range(0, count).mapToDouble(i -> millis).toArray();
    }

    @Test
    void fluentCheck_ofEachPart_hasItsMessage() {
        LoadResult result = fastAndSlow(1980, 20, 0)
                .interval(second(30, Phase.MEASURE, request(CART, 1980, 0, 100)))
                .interval(second(31, Phase.MEASURE, request("POST /orders", 20, 0, 500)))
                .result();

        assertThat(result)
                .shareWithin(LIMIT)
                .isGreaterThanOrEqualTo(percent(99))
                .request(CART)
                .shareWithin(LIMIT)
                .isGreaterThan(percent(99.4));
        assertThatThrownBy(() -> assertThat(result).shareWithin(LIMIT).isGreaterThan(percent(99)))
                .hasMessage("share within 300 ms of all requests is 99 %, limit > 99 % (2,000 requests,"
                        + " first missed at 0:31; 95 % interval 98.5 % to 99.4 %)");
        assertThatThrownBy(() -> assertThat(result)
                        .scenario("browse")
                        .shareWithin(ofSeconds(1))
                        .isLessThan(percent(100)))
                .hasMessage("share within 1 s of scenario \"browse\" is 100 %, limit < 100 % (2,000 requests;"
                        + " 95 % interval 99.8 % to 100 %)");
        assertThatThrownBy(() -> assertThat(result)
                        .request("POST /orders")
                        .shareWithin(LIMIT)
                        .isGreaterThanOrEqualTo(percent(99)))
                .hasMessage(
                        "share within 300 ms of \"POST /orders\" is inconclusive: needs at least 1,000 samples, has 20;"
                                + " 95 % interval 0 % to 16.8 % (measured 0 %, limit >= 99 %)");
        assertThat(result).serviceTime().shareWithin(LIMIT).isGreaterThanOrEqualTo(percent(100));
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT-1S", "PT1H"})
    void fluentCheck_ofATimeThatIsNotRecorded_isRefused(Duration time) {
        LoadResult result = load().result();

        assertThatThrownBy(() -> assertThat(result).shareWithin(time))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("time was " + time + " but must be above zero and below 1 h");
    }

    @Test
    void worstMiss_isThatWithMostOutside() {
        LoadResult result = fastAndSlow(9900, 100, 0).result();
        List<Objective> objectives = List.of(
                new Objective("", Metric.MAX, 0, 250, "250ms", null), // twice the limit
                within("", 99.9)); // ten times as many outside

        assertThat(new SloMessages("t", result, Objectives.evaluate(result, objectives), List.of(), "").text())
                .startsWith("t missed 2 of 3 SLOs: share within 300 ms 99 %, at least 99.9%, and 1 more");
    }

    @Test
    void miss_thatTheGeneratorExplains_isExplained_butNotFailures() {
        LoadResult late = load().request(CART, 1000, 500).result(); // half of it in service time
        LoadResult failed = load().series(request(CART, 970, 30, 500)).result();

        assertThat(Explanation.of(late, List.of(judge(late, 99))))
                .containsExactly("share within 300 ms 0 %, at least 99.0%: 100 % in service time");
        assertThat(Explanation.of(failed, List.of(judge(failed, 99)))).isEmpty();
    }

    @Test
    void abort_looksAtItsWindow() {
        Abort abort = new Abort(ofSeconds(10), Duration.ZERO, Duration.ZERO);
        AbortWatch watch = new AbortWatch(List.of(new Objective("", Metric.WITHIN, 0, 99, "99%", abort, LIMIT)));
        for (int second = 0; second < 40 && watch.reason() == null; second++) {
            int slow = second < 12 ? 0 : 40;
            watch.accept(second(second, Phase.MEASURE, request(CART, 200, 0, 100), request("GET /", slow, 0, 500)));
        }

        assertThat(watch.reason())
                .isEqualTo("share within 300 ms of all requests was 83.3 % over the last 10 s, at least 99%");
    }

    @Test
    void verdict_isReadBackFromItsJson() {
        ObjectiveResult verdict = judge(fastAndSlow(989, 11, 0).result(), 99);

        assertThat(ObjectiveResult.decode(verdict.encode())).isEqualTo(verdict);
        assertThat(verdict.measure().within()).isEqualTo(LIMIT);
    }
}
