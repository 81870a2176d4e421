// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.analysis.Knee.Shape;
import io.github.perfjunit.analysis.Knee.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the knee is found, and claimed where there is none; shares of seeded trials, less three standard errors. */
class KneeRatesTests {

    private static final int TRIALS = 300;

    private record Claims(int claimed, int near) {}

    private static Claims tally(
            double[] loads, double noise, DoubleUnaryOperator truth, Shape claim, double truthAt, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int claimed = 0;
        int near = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            List<Step> steps = new ArrayList<>();
            for (double load : loads) {
                steps.add(new Step(load, truth.applyAsDouble(load) * Math.exp(noise * gaussian(random))));
            }
            Knee knee = Knee.of(steps);
            claimed += knee.shape() == claim ? 1 : 0;
            near += knee.shape() == claim && Math.abs(knee.load() / truthAt - 1) <= 0.2 ? 1 : 0;
        }
        return new Claims(claimed, near);
    }

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private static double[] every(int step, int count) {
        double[] loads = new double[count];
        for (int i = 0; i < count; i++) {
            loads[i] = step * (i + 1.0);
        }
        return loads;
    }

    private static int least(double share) {
        return (int) Math.floor(TRIALS * (share - 3 * Math.sqrt(share * (1 - share) / TRIALS)));
    }

    private static int most(double share) {
        return (int) Math.ceil(TRIALS * (share + 3 * Math.sqrt(share * (1 - share) / TRIALS)));
    }

    @ParameterizedTest
    @CsvSource({"10, 0.02, 100", "10, 0.02, 4", "10, 0.02, 2", "16, 0.05, 100", "16, 0.05, 4", "16, 0.05, 2"})
    void knee_hardOrSoft_isFoundWithinAFifth(int count, double noise, double sharpness) {
        double[] loads = every(4, count);
        double bend = 4 * count * 0.45;

        Claims found = tally(loads, noise, n -> softMin(n, bend, sharpness), Shape.KNEE, bend, 1);

        assertThat(found.near()).isGreaterThanOrEqualTo(least(0.99));
    }

    /** Below the bend it is proportional, above it level; the sharpness of 100 is a corner. */
    private static double softMin(double load, double bend, double sharpness) {
        return 100 * load * Math.pow(1 + Math.pow(load / bend, sharpness), -1 / sharpness);
    }

    @ParameterizedTest
    @CsvSource({"10, 0.02", "16, 0.05"})
    void knee_loadThatEndsBeforeIt_isNotClaimed(int count, double noise) {
        Claims found = tally(every(4, count), noise, n -> 100 * Math.min(n, 6 * count), Shape.GROWING, 1, 2);

        assertThat(found.claimed()).isGreaterThanOrEqualTo(least(0.99));
    }

    @ParameterizedTest
    @CsvSource({"0.02, 0.99", "0.05, 0.97"})
    void knee_ofFivePoolSizes_isFoundWithinAFifth(double noise, double share) {
        Claims found = tally(new double[] {2, 4, 8, 16, 32}, noise, n -> 100 * Math.min(n, 12), Shape.KNEE, 12, 3);

        assertThat(found.near()).isGreaterThanOrEqualTo(least(share));
    }

    @ParameterizedTest
    @CsvSource({"10, 0.02", "16, 0.05"})
    void peak_withinTheLoads_isFoundWithinAFifth(int count, double noise) {
        double peak = 4 * count * 0.4;
        double crosstalk = 0.95 / (peak * peak);

        Claims found = tally(
                every(4, count),
                noise,
                n -> 100 * n / (1 + 0.05 * (n - 1) + crosstalk * n * (n - 1)),
                Shape.PEAK,
                peak,
                4);

        assertThat(found.near()).isGreaterThanOrEqualTo(least(0.97));
    }

    @ParameterizedTest
    @CsvSource({"10, 0.02, 100", "16, 0.05, 100", "10, 0.02, 4", "16, 0.05, 4"})
    void peak_throughputThatStaysLevel_isNotClaimed(int count, double noise, double sharpness) {
        double bend = 4 * count * 0.45;

        Claims found = tally(every(4, count), noise, n -> softMin(n, bend, sharpness), Shape.PEAK, bend, 5);

        assertThat(found.claimed()).isLessThanOrEqualTo(most(0.005));
    }

    @ParameterizedTest
    @CsvSource({"0.02, 0.01", "0.05, 0.05"})
    void level_ofFivePoolSizes_isSeldomCalledAPeak(double noise, double share) {
        Claims found = tally(new double[] {2, 4, 8, 16, 32}, noise, n -> 100, Shape.PEAK, 1, 6);

        assertThat(found.claimed()).isLessThanOrEqualTo(most(share));
    }
}
