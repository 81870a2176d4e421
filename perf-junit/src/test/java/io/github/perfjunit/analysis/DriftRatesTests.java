// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a run is called drifting or stable, and its halves different, by how much its truth changes. */
class DriftRatesTests {

    private static double[] micros(double[] logsOfMillis) {
        return Arrays.stream(logsOfMillis).map(ln -> 1000 * Math.exp(ln)).toArray();
    }

    private static double[] run(
            long seed, double quantile, int minutes, int perSecond, double slowSeconds, double change, boolean step) {
        Duration length = Duration.ofMinutes(minutes);
        int window =
                (int) BoundedSeries.windowLength(length, perSecond, quantile).toSeconds();
        int seconds = minutes * 60;
        return micros(new NoisyServer(seed, perSecond, slowSeconds)
                .windows(
                        seconds / window,
                        window,
                        s -> Math.log1p(change) * (step ? (2 * s < seconds ? 0 : 1) : (double) s / seconds),
                        quantile)[0]);
    }

    /** Shares in percent; a bound of 0 or 100 stands for less than one in a hundred. */
    @ParameterizedTest
    @CsvSource({
        "0.95, 30, 100, 60, 0, 0.5, 0.5, 14, 14",
        "0.95, 30, 100, 60, 0.2, 76, 76, 0, 1",
        "0.95, 60, 100, 60, 0, 0, 1, 38, 38",
        "0.95, 60, 100, 60, 0.2, 92, 92, 0, 1",
        "0.95, 60, 100, 600, 0, 1.2, 4.2, 10, 10",
        "0.95, 60, 100, 600, 0.4, 93, 93, 0, 1",
        "0.95, 60, 10, 60, 0, 0, 1, 5, 5",
        "0.95, 60, 10, 60, 0.2, 76, 76, 0, 1",
        "0.95, 480, 10, 60, 0, 0, 1, 91, 91",
        "0.95, 480, 10, 60, 0.2, 99, 100, 0, 1",
        "0.5, 5, 100, 60, 0, 0, 1, 0, 100",
        "0.5, 5, 100, 60, 0.6, 99, 100, 0, 1",
        "0.95, 5, 100, 60, 0.6, 59, 62, 0, 1",
        "0.5, 2, 100, 60, 0, 0, 1, 0, 100"
    })
    void drift_truthThatChanges_isFoundAsOftenAsWasSimulated(
            double quantile,
            int minutes,
            int perSecond,
            double slowSeconds,
            double change,
            double driftLeast,
            double driftMost,
            double stableLeast,
            double stableMost) {
        int trials = minutes >= 60 ? 50 : 100;
        int drifting = 0;
        int stable = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] values = run(trial, quantile, minutes, perSecond, slowSeconds, change, false);
            Drift drift = Drift.ofRatio(values, Duration.ofMinutes(minutes), Drift.USUAL_TOLERANCE, 1);
            drifting += drift.verdict() == Drift.Verdict.DRIFTING ? 1 : 0;
            stable += drift.verdict() == Drift.Verdict.STABLE ? 1 : 0;
        }
        assertThat(drifting).isBetween(Margin.least(driftLeast / 100, trials), Margin.most(driftMost / 100, trials));
        assertThat(stable).isBetween(Margin.least(stableLeast / 100, trials), Margin.most(stableMost / 100, trials));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 60, 0, 2, 2",
        "10, 60, 0.2, 88, 88",
        "30, 60, 0, 1.3, 1.3",
        "30, 60, 0.1, 76, 76",
        "60, 60, 0, 0, 1",
        "60, 60, 0.1, 92, 92",
        "60, 600, 0, 4, 4"
    })
    void halves_truthThatSteps_isFoundAsOftenAsWasSimulated(
            int minutes, double slowSeconds, double change, double least, double most) {
        int trials = minutes >= 60 ? 50 : 100;
        int higher = 0;
        int different = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] values = run(1000 + trial, 0.5, minutes, 100, slowSeconds, change, true);
            HalfComparison halves = HalfComparison.of(values, Duration.ofMinutes(minutes));
            higher += halves.verdict() == HalfComparison.Verdict.HIGHER ? 1 : 0;
            different += halves.verdict() == HalfComparison.Verdict.ALIKE ? 0 : 1;
        }
        assertThat(change == 0 ? different : higher)
                .isBetween(Margin.least(least / 100, trials), Margin.most(most / 100, trials));
    }

    /** A live set of 200 MB that wanders by 2 % within 5 min, seen at an old collection each 10 to 12 min. */
    @ParameterizedTest
    @CsvSource({"2, 0, 0, 0.7", "2, 10, 20, 100", "2, 30, 96, 100", "8, 0, 0, 0.7", "8, 10, 99, 100"})
    void liveSet_leak_isFoundAsOftenAsWasSimulated(int hours, double leakPerHour, double least, double most) {
        int trials = 300;
        int grew = 0;
        int filling = 0;
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < trials; trial++) {
            Growth growth = liveSet(random, hours, hour -> leakPerHour * hour);
            grew += growth.verdict() == Growth.Verdict.GROWING || growth.verdict() == Growth.Verdict.FILLING ? 1 : 0;
            filling += growth.verdict() == Growth.Verdict.FILLING ? 1 : 0;
        }
        assertThat(grew).isBetween(Margin.least(least / 100, trials), Margin.most(most / 100, trials));
        assertThat(filling).isLessThanOrEqualTo(Margin.most(0.01, trials));
    }

    /** A cache of 200 MB that has filled to 95 % at the end: it must not be taken for a leak, nor for nothing. */
    @ParameterizedTest
    @CsvSource({"2, 0.9", "8, 0.99"})
    void liveSet_cacheThatFills_isCalledFilling(int hours, double least) {
        int trials = 300;
        int filling = 0;
        SplittableRandom random = new SplittableRandom(6);
        for (int trial = 0; trial < trials; trial++) {
            Growth growth = liveSet(random, hours, hour -> 200 * (1 - Math.exp(-3.0 * hour / hours)));
            filling += growth.verdict() == Growth.Verdict.FILLING ? 1 : 0;
        }
        assertThat(filling).isGreaterThanOrEqualTo(Margin.least(least, trials));
    }

    private static Growth liveSet(SplittableRandom random, int hours, DoubleUnaryOperator grown) {
        double[] at = new double[hours * 6];
        double[] live = new double[at.length];
        int points = 0;
        double noise = 0.02 * NoisyServer.gauss(random);
        for (double minute = 5; minute < 60 * hours; ) {
            double gap = 10 + 2 * random.nextDouble();
            double kept = Math.exp(-gap / 5);
            noise = kept * noise + 0.02 * Math.sqrt(1 - kept * kept) * NoisyServer.gauss(random);
            at[points] = minute / 60;
            live[points] = (200 + grown.applyAsDouble(minute / 60)) * (1 + noise);
            points++;
            minute += gap;
        }
        return Growth.ofLiveSet(Arrays.copyOf(at, points), Arrays.copyOf(live, points));
    }
}
