// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.http;

/** Foreign texts in messages. */
final class PrintableText {

    private static final int LONGEST = 100;

    private PrintableText() {}

    /** Cuts a text and makes control characters visible. */
    static String text(String foreign) {
        StringBuilder shown = new StringBuilder();
        foreign.codePoints().limit(LONGEST).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return foreign.codePointCount(0, foreign.length()) > LONGEST
                ? shown.append("...").toString()
                : shown.toString();
    }
}
