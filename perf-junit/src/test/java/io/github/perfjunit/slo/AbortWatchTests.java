// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static io.github.perfjunit.slo.Loads.request;
import static io.github.perfjunit.slo.Loads.second;
import static io.github.perfjunit.slo.Loads.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.RequestNames;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.slo.Objective.Abort;
import io.github.perfjunit.slo.Objective.Metric;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class AbortWatchTests {

    private static final String ORDERS = "POST /orders";

    private static AbortWatch watch(
            String request, Metric metric, double percentile, double limit, int over, int after, int holdsFor) {
        Abort abort = new Abort(Duration.ofSeconds(over), Duration.ofSeconds(after), Duration.ofSeconds(holdsFor));
        return new AbortWatch(List.of(new Objective(request, metric, percentile, limit, abort)));
    }

    /** Feeds seconds one by one and returns the end of the one that gave a reason, or -1. */
    private static long feed(AbortWatch watch, int from, int to, IntFunction<Interval> seconds) {
        for (int second = from; second < to; second++) {
            watch.accept(seconds.apply(second));
            if (watch.reason() != null) {
                return second + 1L;
            }
        }
        return -1;
    }

    private static Interval measured(int second, Series... series) {
        return second(second, Phase.MEASURE, series);
    }

    @Test
    void miss_inAFullWindow_endsTheLoad() {
        AbortWatch watch = watch(ORDERS, Metric.PERCENTILE, 99, 1500, 10, 0, 0);

        assertThat(feed(watch, 20, 60, s -> measured(s, request(ORDERS, 100, 0, 1720), request("GET /", 900, 0, 1))))
                .isEqualTo(34);
        assertThat(watch.reason()).isEqualTo("p99 of POST /orders was 1.72 s over the last 10 s, limit 1.5 s");
    }

    @Test
    void reason_staysTheFirst() {
        AbortWatch watch = watch("", Metric.MAX, 0, 100, 1, 0, 0);
        watch.accept(measured(0, request(ORDERS, 1, 0, 200)));
        watch.accept(measured(1, request(ORDERS, 1, 0, 900)));

        assertThat(watch.reason()).isEqualTo("max of all requests was 200 ms over the last 1 s, limit 100 ms");
    }

    @Test
    void statement_missedInAFullWindow_endsTheLoad() {
        AbortWatch watch = watch("select 1\n from a", Metric.MAX, 0, 100, 2, 0, 0);

        assertThat(feed(
                        watch,
                        0,
                        9,
                        s -> measured(s, request(ORDERS, 1, 0, 900), statement("select 1 from a", 1, 200))))
                .isEqualTo(2);
        assertThat(watch.reason()).isEqualTo("max of select 1 from a was 200 ms over the last 2 s, limit 100 ms");
    }

    @Test
    void statement_ofTheNameOfARequest_isNotJudged() {
        AbortWatch watch = watch(ORDERS, Metric.MEAN, 0, 100, 2, 0, 0);
        watch.accept(measured(0, statement(ORDERS, 9, 900)));

        assertThat(feed(watch, 1, 9, s -> measured(s, request(ORDERS, 1, 0, 50), statement(ORDERS, 9, 900))))
                .isEqualTo(-1);
        assertThat(feed(watch, 9, 20, s -> measured(s, request(ORDERS, 1, 0, 250), statement(ORDERS, 9, 1))))
                .isEqualTo(15);
        assertThat(watch.reason()).isEqualTo("mean of POST /orders was 250 ms over the last 2 s, limit 100 ms");
    }

    private static Series statement(String text, int ok, double millis) {
        return series(SeriesKind.STATEMENT, text, Phase.MEASURE, ok, 0, millis);
    }

    @Test
    void tooFewSamples_inTheWindow_giveNoVerdict() {
        AbortWatch watch = watch(ORDERS, Metric.PERCENTILE, 99, 1500, 10, 0, 0);

        assertThat(feed(watch, 0, 60, s -> measured(s, request(ORDERS, 99, 0, 1720))))
                .isEqualTo(-1);
        assertThat(feed(watch, 60, 80, s -> measured(s, request(ORDERS, 100, 0, 1720))))
                .isEqualTo(74);
    }

    @Test
    void limitHeld_neverEndsTheLoad() {
        AbortWatch watch = watch("", Metric.PERCENTILE, 95, 500, 5, 0, 0);

        assertThat(feed(watch, 0, 100, s -> measured(s, request(ORDERS, 100, 50, 400))))
                .isEqualTo(-1);
    }

    @Test
    void oneSecondThatDecidesTheWindow_endsNothing() {
        AbortWatch mean = watch("", Metric.MEAN, 0, 500, 5, 0, 0);
        assertThat(feed(mean, 0, 100, s -> measured(s, request(ORDERS, 10, 0, s == 7 ? 3400 : 100))))
                .isEqualTo(-1);

        AbortWatch percentile = watch("", Metric.PERCENTILE, 95, 500, 10, 0, 0);
        assertThat(feed(percentile, 0, 100, s -> measured(s, request(ORDERS, 100, 0, s % 20 == 7 ? 3400 : 100))))
                .isEqualTo(-1);
    }

    @Test
    void windowALittleOverItsLimit_endsNothing() {
        AbortWatch watch = watch("", Metric.ERROR_RATE, 0, 10, 10, 0, 0);

        assertThat(feed(watch, 0, 100, s -> measured(s, request(ORDERS, 81, 19, 1))))
                .isEqualTo(-1);
        assertThat(feed(watch, 100, 200, s -> measured(s, request(ORDERS, 79, 21, 1))))
                .isBetween(104L, 114L);
    }

    @Test
    void missThatNothingCanUndo_endsTheLoadAtOnce() {
        AbortWatch watch = watch("", Metric.ERROR_RATE, 0, 0, 10, 0, 0);

        assertThat(feed(watch, 0, 100, s -> measured(s, request(ORDERS, 100, s == 42 ? 1 : 0, 1))))
                .isEqualTo(43);
    }

    @Test
    void secondsInWhichNothingEnded_areNoLooks() {
        AbortWatch watch = watch("", Metric.ERROR_RATE, 0, 10, 2, 0, 0);

        assertThat(feed(watch, 0, 40, s -> s % 2 == 0 ? measured(s, request(ORDERS, 4, 6, 1)) : measured(s)))
                .isEqualTo(-1); // one of two seconds is not eight of ten
        AbortWatch wider = watch("", Metric.ERROR_RATE, 0, 10, 10, 0, 0);
        assertThat(feed(wider, 0, 40, s -> s % 6 != 5 ? measured(s, request(ORDERS, 4, 6, 1)) : measured(s)))
                .isEqualTo(15);
    }

    @Test
    void holdsFor_longerThanFiveLooks_isWaitedFor() {
        AbortWatch watch = watch("", Metric.ERROR_RATE, 0, 10, 1, 0, 20);

        assertThat(feed(watch, 0, 40, s -> measured(s, request(ORDERS, 4, 6, 1))))
                .isEqualTo(21);
    }

    @Test
    void miss_beforeAfter_doesNotCount() {
        AbortWatch watch = watch("", Metric.ERROR_RATE, 0, 10, 2, 30, 3);

        assertThat(feed(watch, 20, 100, s -> measured(s, request(ORDERS, 4, 6, 1))))
                .isEqualTo(54);
        assertThat(watch.reason()).isEqualTo("error rate of all requests was 60 % over the last 2 s, limit 10 %");
    }

    @Test
    void holdsFor_interrupted_startsAnew() {
        AbortWatch watch = watch("", Metric.ERROR_RATE, 0, 10, 1, 0, 3);

        assertThat(feed(watch, 0, 20, s -> measured(s, request(ORDERS, 4, s == 2 ? 0 : 6, 1))))
                .isEqualTo(8);
    }

    @Test
    void samplesOutsideMeasure_areIgnored() {
        AbortWatch watch = watch("", Metric.MAX, 0, 100, 1, 0, 0);

        assertThat(feed(
                        watch,
                        0,
                        9,
                        s -> second(
                                s,
                                s < 5 ? Phase.RAMP_UP : Phase.MEASURE,
                                series(SeriesKind.REQUEST, ORDERS, Phase.RAMP_UP, 1, 0, 900))))
                .isEqualTo(-1);
    }

    @Test
    void loadGoingDown_isNotJudged() {
        AbortWatch watch = watch("", Metric.MAX, 0, 100, 1, 0, 0);
        watch.accept(measured(0, request(ORDERS, 1, 0, 1)));
        watch.accept(second(1, Phase.RAMP_DOWN, request(ORDERS, 1, 0, 900)));
        watch.accept(second(2, Phase.GRACE, request(ORDERS, 1, 0, 900)));

        assertThat(watch.reason()).isNull();
    }

    @Test
    void throughput_withoutSamples_isNil() {
        AbortWatch watch = watch("", Metric.THROUGHPUT, 0, 400, 5, 0, 0);

        assertThat(feed(watch, 0, 20, s -> measured(s, request(ORDERS, s < 8 ? 400 : 0, 0, 1))))
                .isEqualTo(16);
        assertThat(watch.reason()).isEqualTo("throughput of all requests was 0/s over the last 5 s, at least 400/s");
        AbortWatch silent = watch(ORDERS, Metric.THROUGHPUT, 0, 400, 5, 0, 0);
        assertThat(feed(silent, 0, 20, AbortWatchTests::measured)).isEqualTo(9);
    }

    @Test
    void throughput_whileAnotherScenarioRampsUp_isNotJudged() {
        AbortWatch watch = watch("", Metric.THROUGHPUT, 0, 400, 5, 0, 0);

        assertThat(feed(
                        watch,
                        0,
                        20,
                        s -> second(s, s % 5 == 0 ? Phase.RAMP_UP : Phase.MEASURE, request(ORDERS, 1, 0, 1))))
                .isEqualTo(-1);
    }

    @Test
    void longWindow_slidesInLargerSteps() {
        AbortWatch watch = watch("", Metric.MAX, 0, 100, 600, 0, 0);

        assertThat(feed(watch, 0, 700, s -> measured(s, request(ORDERS, 1, 0, s == 3 ? 200 : 1))))
                .isEqualTo(600);
        AbortWatch late = watch("", Metric.ERROR_RATE, 0, 50, 600, 0, 0);
        assertThat(feed(late, 0, 2000, s -> measured(s, request(ORDERS, s < 900 ? 1 : 0, s < 900 ? 0 : 1, 1))))
                .isBetween(1384L, 1394L);
    }

    @Test
    void iterations_standForRequests_untilThereAreRequests() {
        Series slow = series(SeriesKind.ITERATION, "browse", Phase.MEASURE, 10, 0, 900);
        AbortWatch iterations = watch("", Metric.MAX, 0, 100, 2, 0, 0);
        assertThat(feed(iterations, 0, 9, s -> measured(s, slow))).isEqualTo(2);

        AbortWatch requests = watch("", Metric.MAX, 0, 100, 2, 0, 0);
        assertThat(feed(requests, 0, 9, s -> s == 0 ? measured(s, slow) : measured(s, slow, request(ORDERS, 1, 0, 1))))
                .isEqualTo(-1);
    }

    @Test
    void objectivesThatIntervalsDoNotShow_areNotWatched() {
        Abort abort = new Abort(Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO);
        AbortWatch watch = new AbortWatch(List.of(
                new Objective("", Metric.MAX, 0, 1, null),
                new Objective("", Metric.DROPPED, 0, 1, abort),
                new Objective("", Metric.FAILED_CHECKS, 0, 1, abort)));

        assertThat(feed(watch, 0, 5, s -> measured(s, request(ORDERS, 1, 0, 900))))
                .isEqualTo(-1);
    }

    @Test
    void longName_isCutAsTheSeriesIs() {
        String name = "POST /" + "x".repeat(300);
        AbortWatch watch = watch(name, Metric.MAX, 0, 100, 1, 0, 0);

        watch.accept(measured(0, request(RequestNames.stored(name), 1, 0, 200)));

        assertThat(watch.reason())
                .isEqualTo("max of " + name.substring(0, 57) + "... was 200 ms over the last 1 s, limit 100 ms");
    }
}
