// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.ObjectiveResult.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureFormatTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "0.0003, 0.3 us",
        "0.0044, 4.4 us",
        "0.01, 0.01 ms",
        "0.0123, 0.012 ms",
        "0.123, 0.12 ms",
        "2.634, 2.63 ms",
        "612.4, 612 ms",
        "999.4, 999 ms",
        "1400, 1.4 s"
    })
    void time_hasThreeDigits_andIsNeverZeroUnlessItIs(double millis, String text) {
        assertThat(FigureFormat.millis(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 %",
        "0.0044, 0.0044 %",
        "0.00004, 0.00004 %",
        "0.452, 0.45 %",
        "4.4, 4.4 %",
        "99.94, 99.9 %",
        "99.96, 99.96 %",
        "99.9996, 99.9996 %",
        "99.99999, 99.99999 %",
        "100, 100 %"
    })
    void share_isNeverRoundedToNoneOrAll(double percent, String text) {
        assertThat(FigureFormat.percent(percent)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "980, 980 B", "1024, 1 KiB", "59712, 58.3 KiB", "1468006, 1.4 MiB", "3e9, 2.79 GiB"})
    void size_isInItsLargestUnit(double bytes, String text) {
        assertThat(FigureFormat.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0/s", "0.00277, 0.0028/s", "37.12, 37.1/s", "4567.8, '4,568/s'"})
    void rate_isNeverZeroUnlessItIs(double perSecond, String text) {
        assertThat(FigureFormat.rate(perSecond)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "300, ms, 300 ms",
        "299.9995, ms, 299.9995 ms",
        "1500, ms, 1.5 s",
        "0.001, ms, 1 us",
        "0.1, ms, 0.1 ms",
        "0.001, %, 0.001 %",
        "50, %, 50 %",
        "380, /s, 380/s",
        "12, '', 12",
        "1000, '', '1,000'"
    })
    void limit_isNeverRounded(double limit, String unit, String text) {
        assertThat(ObjectiveResult.limitText(limit, unit)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "300.155, 300, 300ms, ms, 300.2 ms",
        "299.9998, 299.9995, 299.9995ms, ms, 300 ms",
        "300.149, 300.1, 300.1ms, ms, 300.15 ms",
        "1000.4, 1000, 1s, ms, 1.0004 s",
        "0.0009, 0.0008, 0.8us, ms, 0.9 us",
        "0.0011, 0.001, 0.001%, %, 0.0011 %",
        "0.00000004, 0, 0%, %, 0.00000004 %"
    })
    void miss_isToldFromItsLimit(double value, double limit, String limitText, String unit, String text) {
        assertThat(verdict("<=", value, limit, limitText, unit)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.00277, 0.0027778, 10/h, 9.97/h",
        "0.0027777, 0.002777777777777778, 10/h, 9.9997/h",
        "1.5, 1.6667, 100/min, 90/min",
        "379.96, 380, 380/s, 379.96/s",
        "4567.8, 4568, 4568/s, 4567.8/s"
    })
    void missedRate_isWrittenInTheUnitOfItsLimit(double value, double limit, String limitText, String text) {
        assertThat(verdict(">=", value, limit, limitText, "/s")).isEqualTo(text);
    }

    private static String verdict(String operator, double value, double limit, String limitText, String unit) {
        return new ObjectiveResult(
                        Scope.ALL_REQUESTS,
                        Measure.of(Measure.Kind.EXTRA, "m"),
                        operator,
                        limit,
                        limitText,
                        value,
                        unit,
                        State.MISSED,
                        1,
                        null,
                        "")
                .valueText();
    }
}
