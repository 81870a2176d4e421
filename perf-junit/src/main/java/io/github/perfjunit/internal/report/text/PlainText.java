// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.text;

import io.github.perfjunit.metrics.PrintableText;

/** Makes text of unknown origin safe to show: one line of bounded length without control characters. */
public final class PlainText {

    private PlainText() {}

    /**
     * Replaces line breaks and tabs by spaces, and characters that could mislead a terminal, a log or a reader (control
     * characters, invisible and direction marks, lone surrogates) by question marks; shortens the rest.
     *
     * @param text any text
     * @param longest most characters of the result, at least 4
     * @return one line of at most that many characters, ending in {@code ...} if something was cut off
     */
    public static String of(String text, int longest) {
        return PrintableText.oneLine(text, longest);
    }

    /**
     * Makes a message safe to show as {@link #of} does, but where it is too long it keeps its SQLState.
     *
     * @param message any text
     * @param longest most characters of the result, at least 32
     * @return one line of at most that many characters
     */
    public static String error(String message, int longest) {
        return PrintableText.errorLine(message, longest);
    }

    /**
     * Shortens a text that is too long.
     *
     * @param text safe text
     * @param longest most characters of the result, at least 4
     * @return the text, or its beginning and {@code ...}
     */
    public static String shorten(String text, int longest) {
        return PrintableText.shorten(text, longest);
    }

    /**
     * Counts the columns of a text.
     *
     * @param text safe text
     * @return its code points
     */
    public static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * Fills a text with blanks on its right.
     *
     * @param text safe text
     * @param width columns of the result
     * @return the text, at least that wide
     */
    public static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /**
     * Fills a text with blanks on its left.
     *
     * @param text safe text
     * @param width columns of the result
     * @return the text, at least that wide
     */
    public static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }
}
