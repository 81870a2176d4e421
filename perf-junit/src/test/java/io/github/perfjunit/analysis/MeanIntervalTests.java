// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeanIntervalTests {

    @Test
    void fewValues_haveNoInterval() {
        assertThat(MeanInterval.of(1, 2, 3)).isEmpty();
    }

    @Test
    void equalValues_haveAnIntervalOfNoWidth() {
        assertThat(MeanInterval.of(5, 5, 5, 5)).contains(new MeanInterval(5, 0));
    }

    @Test
    void alternatingValues_haveTheIntervalOfStudent() {
        MeanInterval interval = MeanInterval.of(1, 3, 1, 3).orElseThrow();

        assertThat(interval.mean()).isEqualTo(2);
        assertThat(interval.half()).isCloseTo(3.182 * Math.sqrt(4 / 3.0 / 4), within(1e-3));
    }

    /** Seeded: 2,000 runs of ten seconds, of which about 95 % must hold the true mean; widening makes it a little more. */
    @Test
    void independentSeconds_intervalHoldsTheMean() {
        assertThat(coverage(0)).isBetween(0.94, 0.98);
    }

    /** Each second keeps 40 % of what the one before was off by. */
    @Test
    void dependentSeconds_intervalHoldsTheMeanMostOfTheTime() {
        assertThat(coverage(0.4)).isBetween(0.85, 0.96);
    }

    private static double coverage(double dependence) {
        Random random = new Random(1);
        int held = 0;
        for (int run = 0; run < 2_000; run++) {
            double[] values = new double[10];
            double off = random.nextGaussian() / Math.sqrt(1 - dependence * dependence);
            for (int i = 0; i < values.length; i++) {
                values[i] = 100 + off;
                off = dependence * off + random.nextGaussian();
            }
            MeanInterval interval = MeanInterval.of(values).orElseThrow();
            held += Math.abs(interval.mean() - 100) <= interval.half() ? 1 : 0;
        }
        return held / 2_000.0;
    }

    @Test
    void ofBatches_equalBatches_intervalHasNoLength() {
        double[] batches = new double[12];
        Arrays.fill(batches, 3);

        assertThat(MeanInterval.ofBatches(batches)).isEqualTo(new MeanInterval(3, 0));
    }

    /** Sum of squares 12, so s = 1.0445; neighbours alternate, so nothing is widened; t = 3.1058 at 11 degrees. */
    @Test
    void ofBatches_alternatingBatches_isTheIntervalOfStudent() {
        double[] batches = {9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11};

        MeanInterval mean = MeanInterval.ofBatches(batches);

        assertThat(mean.mean()).isEqualTo(10);
        assertThat(mean.half()).isCloseTo(3.1058 * 1.0445 / Math.sqrt(12), within(1e-3));
    }

    @ParameterizedTest
    @CsvSource({"11, 0", "13, 0", "12, NaN", "12, Infinity"})
    void ofBatches_wrongBatches_areRefused(int count, double last) {
        double[] batches = new double[count];
        batches[count - 1] = last;

        assertThatThrownBy(() -> MeanInterval.ofBatches(batches))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batches were " + Arrays.toString(batches) + " but must be 12 finite numbers");
    }

    /** Nominal 99 %: independent batches, and such that depend on their neighbours as those of a load may. */
    @ParameterizedTest
    @CsvSource({"0, 0.98", "0.3, 0.97", "0.6, 0.92"})
    void ofBatches_simulatedBatches_intervalHoldsTheTruth(double correlation, double least) {
        SplittableRandom random = new SplittableRandom(11);
        int held = 0;
        int trials = 2_000;
        for (int trial = 0; trial < trials; trial++) {
            double[] batches = new double[12];
            double level = random.nextGaussian();
            for (int b = 0; b < batches.length; b++) {
                level = correlation * level + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
                batches[b] = 100 + level;
            }
            MeanInterval mean = MeanInterval.ofBatches(batches);
            if (Math.abs(mean.mean() - 100) <= mean.half()) {
                held++;
            }
        }
        assertThat((double) held / trials).isGreaterThan(least);
    }
}
