// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.text;

/** Makes foreign text harmless where it is shown: one line, no control characters, bounded. */
public final class PlainText {

    private static final String CUT = "...";

    private PlainText() {}

    /**
     * Replaces line breaks and tabs by spaces, and what a terminal, a log or a reader could be misled by (control
     * characters, invisible and direction marks, lone surrogates) by question marks; shortens the rest.
     *
     * @param text any text
     * @param longest most characters of the result, at least 4
     * @return one line of at most that many characters, ending in {@code ...} if something was cut off
     */
    public static String of(String text, int longest) {
        // A code point yields at most two chars, so this much is enough to know whether the rest must be cut off.
        int read = Math.min(text.length(), 2 * longest + 2);
        StringBuilder plain = new StringBuilder();
        text.substring(0, read).codePoints().forEach(c -> plain.appendCodePoint(harmless(c)));
        return shorten(plain.toString(), longest);
    }

    /**
     * Cuts a text off where it is too long.
     *
     * @param text harmless text
     * @param longest most characters of the result, at least 4
     * @return the text, or its beginning and {@code ...}
     */
    public static String shorten(String text, int longest) {
        return width(text) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - CUT.length())) + CUT;
    }

    /**
     * Counts the columns of a text.
     *
     * @param text harmless text
     * @return its code points
     */
    public static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * Fills a text with blanks on its right.
     *
     * @param text harmless text
     * @param width columns of the result
     * @return the text, at least that wide
     */
    public static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /**
     * Fills a text with blanks on its left.
     *
     * @param text harmless text
     * @param width columns of the result
     * @return the text, at least that wide
     */
    public static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    private static int harmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> ' ';
            case Character.CONTROL -> codePoint == '\n' || codePoint == '\r' || codePoint == '\t' ? ' ' : '?';
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> '?';
            default -> codePoint;
        };
    }
}
