// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.analysis.BatchInterval.Contrast;
import io.github.perfjunit.analysis.Drift.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class DriftTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private static double[] values(int count, IntToDoubleFunction value) {
        double[] values = new double[count];
        Arrays.setAll(values, value);
        return values;
    }

    @Test
    void batchInterval_straightLine_isExact() {
        BatchInterval interval = BatchInterval.ofMedians(values(12, b -> 3 + 2.0 * b), Contrast.SLOPE, 0.005)
                .orElseThrow();
        assertThat(interval.change()).isCloseTo(22, within(1e-12));
        assertThat(interval.halfWidth()).isCloseTo(0, within(1e-6));
    }

    /** Slope -6/143, left 12 - 36/143, no positive correlation, t 3.1693: all times eleven. */
    @Test
    void batchInterval_valuesThatAlternate_hasTheTextbookWidth() {
        BatchInterval interval = BatchInterval.ofMedians(values(12, b -> b % 2 == 0 ? 1 : -1), Contrast.SLOPE, 0.005)
                .orElseThrow();
        assertThat(interval.change()).isCloseTo(-66.0 / 143, within(1e-12));
        assertThat(interval.halfWidth())
                .isCloseTo(11 * 3.16927 * Math.sqrt((12 - 36.0 / 143) / 10 / 143), within(1e-4));
    }

    /** Residuals of three plus, three minus ... have a correlation of 1/2: (6 + 2)/8 is above 0.8, which widens by 9. */
    @Test
    void batchInterval_neighboursAlike_isWidened() {
        double[] values = values(12, b -> b / 3 % 2 == 0 ? 1 : -1);
        BatchInterval interval =
                BatchInterval.ofMedians(values, Contrast.STEP, 0.005).orElseThrow();
        assertThat(interval.change()).isCloseTo(0, within(1e-12));
        assertThat(interval.halfWidth()).isCloseTo(2 * 3.16927 * Math.sqrt(12.0 / 10 * 9 / 12), within(1e-4));
    }

    @Test
    void batchInterval_step_isTwiceTheContrast() {
        BatchInterval interval = BatchInterval.ofMedians(values(24, i -> i < 12 ? 1 : 3), Contrast.STEP, 0.005)
                .orElseThrow();
        assertThat(interval).isEqualTo(new BatchInterval(2, 2, 2));
    }

    @Test
    void batchInterval_partWithoutValues_isNone() {
        assertThat(BatchInterval.ofMedians(values(11, i -> 1), Contrast.SLOPE, 0.005))
                .isEmpty();
        assertThat(BatchInterval.ofMedians(values(24, i -> i < 2 ? Double.NaN : 1), Contrast.SLOPE, 0.005))
                .isEmpty();
        assertThat(BatchInterval.ofMeans(values(24, i -> i < 1 ? Double.NaN : 1), Contrast.SLOPE, 0.005))
                .hasValue(new BatchInterval(0, 0, 0));
    }

    @Test
    void ofRatio_constant_isStable() {
        Drift constant = Drift.ofRatio(values(100, i -> 500), HOUR, 0.1, 1);
        assertThat(constant.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(constant.change()).isCloseTo(0, within(1e-12));
        assertThat(constant.high() - constant.low()).isCloseTo(0, within(1e-12));
        assertThat(Drift.ofRatio(values(100, i -> 0), HOUR, 0.1, 1).verdict()).isEqualTo(Verdict.STABLE);
    }

    /** 20 % between the middles of the first and the last batch; an hour has twelve elevenths of that. */
    @Test
    void ofRatio_steadyRise_isDriftingByItsSize() {
        Drift drift = Drift.ofRatio(values(12, b -> 500 * Math.pow(1.2, b / 11.0)), HOUR, 0.1, 1);
        assertThat(drift.verdict()).isEqualTo(Verdict.DRIFTING);
        assertThat(drift.change()).isCloseTo(0.2, within(1e-9));
        assertThat(drift.perHour()).isCloseTo(Math.pow(1.2, 12.0 / 11) - 1, within(1e-9));
        Drift falling = Drift.ofRatio(values(12, b -> 500 * Math.pow(1.2, -b / 11.0)), HOUR, 0.1, 1);
        assertThat(falling.verdict()).isEqualTo(Verdict.DRIFTING);
        assertThat(falling.change()).isCloseTo(1 / 1.2 - 1, within(1e-9));
        assertThat(Drift.ofRatio(values(12, b -> 500 * Math.pow(1.09, b / 11.0)), HOUR, 0.1, 1)
                        .verdict())
                .isEqualTo(Verdict.STABLE);
    }

    @Test
    void ofRatio_noise_isTooShortAndSaysHowLong() {
        Drift drift = Drift.ofRatio(values(12, b -> b % 2 == 0 ? 1000 : 1200), HOUR, 0.1, 1);
        assertThat(drift.verdict()).isEqualTo(Verdict.TOO_SHORT);
        double times = (drift.high() - drift.low()) / 2 / 0.1;
        assertThat(drift.lengthForStable().toMillis()).isEqualTo((long) (times * times * 3_600_000));
    }

    @Test
    void ofRatio_shortRun_hasALargerTolerance() {
        double[] rise = values(12, b -> 500 * Math.pow(1.2, b / 11.0));
        Drift drift = Drift.ofRatio(rise, Duration.ofMinutes(5), 0.1, 1);
        assertThat(drift.tolerance()).isCloseTo(0.1 * Math.sqrt(6), within(1e-12));
        assertThat(drift.verdict()).isEqualTo(Verdict.STABLE);
    }

    @Test
    void ofRatio_severalSeries_areWidened() {
        double[] noise = values(12, b -> b % 2 == 0 ? 1000 : 1020);
        Drift one = Drift.ofRatio(noise, HOUR, 0.1, 1);
        Drift ten = Drift.ofRatio(noise, HOUR, 0.1, 10);
        // t is 4.587 instead of 3.169.
        assertThat((Math.log1p(ten.high()) - Math.log1p(ten.low())) / (Math.log1p(one.high()) - Math.log1p(one.low())))
                .isCloseTo(4.5869 / 3.1693, within(1e-4));
    }

    @Test
    void ofRatio_fewValues_isTooShort() {
        Drift none = Drift.ofRatio(new double[0], HOUR, 0.1, 1);
        assertThat(none.verdict()).isEqualTo(Verdict.TOO_SHORT);
        assertThat(none.change()).isNaN();
        assertThat(none.lengthForStable()).isZero();
    }

    @Test
    void ofShare_errorsThatIncrease_driftByPoints() {
        Drift drift = Drift.ofShare(values(24, i -> i * 0.0001), HOUR, 0.001, 1);
        assertThat(drift.verdict()).isEqualTo(Verdict.DRIFTING);
        assertThat(drift.change()).isCloseTo(0.0022, within(1e-9));
        assertThat(Drift.ofShare(values(24, i -> 0), HOUR, 0.001, 1).verdict()).isEqualTo(Verdict.STABLE);
    }

    @Test
    void ofRatio_wrongInput_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Drift.ofRatio(new double[0], Duration.ZERO, 0.1, 1))
                .withMessage("run, tolerance and series were PT0S, 0.1 and 1 but must be above zero");
        assertThatIllegalArgumentException().isThrownBy(() -> Drift.ofShare(new double[0], HOUR, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Drift.ofShare(new double[0], HOUR, 0.1, 0));
    }

    @Test
    void halves_step_isHigherOrLowerFrom5Percent() {
        assertThat(HalfComparison.of(values(24, i -> i < 12 ? 1000 : 1051), HOUR)
                        .verdict())
                .isEqualTo(HalfComparison.Verdict.HIGHER);
        assertThat(HalfComparison.of(values(24, i -> i < 12 ? 1051 : 1000), HOUR)
                        .verdict())
                .isEqualTo(HalfComparison.Verdict.LOWER);
        HalfComparison alike = HalfComparison.of(values(24, i -> i < 12 ? 1000 : 1040), HOUR);
        assertThat(alike.verdict()).isEqualTo(HalfComparison.Verdict.ALIKE);
        assertThat(alike.change()).isCloseTo(0.04, within(1e-9));
    }

    @Test
    void halves_shortRun_isTooShort() {
        assertThat(HalfComparison.of(values(24, i -> 1), Duration.ofSeconds(599))
                        .verdict())
                .isEqualTo(HalfComparison.Verdict.TOO_SHORT);
        assertThat(HalfComparison.of(values(5, i -> 1), HOUR).verdict()).isEqualTo(HalfComparison.Verdict.TOO_SHORT);
    }
}
