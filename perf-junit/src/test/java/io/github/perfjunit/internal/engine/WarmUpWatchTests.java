// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** When an automatic warm-up ends, on seconds that are made up. */
class WarmUpWatchTests {

    private static WarmUpWatch watch(String baseUrl, Segment... before) {
        Segment[] all = Arrays.copyOf(before, before.length + 1);
        all[before.length] = Segment.hold(Duration.ofMinutes(10), 10, Phase.MEASURE, "");
        LoadModel model = new LoadModel.Closed(List.of(all), null, null, null);
        return new WarmUpWatch(
                new ScenarioPlan("browse", model, "", Duration.ZERO, ThinkTime.NONE, true, Duration.ZERO, baseUrl));
    }

    private static Series requests(SeriesKind kind, int count, double millis) {
        long[] times = new long[count];
        Arrays.fill(times, Math.round(millis * 1e6));
        LatencySummary ok = LatencySummary.ofNanos(times);
        return new Series(
                new Series.Key("browse", "GET /", kind, Phase.WARM_UP),
                Map.of(Outcome.OK, (long) count),
                ok,
                LatencySummary.EMPTY,
                ok,
                LatencySummary.EMPTY,
                Map.of(),
                0,
                0);
    }

    /** Feeds seconds of a closed loop, and returns after how many the warm-up was over; -1 if it was not within 3 min. */
    private static int feed(WarmUpWatch watch, IntToDoubleFunction millis, double compiling) {
        for (int second = 0; second < 180; second++) {
            double now = millis.applyAsDouble(second);
            Series series = requests(SeriesKind.REQUEST, (int) (5000 / now), now);
            if (watch.settled(List.of(series), compiling)) {
                return second + 1;
            }
        }
        watch.elsewhere();
        return -1;
    }

    @Test
    void steadyTarget_isSettledAfterHalfAMinute() {
        WarmUpWatch watch = watch("");

        assertThat(feed(watch, second -> 50, 0)).isEqualTo(32);
        watch.elsewhere();
        assertThat(watch.note()).isEmpty();
    }

    @Test
    void targetThatBecomesFaster_isWaitedFor() {
        assertThat(feed(watch(""), second -> 50 * (1 + 2 * Math.exp(-second / 10.0)), 0))
                .isBetween(40, 100);
    }

    @Test
    void targetThatNeverSettles_isMeasuredAllTheSame_withANote() {
        WarmUpWatch watch = watch("");

        assertThat(feed(watch, second -> 50 * Math.exp(second / 200.0), 0)).isEqualTo(-1);
        assertThat(watch.note().orElseThrow())
                .matches(
                        "the warm-up of browse had not settled within 3 min; p50 or throughput still moved \\d\\d(\\.\\d)? %");
    }

    @Test
    void nothingThatEnds_isTold() {
        WarmUpWatch watch = watch("");
        for (int second = 0; second < 180; second++) {
            assertThat(watch.settled(List.of(), 0)).isFalse();
        }
        watch.elsewhere();

        assertThat(watch.note())
                .contains(
                        "the warm-up of browse had not settled within 3 min; too few requests ended to tell how far p50 or"
                                + " throughput still moved");
    }

    @Test
    void warmUpThatAKeyLimits_isToldWithItsLength() {
        WarmUpWatch watch = watch("", Segment.hold(Duration.ofSeconds(15), 10, Phase.WARM_UP, ""));
        for (int second = 0; second < 15; second++) {
            watch.settled(List.of(requests(SeriesKind.REQUEST, 100, 50)), 0);
        }
        watch.elsewhere();

        assertThat(watch.note().orElseThrow()).startsWith("the warm-up of browse had not settled within 15 s; ");
    }

    @Test
    void loadThatEndsWithinItsWarmUp_hasNoNote() {
        WarmUpWatch watch = watch("");
        watch.settled(List.of(requests(SeriesKind.REQUEST, 100, 50)), 0);

        assertThat(watch.note()).isEmpty();
    }

    @Test
    void compilers_delayTheEnd_onlyWhereTheTargetMayRun() {
        assertThat(feed(watch(""), second -> 50, 0.5)).isEqualTo(62);
        assertThat(feed(watch("http://127.0.0.1:8080"), second -> 50, 0.5)).isEqualTo(62);
        assertThat(feed(watch("http://[::1]:8080/shop"), second -> 50, 0.5)).isEqualTo(62);
        assertThat(feed(watch("https://shop.example"), second -> 50, 0.5)).isEqualTo(32);
    }

    @Test
    void iterations_standForRequests_untilThereAreRequests() {
        WarmUpWatch watch = watch("");
        int second = 0;
        while (!watch.settled(List.of(requests(SeriesKind.ITERATION, 100, 50)), 0)) {
            second++;
        }

        assertThat(second).isEqualTo(31);
    }

    @Test
    void compilerWatch_readings_giveTheShareOfTheLastTenSeconds() {
        long[] compiled = {0};
        CompilerWatch watch = new CompilerWatch(() -> compiled[0]);

        assertThat(watch.share(0)).isZero();
        for (int second = 1; second <= 20; second++) {
            compiled[0] += second <= 10 ? 500 : 0;
            double share = watch.share(second * 1_000_000_000L);
            if (second <= 10) {
                assertThat(share).isEqualTo(0.5);
            }
        }
        assertThat(watch.share(21_000_000_000L)).isZero();
    }
}
