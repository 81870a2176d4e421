// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClopperPearsonTests {

    /** All or none of n: the other end is the n-th root of the tail. */
    @Test
    void of_allOrNone_isTheRootOfTheTail() {
        ClopperPearson all = ClopperPearson.of(100, 100, 0.95);
        assertThat(all.low()).isCloseTo(Math.pow(0.025, 0.01), within(1e-12));
        assertThat(all.high()).isEqualTo(1);
        ClopperPearson none = ClopperPearson.of(0, 100, 0.95);
        assertThat(none.low()).isZero();
        assertThat(none.high()).isCloseTo(1 - Math.pow(0.025, 0.01), within(1e-12));
    }

    /** The binomial tails at the ends are 2.5 % each, by summation of the terms. */
    @ParameterizedTest
    @CsvSource({"1, 10", "7, 10", "9, 10", "95, 100", "180, 200"})
    void of_counts_leavesTwoAndAHalfPercentInEachTail(int within, int total) {
        ClopperPearson interval = ClopperPearson.of(within, total, 0.95);
        assertThat(atLeast(within, total, interval.low())).isCloseTo(0.025, within(1e-9));
        assertThat(1 - atLeast(within + 1, total, interval.high())).isCloseTo(0.025, within(1e-9));
        assertThat(interval.share()).isEqualTo((double) within / total);
    }

    private static double atLeast(int k, int n, double p) {
        double sum = 0;
        double term = Math.pow(1 - p, n);
        for (int i = 0; i <= n; i++) {
            sum += i >= k ? term : 0;
            term *= (double) (n - i) / (i + 1) * p / (1 - p);
        }
        return sum;
    }

    @Test
    void of_manyMillions_isNarrowAndFinite() {
        ClopperPearson interval = ClopperPearson.of(288_000_000L - 2_880_000, 288_000_000L, 0.95);
        double half = 1.959964 * Math.sqrt(0.99 * 0.01 / 288e6);
        assertThat(interval.low()).isCloseTo(0.99 - half, within(1e-8));
        assertThat(interval.high()).isCloseTo(0.99 + half, within(1e-8));
    }

    @Test
    void of_nothing_knowsNothing() {
        assertThat(ClopperPearson.of(0, 0, 0.95)).isEqualTo(new ClopperPearson(0, 0, 0, 1));
        assertThat(ClopperPearson.of(0, 0, 0.95).share()).isNaN();
    }

    @Test
    void of_wrongInput_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClopperPearson.of(3, 2, 0.95))
                .withMessage("within was 3 but must be from 0 to total, 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClopperPearson.of(1, 2, 1))
                .withMessage("confidence was 1.0 but must be between 0 and 1");
    }

    /** From printed tables of Student's distribution. */
    @ParameterizedTest
    @CsvSource({"0.005, 10, 3.1693", "0.0005, 10, 4.5869", "0.01, 9, 2.8214", "0.025, 5, 2.5706", "0.025, 1, 12.7062"})
    void studentT_tables_agree(double above, double freedom, double t) {
        assertThat(StudentT.exceededBy(above, freedom)).isCloseTo(t, within(1e-4));
    }
}
