// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.analysis.Growth.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthTests {

    private static double[] values(int count, IntToDoubleFunction value) {
        double[] values = new double[count];
        Arrays.setAll(values, value);
        return values;
    }

    private static Growth liveSet(double... live) {
        return Growth.ofLiveSet(values(live.length, i -> i), live);
    }

    @Test
    void ofLiveSet_fiveCollections_areTooFew() {
        Growth growth = liveSet(1, 2, 3, 4, 5);
        assertThat(growth.verdict()).isEqualTo(Verdict.TOO_SHORT);
        assertThat(growth.points()).isEqualTo(5);
        assertThat(growth.growth()).isNaN();
    }

    @Test
    void ofLiveSet_steadyRise_isGrowing() {
        assertThat(liveSet(100, 102, 104, 106, 108, 110)).isEqualTo(new Growth(Verdict.GROWING, 6, 5, 6));
    }

    @Test
    void ofLiveSet_steadyRiseUnderFivePercent_isLevel() {
        assertThat(liveSet(100, 100.8, 101.6, 102.4, 103.2, 104).verdict()).isEqualTo(Verdict.LEVEL);
    }

    @Test
    void ofLiveSet_constantOrFalling_isLevel() {
        assertThat(liveSet(7, 7, 7, 7, 7, 7, 7)).isEqualTo(new Growth(Verdict.LEVEL, 0, 0, 7));
        assertThat(liveSet(12, 11, 10, 9, 8, 7).verdict()).isEqualTo(Verdict.LEVEL);
    }

    @Test
    void ofLiveSet_cacheThatFills_isFilling() {
        double[] live = values(12, i -> 200 - 100 * Math.pow(0.75, i));
        assertThat(liveSet(live).verdict()).isEqualTo(Verdict.FILLING);
        double[] full = values(12, i -> i < 6 ? 100 + 10 * i : 155 + 0.1 * i);
        assertThat(liveSet(full).verdict()).isEqualTo(Verdict.FILLING);
        assertThat(liveSet(full).lateGrowth()).isCloseTo(0.55, within(0.01));
    }

    @Test
    void ofLiveSet_growthThatQuickens_isGrowing() {
        assertThat(liveSet(values(12, i -> 100 + i * i)).verdict()).isEqualTo(Verdict.GROWING);
    }

    @Test
    void ofLiveSet_arraysThatDiffer_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Growth.ofLiveSet(new double[2], new double[3]))
                .withMessage("arrays had 2 and 3 points but must have as many");
    }

    @Test
    void ofCount_threads_growByFiveAndFivePercent() {
        assertThat(Growth.ofCount(values(120, i -> 50 + i / 10)).verdict()).isEqualTo(Verdict.GROWING);
        // From the median of the first three parts to that of the last three it is nine.
        assertThat(Growth.ofCount(values(120, i -> 50 + i / 10)).growth()).isEqualTo(9);
        assertThat(Growth.ofCount(values(120, i -> 500 + i / 10)).verdict()).isEqualTo(Verdict.LEVEL);
        assertThat(Growth.ofCount(values(120, i -> 20 + i / 40)).verdict()).isEqualTo(Verdict.LEVEL);
        assertThat(Growth.ofCount(values(120, i -> 20)).verdict()).isEqualTo(Verdict.LEVEL);
        assertThat(Growth.ofCount(values(11, i -> 20)).verdict()).isEqualTo(Verdict.TOO_SHORT);
    }

    @Test
    void ofCount_burstsOverALowLine_areLevel() {
        assertThat(Growth.ofCount(values(120, i -> i % 10 < 7 ? 20 + i : 20)).verdict())
                .isEqualTo(Verdict.LEVEL);
    }

    /** All rising: 2 of n! orders. One exchange of neighbours: n more of them. */
    @ParameterizedTest
    @CsvSource({"5, 0.0166667", "6, 0.0027778"})
    void kendall_steadyRise_isTwoOfAllOrders(int n, double probability) {
        assertThat(Kendall.probability(values(n, i -> i))).isCloseTo(probability, within(1e-6));
        assertThat(Kendall.probability(values(n, i -> -i))).isCloseTo(probability, within(1e-6));
    }

    @Test
    void kendall_oneExchange_countsItsNeighbours() {
        // Of 720 orders of six, one has no falling pair and five have one.
        assertThat(Kendall.probability(new double[] {1, 2, 4, 3, 5, 6})).isCloseTo(2 * 6 / 720.0, within(1e-9));
    }

    @Test
    void kendall_ties_areByTheNormalDistribution() {
        // 1 1 2 2 3 3: score 12, variance (6*5*17 - 3*2*1*9)/18 = 25.33, z = 11/5.033 = 2.1856.
        assertThat(Kendall.probability(new double[] {1, 1, 2, 2, 3, 3})).isCloseTo(0.02885, within(1e-4));
        assertThat(Kendall.probability(new double[] {1, 1, 1})).isEqualTo(1);
        assertThat(Kendall.probability(new double[] {1})).isEqualTo(1);
        assertThat(Kendall.probability(new double[0])).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1.959964, 0.05", "2.575829, 0.01", "5, 5.7330e-7"})
    void normalDistribution_tables_agree(double z, double beyond) {
        assertThat(NormalDistribution.beyond(z)).isCloseTo(beyond, within(beyond * 1e-4));
    }

    @Test
    void boundedSeries_moreThanAThousand_joinsNeighbours() {
        BoundedSeries series = new BoundedSeries((a, b) -> (a + b) / 2);
        for (int i = 0; i < 1000; i++) {
            series.add(i);
        }
        assertThat(series.values()).hasSize(1000);
        series.add(1000);
        assertThat(series.values()).hasSize(500).startsWith(0.5, 2.5);
        series.add(1001);
        assertThat(series.values()).hasSize(501).endsWith(998.5, 1000.5);
        assertThat(series.windowsPerValue()).isEqualTo(2);
        for (int i = 1002; i < 28_800; i++) {
            series.add(i);
        }
        assertThat(series.windowsPerValue()).isEqualTo(32);
        assertThat(series.values()).hasSize(900).startsWith(15.5).endsWith(28_783.5);
    }

    @Test
    void boundedSeries_windowsWithoutAValue_areSkippedWhenJoined() {
        BoundedSeries series = new BoundedSeries(Math::min);
        for (int i = 0; i < 2000; i++) {
            series.add(i % 2 == 0 ? Double.NaN : i);
        }
        assertThat(series.values()).hasSize(1000).startsWith(1, 3).doesNotContain(Double.NaN);
        assertThat(new BoundedSeries(Math::min).values()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3600, 100, 0.95, 10",
        "3600, 10, 0.95, 20",
        "3600, 10, 0.99, 100",
        "28800, 1000, 0.5, 29",
        "300, 1, 0.5, 20"
    })
    void windowLength_runAndRate_holdsEnoughSamples(long run, double perSecond, double quantile, long seconds) {
        assertThat(BoundedSeries.windowLength(Duration.ofSeconds(run), perSecond, quantile))
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void windowLength_wrongInput_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoundedSeries.windowLength(Duration.ofHours(1), 0, 0.5))
                .withMessage("perSecond and quantile were 0.0 and 0.5 but must be above zero, and between 0 and 1");
    }
}
