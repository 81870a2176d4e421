// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.analysis.Knee.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniversalScalabilityTests {

    private static final double[] EIGHT = {1, 2, 4, 8, 12, 16, 24, 32};

    private static double law(double n, double serial, double crosstalk) {
        return 100 * n / (1 + serial * (n - 1) + crosstalk * n * (n - 1));
    }

    private static List<Step> steps(double[] loads, DoubleUnaryOperator throughput) {
        List<Step> steps = new ArrayList<>();
        for (double load : loads) {
            steps.add(new Step(load, throughput.applyAsDouble(load)));
        }
        return steps;
    }

    /** Peak at the root of 0.97/0.002425: 20. */
    @Test
    void of_exactLaw_findsItsParametersAndItsPeak() {
        UniversalScalability found = UniversalScalability.of(steps(EIGHT, n -> law(n, 0.03, 0.002425)));

        assertThat(found.refusal()).isEmpty();
        assertThat(found.serial()).isCloseTo(0.03, within(0.002));
        assertThat(found.crosstalk()).isCloseTo(0.002425, within(0.0001));
        assertThat(found.scale()).isCloseTo(100, within(1.0));
        assertThat(found.peak()).isCloseTo(20, within(0.3));
        assertThat(found.largestError()).isLessThan(0.005);
        assertThat(found.at(48).throughput()).isCloseTo(law(48, 0.03, 0.002425), within(5.0));
    }

    @Test
    void of_loadsInAnotherUnit_peaksThere() {
        double[] tenfold = {10, 20, 40, 80, 120, 160, 240, 320};
        assertThat(UniversalScalability.of(steps(tenfold, n -> law(n / 10, 0.03, 0.002425)))
                        .peak())
                .isCloseTo(200, within(3.0));
    }

    @Test
    void of_peakBeyondTheLoads_isNotTold() {
        UniversalScalability found = UniversalScalability.of(steps(EIGHT, n -> law(n, 0.02, 0.0002)));
        assertThat(found.refusal()).isEmpty();
        assertThat(found.peak()).isInfinite();
    }

    @Test
    void of_whatIsNotTheLaw_isRefused() {
        assertThat(UniversalScalability.of(steps(new double[] {1, 2, 4, 8, 16}, n -> law(n, 0.03, 0.002)))
                        .refusal())
                .isEqualTo("only 5 different loads were measured, 6 are needed, 8 are better");
        assertThat(UniversalScalability.of(steps(new double[] {4, 5, 6, 8, 12, 16}, n -> law(n, 0.03, 0.002)))
                        .refusal())
                .isEqualTo("the largest load is only 4 times the smallest, 8 times is needed");
        assertThat(UniversalScalability.of(steps(EIGHT, n -> 100 * Math.min(n, 10)))
                        .refusal())
                .isEqualTo("throughput rises to a knee and stays level, which is not this law");
        assertThat(UniversalScalability.of(steps(EIGHT, n -> law(n, 0.03, 0.002) * (n > 3 && n < 9 ? 0.6 : 1)))
                        .refusal())
                .matches("the law is off by \\d\\d % at a step, 10 % is allowed");
        assertThat(UniversalScalability.of(steps(EIGHT, n -> 100 * n)).refusal())
                .isEqualTo("throughput is in proportion to the load, so nothing is known of its limit");
    }

    @Test
    void at_farBeyondTheLoads_isRefused() {
        UniversalScalability found = UniversalScalability.of(steps(EIGHT, n -> law(n, 0.03, 0.002)));
        assertThat(found.at(64).refusal()).isEmpty();
        assertThat(found.at(65).refusal()).isEqualTo("it is more than twice the largest load that was measured, 32");
        assertThat(found.at(65).throughput()).isNaN();
        UniversalScalability refused = UniversalScalability.of(List.of(new Step(1, 1)));
        assertThat(refused.at(1).refusal()).isEqualTo(refused.refusal());
    }

    @Test
    void of_wrongInput_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UniversalScalability.of(List.of()))
                .withMessage("steps were none but must be at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UniversalScalability.of(steps(EIGHT, n -> n)).at(0))
                .withMessage("load was 0.0 but must be above zero");
    }

    /** Predictions at a multiple of the largest load that were allowed, and off by more than a quarter. */
    @ParameterizedTest
    @CsvSource({"0.02, 8, 1.0, 2, 0.55, 0.0", "0.05, 12, 1.5, 2, 0.51, 0.03"})
    void at_noisySteps_isSeldomFarOff(
            double noise, int loads, double ofPeak, double times, double allowed, double farOff) {
        int trials = 24;
        SplittableRandom random = new SplittableRandom(9);
        int told = 0;
        int off = 0;
        double peak = 40;
        double crosstalk = 0.95 / (peak * peak);
        double[] at = new double[loads];
        for (int i = 0; i < loads; i++) {
            at[i] = Math.pow(peak * ofPeak, i / (loads - 1.0));
        }
        for (int trial = 0; trial < trials; trial++) {
            List<Step> steps = steps(at, n -> law(n, 0.05, crosstalk) * Math.exp(noise * NoisyServer.gauss(random)));
            double target = times * peak * ofPeak;
            UniversalScalability.Prediction prediction =
                    UniversalScalability.of(steps).at(target);
            if (prediction.refusal().isEmpty()) {
                told++;
                off += Math.abs(prediction.throughput() / law(target, 0.05, crosstalk) - 1) > 0.25 ? 1 : 0;
            }
        }
        assertThat(told).isGreaterThanOrEqualTo(Margin.least(allowed, trials));
        assertThat(off).isLessThanOrEqualTo(Margin.most(Math.max(farOff, 0.01), trials));
    }

    /** A server with a fixed pool is not this law. */
    @Test
    void of_noisyPool_isRefused() {
        SplittableRandom random = new SplittableRandom(10);
        int refused = 0;
        for (int trial = 0; trial < 40; trial++) {
            refused += UniversalScalability.of(steps(
                                    EIGHT, n -> 100 * Math.min(n, 12) * Math.exp(0.02 * NoisyServer.gauss(random))))
                            .refusal()
                            .isEmpty()
                    ? 0
                    : 1;
        }
        assertThat(refused).isEqualTo(40);
    }
}
