// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.TestFigures;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SloTextTests {

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("plain", "plain"),
                arguments(" a\t\r\n b ", "a b"),
                arguments("\u001b[31mred\u0007", "?[31mred?"),
                arguments("a\u202eb\u2028c", "a?b c"),
                arguments("\ud800x\ufffe", "?x?"),
                arguments("0123456789", "0123456789"),
                arguments("0123456789a", "0123456..."),
                arguments("012345678 9", "0123456..."),
                arguments("012345\ud83d\ude00\ud83d\ude00\ud83d\ude00", "012345..."));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void foreignText_cleaned_isOneBoundedLine(String text, String clean) {
        assertThat(SloText.clean(text, 10)).isEqualTo(clean);
    }

    @Test
    void longText_cleaned_isBounded() {
        assertThat(SloText.clean("x".repeat(1_000_000), 60)).hasSize(60).endsWith("x...");
    }

    @ParameterizedTest
    @CsvSource({
        "612, 500, ms, 612 ms",
        "500.2, 500, ms, 500.2 ms",
        "500.0004, 500, ms, 500.0004 ms",
        "1001, 1000, ms, 1.001 s",
        "399.7, 400, /s, 399.7/s",
        "0.1002, 0.1, %, 0.1002 %",
        "500, 500, ms, 500 ms",
        "12, 0, '', 12",
        "NaN, 1, ms, -"
    })
    void value_besideItsLimit_hasEnoughDigits(double value, double limit, String unit, String text) {
        assertThat(TestFigures.verdict("s", "m", "<=", limit, value, unit, State.MISSED, 1, null, "")
                        .valueText())
                .isEqualTo(text);
    }

    @Test
    void noNames_listed_areNone() {
        assertThat(SloText.unknown("request", SloText.names(List.of()))).isEqualTo("no such request; there are: none");
    }
}
