// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTextTests {

    private static final String HOSTILE = "a\tb\r\nc\u001b[1m\u202Ed\u0000\u2028e";

    @Test
    void oneLine_replacesWhatCouldMislead() {
        assertThat(PrintableText.oneLine(HOSTILE + "\uD800", 100)).isEqualTo("a b  c?[1m?d? e?");
        assertThat(PrintableText.oneLine("😀😀😀😀😀😀", 5)).isEqualTo("😀😀...");
        assertThat(PrintableText.oneLine("x".repeat(1_000_000), 5)).isEqualTo("xx...");
    }

    @Test
    void errorLine_thatIsTooLong_keepsItsSqlState() {
        String message = "unique constraint violated (SQLState 23505, table paid, constraint paid_pkey)";

        assertThat(PrintableText.errorLine(message, 100)).isEqualTo(message);
        assertThat(PrintableText.errorLine(message, 60))
                .isEqualTo("unique constraint violated (SQLState 23505, table paid, c...");
        assertThat(PrintableText.errorLine(message, 40)).isEqualTo("unique constraint vi... (SQLState 23505)");
        assertThat(PrintableText.errorLine("insert into a: " + message, 45)).hasSizeLessThanOrEqualTo(45);
        assertThat(PrintableText.errorLine("x".repeat(50), 40)).isEqualTo("x".repeat(37) + "...");
    }

    @Test
    void compact_leavesOneBlankForAllWhiteSpace() {
        assertThat(PrintableText.compact(" " + HOSTILE + "\uD800 \n", 100)).isEqualTo("a b c?[1m?d? e?");
        assertThat(PrintableText.compact("x".repeat(1_000_000), 5)).isEqualTo("xx...");
        assertThat(PrintableText.compact("12345  6", 7)).isEqualTo("12345 6");
        assertThat(PrintableText.compact("😀😀😀😀", 7)).isEqualTo("😀😀...");
    }

    @Test
    void escaped_showsWhatCouldMislead() {
        assertThat(PrintableText.escaped(HOSTILE, 100))
                .isEqualTo("a\\u0009b\\u000d\\u000ac\\u001b[1m\\u202ed\\u0000\\u2028e");
        assertThat(PrintableText.escaped("😀😀😀", 2)).isEqualTo("😀😀...");
        assertThat(PrintableText.escaped("😀😀", 2)).isEqualTo("😀😀");
        assertThat(PrintableText.escaped("a\uD800b\uE000", 9)).isEqualTo("a\\ud800b\\ue000");
    }
}
