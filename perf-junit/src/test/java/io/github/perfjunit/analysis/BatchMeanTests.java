// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchMeanTests {

    @Test
    void of_equalBatches_intervalHasNoLength() {
        double[] batches = new double[12];
        Arrays.fill(batches, 3);

        assertThat(BatchMean.of(batches)).isEqualTo(new BatchMean(3, 0));
    }

    /** Sum of squares 12, so s = 1.0445; neighbours alternate, so nothing is widened; t = 3.1058 at 11 degrees. */
    @Test
    void of_alternatingBatches_isTheIntervalOfStudent() {
        double[] batches = {9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11};

        BatchMean mean = BatchMean.of(batches);

        assertThat(mean.mean()).isEqualTo(10);
        assertThat(mean.halfWidth()).isCloseTo(3.1058 * 1.0445 / Math.sqrt(12), within(1e-3));
    }

    @ParameterizedTest
    @CsvSource({"11, 0", "13, 0", "12, NaN", "12, Infinity"})
    void of_wrongBatches_areRefused(int count, double last) {
        double[] batches = new double[count];
        batches[count - 1] = last;

        assertThatThrownBy(() -> BatchMean.of(batches))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batches were " + Arrays.toString(batches) + " but must be 12 finite numbers");
    }

    /** Nominal 99 %: independent batches, and such that depend on their neighbours as those of a load may. */
    @ParameterizedTest
    @CsvSource({"0, 0.98", "0.3, 0.97", "0.6, 0.92"})
    void of_simulatedBatches_intervalHoldsTheTruth(double correlation, double least) {
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
            BatchMean mean = BatchMean.of(batches);
            if (Math.abs(mean.mean() - 100) <= mean.halfWidth()) {
                held++;
            }
        }
        assertThat((double) held / trials).isGreaterThan(least);
    }
}
