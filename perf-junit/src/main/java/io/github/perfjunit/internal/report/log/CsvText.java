// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import io.github.perfjunit.internal.report.text.PlainText;

/** Foreign text in a CSV file. */
final class CsvText {

    /** What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection"), full-width forms included. */
    private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

    private CsvText() {}

    /**
     * Makes a text harmless: one line, bounded, and with an apostrophe before what a spreadsheet would run as a formula.
     */
    static String of(String text, int longest) {
        String plain = PlainText.of(text, longest).strip();
        return !plain.isEmpty() && FORMULA.indexOf(plain.charAt(0)) >= 0 ? "'" + plain : plain;
    }
}
