// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

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
}
