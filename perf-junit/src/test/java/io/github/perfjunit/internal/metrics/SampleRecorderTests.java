// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleRecorderTests {

    private static final long MS = 1_000_000;

    private final SeriesNames names = new SeriesNames();
    private final SampleRecorder recorder = new SampleRecorder(names);
    private final int cart = names.number("shop", "GET /cart", SeriesKind.REQUEST);
    private final int order = names.number("shop", "POST /orders", SeriesKind.REQUEST);

    @Test
    void interval_ofSeveralSeries_keepsThemApart() {
        recorder.record(0, cart, Phase.RAMP_UP, Phase.RAMP_UP, Outcome.OK, false, 5 * MS, 5 * MS, 10, 100);
        recorder.record(1, cart, Phase.MEASURE, Phase.MEASURE, Outcome.OK, false, 7 * MS, 7 * MS, 10, 100);
        recorder.record(2, cart, Phase.MEASURE, Phase.MEASURE, Outcome.STATUS, false, 9 * MS, 9 * MS, 10, 50);
        recorder.record(3, order, Phase.MEASURE, Phase.MEASURE, Outcome.INTERRUPTED, false, 900 * MS, 900 * MS, 20, 0);

        List<Series> interval = recorder.takeInterval();

        assertThat(interval)
                .containsExactlyInAnyOrder(
                        series("GET /cart", Phase.RAMP_UP, Map.of(Outcome.OK, 1L), ofMillis(5), ofMillis(), 10, 100),
                        series(
                                "GET /cart",
                                Phase.MEASURE,
                                Map.of(Outcome.OK, 1L, Outcome.STATUS, 1L),
                                ofMillis(7),
                                ofMillis(9),
                                20,
                                150),
                        series(
                                "POST /orders",
                                Phase.MEASURE,
                                Map.of(Outcome.INTERRUPTED, 1L),
                                ofMillis(),
                                ofMillis(),
                                20,
                                0));
        assertThat(recorder.takeInterval()).isEmpty();
        assertThat(recorder.totals()).containsExactlyInAnyOrderElementsOf(interval);
    }

    @Test
    void serviceTime_fromTheFirstLateSampleOn_standsApart() {
        recorder.record(0, cart, Phase.MEASURE, Phase.MEASURE, Outcome.OK, false, 5 * MS, 5 * MS, 0, 0);
        recorder.record(0, cart, Phase.MEASURE, Phase.MEASURE, Outcome.OK, false, 900 * MS, 6 * MS, 0, 0);
        recorder.takeInterval();
        recorder.record(0, cart, Phase.MEASURE, Phase.MEASURE, Outcome.OK, false, 7 * MS, 7 * MS, 0, 0);
        recorder.takeInterval();

        Series total = recorder.totals().get(0);

        assertThat(total.ok()).isEqualTo(ofMillis(5, 900, 7));
        assertThat(total.service()).isEqualTo(ofMillis(5, 6, 7));
    }

    @Test
    void sample_thatEndsInALaterPhase_isCountedWhereItEnded() {
        recorder.record(0, cart, Phase.WARM_UP, Phase.MEASURE, Outcome.OK, false, 5 * MS, 5 * MS, 0, 0);
        recorder.record(0, cart, Phase.WARM_UP, Phase.WARM_UP, Outcome.OK, false, 5 * MS, 5 * MS, 0, 0);
        recorder.record(0, cart, Phase.WARM_UP, Phase.MEASURE, Outcome.STATUS, false, 5 * MS, 5 * MS, 0, 0);
        recorder.takeInterval();

        Series total = recorder.totals().get(0);

        assertThat(total.key().phase()).isEqualTo(Phase.WARM_UP);
        assertThat(total.okEnded()).isEqualTo(Map.of(Phase.MEASURE, 1L, Phase.WARM_UP, 1L));
    }

    @Test
    void sample_thatWasCutOff_keepsItsLowerBound() {
        recorder.record(0, cart, Phase.MEASURE, Phase.GRACE, Outcome.INTERRUPTED, true, 900 * MS, 900 * MS, 0, 0);
        recorder.record(0, cart, Phase.MEASURE, Phase.GRACE, Outcome.ERROR, true, 700 * MS, 700 * MS, 0, 0);
        recorder.takeInterval();

        Series total = recorder.totals().get(0);

        assertThat(total.counts()).isEqualTo(Map.of(Outcome.INTERRUPTED, 1L, Outcome.ERROR, 1L));
        assertThat(total.cutOff()).isEqualTo(ofMillis(900, 700));
        assertThat(total.failed()).isEqualTo(ofMillis(700));
    }

    @Test
    void okSoFar_addsUpWhatWasTakenAndWhatWasNot() {
        recorder.record(0, cart, Phase.RAMP_UP, Phase.RAMP_UP, Outcome.OK, false, MS, MS, 0, 0);
        recorder.takeInterval();
        recorder.record(0, cart, Phase.MEASURE, Phase.MEASURE, Outcome.OK, false, 2 * MS, 2 * MS, 0, 0);
        recorder.record(0, order, Phase.MEASURE, Phase.MEASURE, Outcome.OK, false, 3 * MS, 3 * MS, 0, 0);

        assertThat(recorder.ok(List.of(cart))).isEqualTo(ofMillis(1, 2));
        assertThat(recorder.ok(List.of(cart, order))).isEqualTo(ofMillis(1, 2, 3));
    }

    @Test
    void manyThreads_whileIntervalsAreTaken_loseNothing() throws Exception {
        int threads = 8;
        int each = 50_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> writers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int lane = t / 2; // two threads on each stripe
            writers.add(pool.submit(() -> {
                for (int i = 0; i < each; i++) {
                    recorder.record(
                            lane,
                            i % 2 == 0 ? cart : order,
                            Phase.MEASURE,
                            Phase.MEASURE,
                            Outcome.OK,
                            false,
                            MS,
                            MS,
                            1,
                            2);
                }
            }));
        }
        List<Series> intervals = new ArrayList<>();
        while (!writers.stream().allMatch(Future::isDone)) {
            intervals.addAll(recorder.takeInterval());
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        pool.shutdown();
        intervals.addAll(recorder.takeInterval());

        List<Series> totals = recorder.totals();

        assertThat(totals).containsExactlyInAnyOrderElementsOf(Series.merge(intervals));
        assertThat(totals).allSatisfy(s -> {
            assertThat(s.count(Outcome.OK)).isEqualTo(200_000L);
            assertThat(s.ok().count()).isEqualTo(200_000L);
            assertThat(s.bytesReceived()).isEqualTo(400_000L);
        });
    }

    @Test
    void names_beyondTheCap_areCountedTogether() {
        for (int i = 0; i < 700; i++) {
            int number = names.number("shop", "GET /products/" + i, SeriesKind.REQUEST);
            recorder.record(i, number, Phase.MEASURE, Phase.MEASURE, Outcome.OK, false, MS, MS, 0, 0);
        }

        List<Series> interval = recorder.takeInterval();

        assertThat(interval).hasSize(499); // two names were taken before, (other) came on top
        assertThat(interval)
                .filteredOn(s -> s.key().request().equals("(other)"))
                .extracting(s -> s.count(Outcome.OK))
                .containsExactly(202L);
        assertThat(names.overCap()).isEqualTo(202);
        assertThat(names.firstOverCap())
                .containsExactly(
                        "GET /products/498",
                        "GET /products/499",
                        "GET /products/500",
                        "GET /products/501",
                        "GET /products/502");
    }

    private static Series series(
            String request,
            Phase phase,
            Map<Outcome, Long> counts,
            LatencySummary ok,
            LatencySummary failed,
            long sent,
            long received) {
        return TestFigures.series(
                new Series.Key("shop", request, SeriesKind.REQUEST, phase), counts, ok, failed, ok, sent, received);
    }

    private static LatencySummary ofMillis(long... millis) {
        return LatencySummary.ofNanos(LongStream.of(millis).map(m -> m * MS).toArray());
    }
}
