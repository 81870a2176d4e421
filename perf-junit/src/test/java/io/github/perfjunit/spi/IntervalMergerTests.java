// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntervalMergerTests {

    private final List<Interval> whole = new ArrayList<>();
    private final IntervalMerger merger = new IntervalMerger(2, whole::add);

    @Test
    void secondOfBothWorkers_isPassedOnOnceBothHaveIt() {
        merger.add(0, interval(0, 1_001, Phase.RAMP_UP, 4, 10));
        assertThat(whole).isEmpty();

        merger.add(1, interval(0, 1_004, Phase.RAMP_UP, 3, 5));

        assertThat(whole).containsExactly(sum(0, 1_004, Phase.RAMP_UP, 7, 15));
    }

    @Test
    void slowWorker_holdsBackTheSecondsOfTheOther() {
        merger.add(0, interval(0, 1_000, Phase.MEASURE, 1, 1));
        merger.add(0, interval(1_000, 2_000, Phase.MEASURE, 1, 2));
        merger.add(1, interval(0, 1_002, Phase.MEASURE, 1, 4));
        assertThat(whole).containsExactly(sum(0, 1_002, Phase.MEASURE, 2, 5));

        merger.add(1, interval(1_002, 2_001, Phase.MEASURE, 1, 8));

        assertThat(whole).hasSize(2).endsWith(sum(1_002, 2_001, Phase.MEASURE, 2, 10));
    }

    @Test
    void workerThatWasHeldUp_makesALongerInterval() {
        merger.add(0, interval(0, 3_050, Phase.MEASURE, 4, 30));
        merger.add(1, interval(0, 1_000, Phase.MEASURE, 1, 1));
        merger.add(1, interval(1_000, 2_000, Phase.MEASURE, 2, 2));
        assertThat(whole).isEmpty();

        merger.add(1, interval(2_000, 3_000, Phase.MEASURE, 3, 4));

        assertThat(whole).containsExactly(sum(0, 3_050, Phase.MEASURE, 7, 37));
    }

    @Test
    void workerThatEnded_isNotWaitedFor() {
        merger.add(0, interval(0, 400, Phase.GRACE, 0, 7));
        merger.end(0);
        merger.add(1, interval(0, 1_000, Phase.MEASURE, 2, 1));
        merger.add(1, interval(1_000, 1_700, Phase.GRACE, 0, 2));
        merger.end(1);

        assertThat(whole)
                .containsExactly(sum(0, 1_000, Phase.MEASURE, 2, 8), interval(1_000, 1_700, Phase.GRACE, 0, 2));
    }

    @Test
    void lastIntervalsWithinASecond_areAddedUpOnceBothHaveEnded() {
        merger.add(0, interval(0, 1_000, Phase.MEASURE, 1, 1));
        merger.add(1, interval(0, 1_000, Phase.MEASURE, 1, 1));
        merger.add(0, interval(1_000, 1_020, Phase.GRACE, 0, 1));
        merger.add(1, interval(1_000, 1_010, Phase.GRACE, 0, 1));
        merger.end(0);
        merger.end(1);

        assertThat(whole).hasSize(2).endsWith(sum(1_000, 1_020, Phase.GRACE, 0, 2));
    }

    @Test
    void workersWithoutAnyInterval_passNothingOn() {
        merger.end(0);
        merger.end(1);

        assertThat(whole).isEmpty();
    }

    private static Interval interval(long from, long to, Phase phase, int users, int samples) {
        return TestFigures.interval(from, to, phase, users, 10, List.of(series(samples)));
    }

    private static Interval sum(long from, long to, Phase phase, int users, int samples) {
        return TestFigures.interval(from, to, phase, users, 20, List.of(series(samples)));
    }

    private static Series series(int samples) {
        long[] nanos = new long[samples];
        Arrays.fill(nanos, 5_000_000);
        LatencySummary latency = LatencySummary.ofNanos(nanos);
        return TestFigures.series(
                new Series.Key("s", "r", SeriesKind.REQUEST, Phase.MEASURE),
                Map.of(Outcome.OK, (long) samples),
                latency,
                LatencySummary.EMPTY,
                latency,
                0,
                0);
    }
}
