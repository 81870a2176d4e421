// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import io.github.perfjunit.internal.report.text.PlainText;

/** Text of unknown origin in a CSV file. */
final class CsvText {

    /** Characters that begin a formula in a spreadsheet (OWASP, "CSV Injection"), full-width forms included. */
    private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

    private CsvText() {}

    /**
     * Makes a text safe: one line, of bounded length, and with an apostrophe before text that a spreadsheet would run
     * as a formula.
     */
    static String of(String text, int longest) {
        String plain = PlainText.of(text, longest).strip();
        return !plain.isEmpty() && FORMULA.indexOf(plain.charAt(0)) >= 0 ? "'" + plain : plain;
    }
}
