// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/**
 * Reads the date of an {@code Expires} attribute by RFC 6265, section 5.1.1: with its parts in any order and any
 * separators between them.
 */
final class CookieDate {

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int UNKNOWN = -1;

    private int hour = UNKNOWN;
    private int minute;
    private int second;
    private int day = UNKNOWN;
    private int month = UNKNOWN;
    private int year = UNKNOWN;

    private CookieDate() {}

    /** Returns the milliseconds since 1970, in UTC; empty if the text is no date. */
    static OptionalLong parse(String text) {
        CookieDate date = new CookieDate();
        int end = 0;
        while (end < text.length()) {
            int start = end;
            while (start < text.length() && isDelimiter(text.charAt(start))) {
                start++;
            }
            end = start;
            while (end < text.length() && !isDelimiter(text.charAt(end))) {
                end++;
            }
            date.take(text.substring(start, end));
        }
        return date.millis();
    }

    private static boolean isDelimiter(char c) {
        return c == '\t'
                || (c >= 0x20 && c <= 0x2F)
                || (c >= 0x3B && c <= 0x40)
                || (c >= 0x5B && c <= 0x60)
                || (c >= 0x7B && c <= 0x7E);
    }

    // Each token is the first part that it matches and that is still missing.
    private void take(String token) {
        if (hour == UNKNOWN && takeTime(token)) {
            return;
        }
        if (day == UNKNOWN) {
            day = number(token, 1, 2);
            if (day != UNKNOWN) {
                return;
            }
        }
        if (month == UNKNOWN) {
            month = month(token);
            if (month != UNKNOWN) {
                return;
            }
        }
        if (year == UNKNOWN) {
            year = number(token, 2, 4);
        }
    }

    private boolean takeTime(String token) {
        int first = token.indexOf(':');
        int last = token.indexOf(':', first + 1);
        if (first < 0 || last < 0) {
            return false;
        }
        int hours = wholeNumber(token.substring(0, first));
        int minutes = wholeNumber(token.substring(first + 1, last));
        int seconds = number(token.substring(last + 1), 1, 2);
        boolean isTime = hours != UNKNOWN && minutes != UNKNOWN && seconds != UNKNOWN;
        if (isTime) {
            hour = hours;
            minute = minutes;
            second = seconds;
        }
        return isTime;
    }

    private static int month(String token) {
        for (int i = 0; i < MONTHS.length(); i += 3) {
            if (token.regionMatches(true, 0, MONTHS, i, 3)) {
                return i / 3 + 1;
            }
        }
        return UNKNOWN;
    }

    private static int wholeNumber(String field) {
        return field.chars().allMatch(c -> c >= '0' && c <= '9') ? number(field, 1, 2) : UNKNOWN;
    }

    /** Reads so many digits with no further one behind them; what else follows does not matter. */
    private static int number(String token, int least, int most) {
        int value = 0;
        int end = 0;
        while (end < token.length() && token.charAt(end) >= '0' && token.charAt(end) <= '9') {
            if (end == most) {
                return UNKNOWN;
            }
            value = 10 * value + token.charAt(end) - '0';
            end++;
        }
        return end < least ? UNKNOWN : value;
    }

    private OptionalLong millis() {
        if (hour == UNKNOWN || day == UNKNOWN || month == UNKNOWN || year == UNKNOWN) {
            return OptionalLong.empty();
        }
        int fullYear = year;
        if (year <= 69) {
            fullYear += 2000;
        } else if (year <= 99) {
            fullYear += 1900;
        }
        boolean exists = fullYear >= 1601
                && hour <= 23
                && minute <= 59
                && second <= 59
                && day >= 1
                && day <= YearMonth.of(fullYear, month).lengthOfMonth();
        if (!exists) {
            return OptionalLong.empty();
        }
        long seconds =
                LocalDate.of(fullYear, month, day).atTime(hour, minute, second).toEpochSecond(ZoneOffset.UTC);
        return OptionalLong.of(seconds * 1000);
    }
}
