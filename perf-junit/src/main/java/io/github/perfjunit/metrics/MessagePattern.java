// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.Set;

/**
 * Replaces the numbers of a message by {@code #}, so that messages that differ only in their numbers are equal.
 *
 * <p>Numbers are digits with separators, a sign and an exponent, durations with their unit or in ISO 8601, addresses,
 * UUIDs, and hexadecimal words. One pass, no regular expressions: a load in which every request fails calls this for
 * each.
 */
final class MessagePattern {

    private static final Set<String> TIME_UNITS = Set.of(
            "ns",
            "us",
            "\u00b5s",
            "\u03bcs",
            "ms",
            "s",
            "sec",
            "secs",
            "second",
            "seconds",
            "m",
            "min",
            "mins",
            "minute",
            "minutes",
            "h",
            "hour",
            "hours",
            "d",
            "day",
            "days",
            "millis",
            "milliseconds",
            "nanos",
            "nanoseconds",
            "micros",
            "microseconds");

    private static final int HEX_GROUP = 4;

    private final String text;
    private final StringBuilder out;
    private int at;

    private MessagePattern(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    static String of(String message) {
        return new MessagePattern(message).mask();
    }

    private String mask() {
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean begins = at == 0 || !isWord(text.charAt(at - 1));
            if (begins && (address() || hex() || number() || isoDuration() || literal())) {
                continue;
            }
            if (isDigit(c)) { // within a word
                at = digits(at);
                put();
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private void put() {
        out.append('#');
    }

    /** Takes a decimal number with its sign, separators, exponent and unit of time. */
    private boolean number() {
        int end = signed(at);
        if (end < 0) {
            return false;
        }
        at = end;
        put();
        units();
        return true;
    }

    /** Returns the end of a decimal number that is no part of a longer word; -1 if there is none. */
    private int signed(int from) {
        boolean sign = is(from, '-') || is(from, '+');
        int end = magnitude(sign ? from + 1 : from);
        return end < 0 || (end < text.length() && isWord(text.charAt(end)) && unit(end) < 0) ? -1 : end;
    }

    private int magnitude(int from) {
        int end = digits(from);
        if (end == from) {
            if (!is(from, '.') || digits(from + 1) == from + 1) {
                return -1;
            }
            end = digits(from + 1);
        }
        while (end + 1 < text.length() && isSeparator(text.charAt(end)) && isDigit(text.charAt(end + 1))) {
            end = digits(end + 1);
        }
        return exponent(end);
    }

    private int exponent(int from) {
        if (!is(from, 'e') && !is(from, 'E')) {
            return from;
        }
        int digits = is(from + 1, '-') || is(from + 1, '+') ? from + 2 : from + 1;
        int end = digits(digits);
        return end == digits ? from : end;
    }

    /** Skips units of time, and the parts of a duration such as {@code 1h30m} or {@code 1 min 5 s}. */
    private void units() {
        for (int end = unit(at); end >= 0; end = unit(at)) {
            at = end;
            int next = magnitude(is(at, ' ') ? at + 1 : at);
            if (next < 0 || unit(next) < 0) {
                return;
            }
            at = next;
        }
    }

    /** Returns the end of a unit of time, with at most one blank before it; -1 if there is none. */
    private int unit(int from) {
        int begin = is(from, ' ') ? from + 1 : from;
        int end = begin;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        if (end == begin || end - begin > 12 || !TIME_UNITS.contains(text.substring(begin, end))) {
            return -1;
        }
        boolean ends =
                end == text.length() || !isWord(text.charAt(end)) || (isDigit(text.charAt(end)) && begin == from);
        return ends ? end : -1;
    }

    /** Takes an ISO 8601 duration such as {@code PT1.5S} or {@code P1DT2H}. */
    private boolean isoDuration() {
        if (!is(at, 'P')) {
            return false;
        }
        int end = at + 1;
        boolean any = false;
        while (end < text.length()) {
            if (is(end, 'T')) {
                end++;
                continue;
            }
            int part = magnitude(is(end, '-') ? end + 1 : end);
            if (part < 0 || part >= text.length() || "YMWDHS".indexOf(text.charAt(part)) < 0) {
                break;
            }
            end = part + 1;
            any = true;
        }
        if (!any || (end < text.length() && isWord(text.charAt(end)))) {
            return false;
        }
        at = end;
        put();
        return true;
    }

    /** Takes a word of hexadecimal digits, a UUID, or other such groups joined by hyphens. */
    private boolean hex() {
        int end = at;
        int groups = 0;
        boolean digit = false;
        boolean letter = false;
        boolean joined = isHexDigit(text.charAt(at));
        while (joined) {
            int group = end;
            while (group < text.length() && isHexDigit(text.charAt(group))) {
                digit |= isDigit(text.charAt(group));
                letter |= !isDigit(text.charAt(group));
                group++;
            }
            boolean whole = group - end >= HEX_GROUP && (group == text.length() || !isWord(text.charAt(group)));
            if (!whole) {
                break;
            }
            groups++;
            end = group;
            joined = is(end, '-');
            end += joined ? 1 : 0;
        }
        if (groups > 0 && is(end - 1, '-')) {
            end--; // it joined no further group
        }
        boolean prefixed = at > 0 && is(at - 1, '@'); // the identity of an object
        // Words such as added have letters from a to f alone, and a number without them may have a sign or a unit.
        boolean number = digit && (letter || groups > 1) && !isExponent(end);
        if (groups == 0 || !(number || prefixed)) {
            return false;
        }
        at = end;
        put();
        return true;
    }

    /** Returns whether the text that ends here begins a number such as {@code 1234e-3}. */
    private boolean isExponent(int end) {
        return (is(end - 1, 'e') || is(end - 1, 'E'))
                && (is(end, '-') || is(end, '+'))
                && digits(end + 1) > end + 1
                && magnitude(at) > end;
    }

    /** Takes a hexadecimal number such as {@code 0x1f}. */
    private boolean literal() {
        if (!is(at, '0') || !(is(at + 1, 'x') || is(at + 1, 'X'))) {
            return false;
        }
        int end = at + 2;
        while (end < text.length() && isHexDigit(text.charAt(end))) {
            end++;
        }
        if (end == at + 2) {
            return false;
        }
        at = end;
        put();
        return true;
    }

    /** Takes an address of IP version 6: at least two colons between hexadecimal digits, and a digit among them. */
    private boolean address() {
        int end = at;
        int colons = 0;
        boolean digit = false;
        while (end < text.length() && (isHexDigit(text.charAt(end)) || is(end, ':'))) {
            colons += is(end, ':') ? 1 : 0;
            digit |= isDigit(text.charAt(end));
            end++;
        }
        while (end > at && is(end - 1, ':')) {
            end--; // of the sentence
            colons--;
        }
        if (colons < 2 || !digit || (end < text.length() && isWord(text.charAt(end)))) {
            return false;
        }
        at = end;
        put();
        return true;
    }

    private int digits(int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean is(int index, char c) {
        return index >= 0 && index < text.length() && text.charAt(index) == c;
    }

    private static boolean isSeparator(char c) {
        return c == '.' || c == ',' || c == '\'' || c == '_';
    }

    private static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c > 127 && Character.isDigit(c));
    }

    private static boolean isHexDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
