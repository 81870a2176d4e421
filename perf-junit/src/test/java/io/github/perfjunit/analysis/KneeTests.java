// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.analysis.Knee.Shape;
import io.github.perfjunit.analysis.Knee.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KneeTests {

    private static List<Step> steps(double... loadsAndThroughputs) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < loadsAndThroughputs.length; i += 2) {
            steps.add(new Step(loadsAndThroughputs[i], loadsAndThroughputs[i + 1]));
        }
        return steps;
    }

    @Test
    void of_lineThenLevel_isTheKneeWhereTheyMeet() {
        Knee knee = Knee.of(steps(2, 200, 4, 400, 8, 800, 16, 1000, 32, 1000));

        assertThat(knee.shape()).isEqualTo(Shape.KNEE);
        assertThat(knee.load()).isCloseTo(10, within(1e-9));
        assertThat(knee.throughput()).isCloseTo(1000, within(1e-9));
    }

    @Test
    void of_kneeAtAStep_isThatStep() {
        assertThat(Knee.of(steps(1, 100, 2, 200, 4, 200, 8, 200)).load()).isCloseTo(2, within(1e-9));
    }

    /**
     * Loads 1, 2, 3, 4 with 100, 190, 210, 200. Bend in [2, 3]: A = 0.01 + 2/190, C = 0.01² + (2/190)², B = 1/210 + 1/200,
     * D = 1/210² + 1/200², bend = BC / AD.
     */
    @Test
    void of_scatteredSteps_hasTheBendOfTheClosedForm() {
        double a = 0.01 + 2 / 190.0;
        double c = 0.01 * 0.01 + 2 / 190.0 * 2 / 190.0;
        double b = 1 / 210.0 + 1 / 200.0;
        double d = 1 / (210.0 * 210.0) + 1 / (200.0 * 200.0);

        Knee knee = Knee.of(steps(1, 100, 2, 190, 3, 210, 4, 200));

        assertThat(knee.shape()).isEqualTo(Shape.KNEE);
        assertThat(knee.load()).isCloseTo(b * c / (a * d), within(1e-9));
        assertThat(knee.load()).isCloseTo(2.103, within(0.001));
    }

    /** Line: Σ(N/X) = 0.055, Σ(N/X)² = 0.000825. The stick fits without error, so the least scatter, 0.5 %, counts. */
    @Test
    void of_exactKnee_isAsStrongAsTheLeastScatterAllows() {
        assertThat(Knee.of(steps(1, 100, 2, 200, 3, 200, 4, 200)).strength())
                .isCloseTo((4 - 0.055 * 0.055 / 0.000825) / 0.000025, within(1e-6));
    }

    @Test
    void of_line_isGrowing() {
        assertThat(Knee.of(steps(2, 200, 4, 400, 8, 800, 16, 1600))).isEqualTo(new Knee(Shape.GROWING, 16, 1600, 0));
    }

    @Test
    void of_level_liesBelowTheSmallestLoad() {
        Knee knee = Knee.of(steps(2, 500, 4, 500, 8, 500, 16, 500));

        assertThat(knee.shape()).isEqualTo(Shape.LEVEL);
        assertThat(knee.load()).isEqualTo(2);
        assertThat(knee.throughput()).isCloseTo(500, within(1e-9));
    }

    /** γ = 100, σ = 0, κ = 1/64: the peak is at 8, where X = 800 / (1 + 56/64) = 426.7. */
    @Test
    void of_throughputThatFalls_isThePeakAndNotTheBendBefore() {
        List<Step> steps = new ArrayList<>();
        for (double n : new double[] {1, 2, 4, 8, 16, 32}) {
            steps.add(new Step(n, 100 * n / (1 + n * (n - 1) / 64)));
        }

        Knee knee = Knee.of(steps);

        assertThat(knee.shape()).isEqualTo(Shape.PEAK);
        assertThat(knee.load()).isCloseTo(8, within(0.2));
        assertThat(knee.throughput()).isCloseTo(426.7, within(1.0));
    }

    @Test
    void of_throughputThatFallsFromTheStart_isThePeakAtTheSmallestLoad() {
        Knee knee = Knee.of(steps(2, 400, 4, 330, 8, 230, 16, 140, 32, 75));

        assertThat(knee.shape()).isEqualTo(Shape.PEAK);
        assertThat(knee.load()).isCloseTo(2, within(0.3));
    }

    @Test
    void of_scatterWithoutForm_isUnclear() {
        assertThat(Knee.of(steps(1, 100, 2, 700, 4, 150, 8, 600, 16, 300)).shape())
                .isEqualTo(Shape.UNCLEAR);
    }

    @Test
    void of_threeLoads_areTooFewHoweverOftenRepeated() {
        assertThat(Knee.of(steps(2, 200, 2, 210, 4, 300, 4, 310, 8, 310, 8, 300)))
                .isEqualTo(new Knee(Shape.TOO_FEW, 8, 310, 0));
    }

    @Test
    void of_oneStep_isTooFew() {
        assertThat(Knee.of(steps(2, 200))).isEqualTo(new Knee(Shape.TOO_FEW, 2, 200, 0));
    }

    @Test
    void of_anyOrderAndUnit_isTheSame() {
        Knee knee = Knee.of(steps(32, 1010, 4, 390, 2, 205, 16, 990, 8, 810));
        Knee thousandfold = Knee.of(steps(2000, 0.205, 4000, 0.39, 8000, 0.81, 16000, 0.99, 32000, 1.01));

        assertThat(thousandfold.load()).isCloseTo(1000 * knee.load(), within(1e-6));
        assertThat(thousandfold.shape()).isEqualTo(knee.shape());
    }

    @Test
    void of_noStep_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Knee.of(List.of()))
                .withMessage("steps were none but must be at least one");
    }

    @Test
    void step_notAboveZero_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Step(0, 1))
                .withMessage("load was 0.0 but must be above zero and finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Step(1, Double.NaN))
                .withMessage("throughput was NaN but must be above zero and finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Step(1, Double.POSITIVE_INFINITY))
                .withMessage("throughput was Infinity but must be above zero and finite");
    }
}
