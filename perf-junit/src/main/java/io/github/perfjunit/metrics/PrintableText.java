// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Makes text of unknown origin safe to show: one line of bounded length, without characters that could mislead a
 * terminal, a log or a reader. For the packages of this library.
 *
 * @since 0.1
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PrintableText {

    private static final String CUT = "...";
    private static final Pattern SQL_STATE = Pattern.compile("SQLState [0-9A-Z]{5}");

    private PrintableText() {}

    /**
     * Replaces line breaks and tabs by spaces, and other control characters, invisible and direction marks and lone
     * surrogates by question marks; shortens the rest.
     *
     * @param text any text
     * @param longest most characters of the result, at least 4
     * @return one line of at most that many characters, ending in {@code ...} if something was cut off
     */
    public static String oneLine(String text, int longest) {
        // A code point yields at most two chars, so this much is enough to know whether the rest must be cut off.
        int read = Math.min(text.length(), 2 * longest + 2);
        StringBuilder plain = new StringBuilder();
        text.substring(0, read).codePoints().forEach(c -> plain.appendCodePoint(harmless(c)));
        return shorten(plain.toString(), longest);
    }

    /**
     * Makes a message safe to show as {@link #oneLine} does, but where it is too long it keeps its SQLState, which tells
     * more than the words before it.
     *
     * @param message any text, such as {@code unique constraint violated (SQLState 23505, table paid)}
     * @param longest most characters of the result, at least 32
     * @return one line of at most that many characters
     */
    public static String errorLine(String message, int longest) {
        String line = oneLine(message, longest);
        Matcher state = SQL_STATE.matcher(message);
        if (!state.find() || line.contains(state.group())) {
            return line;
        }
        String kept = " (" + state.group() + ")";
        return oneLine(message, longest - kept.length()) + kept;
    }

    /**
     * Makes a text safe to show as {@link #oneLine} does, and white space of any kind and length one blank; there is none
     * at the ends.
     *
     * @param text any text
     * @param longest most {@code char}s of the result, at least 4
     * @return one line of at most that many {@code char}s, ending in {@code ...} if something was cut off
     */
    public static String compact(String text, int longest) {
        StringBuilder out = new StringBuilder();
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                space = out.length() > 0;
                continue;
            }
            if (out.length() + (space ? 1 : 0) + Character.charCount(c) > longest) {
                return cut(out, longest - CUT.length()) + CUT;
            }
            if (space) {
                out.append(' ');
                space = false;
            }
            out.appendCodePoint(harmless(c));
        }
        return out.toString();
    }

    private static String cut(StringBuilder text, int length) {
        int end = Math.max(0, Math.min(text.length(), length));
        boolean splitsPair = end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, splitsPair ? end - 1 : end);
    }

    /**
     * Shortens a text that is too long.
     *
     * @param text safe text
     * @param longest most characters of the result, at least 4
     * @return the text, or its beginning and {@code ...}
     */
    public static String shorten(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - CUT.length())) + CUT;
    }

    /**
     * Makes control characters, line ends, invisible and direction marks and lone surrogates visible as {@code \\u001b},
     * for messages about a value that was given; shortens the rest.
     *
     * @param text any text
     * @param longest most characters of the text that are shown
     * @return one line, ending in {@code ...} if something was cut off
     */
    public static String escaped(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> {
            if (isInvisible(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > longest
                ? shown.append(CUT).toString()
                : shown.toString();
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
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
