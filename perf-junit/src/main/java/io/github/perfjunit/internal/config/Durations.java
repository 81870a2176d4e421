// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: whole numbers with units {@code d h m s ms us ns} in falling order, each at most
 * once, such as {@code 250ms}, {@code 2s} or {@code 1h30m}; at most 365 days.
 */
public final class Durations {

    /** Longest duration; it keeps all sums of nanoseconds within a long. */
    static final Duration MAX = Duration.ofDays(365);

    private static final String[] UNITS = {"d", "h", "m", "s", "ms", "us", "ns"};
    private static final long[] NANOS = {
        86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000, 1_000_000, 1_000, 1
    };
    private static final Pattern FORM = Pattern.compile(
            "(?:(\\d{1,18})d)?(?:(\\d{1,18})h)?(?:(\\d{1,18})m(?!s))?(?:(\\d{1,18})s)?(?:(\\d{1,18})ms)?(?:(\\d{1,18})us)?(?:(\\d{1,18})ns)?");

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @param text such as {@code 1h30m}; blanks around it are ignored
     * @return zero or more
     * @throws BadValueException if it is not one
     */
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (text.isBlank() || !matcher.matches()) {
            throw new BadValueException(text, "be a duration such as 250ms, 2s, 10m or 1h30m");
        }
        Duration sum = Duration.ZERO;
        for (int unit = 0; unit < UNITS.length; unit++) {
            String digits = matcher.group(unit + 1);
            if (digits != null) {
                long count = Long.parseLong(digits);
                if (count > MAX.toNanos() / NANOS[unit]) {
                    throw tooLong(text);
                }
                sum = sum.plusNanos(count * NANOS[unit]);
            }
        }
        if (sum.compareTo(MAX) > 0) {
            throw tooLong(text);
        }
        return sum;
    }

    /**
     * Reads a duration that may not be zero.
     *
     * @param text such as {@code 1h30m}
     * @return above zero
     * @throws BadValueException if it is not one
     */
    public static Duration parsePositive(String text) {
        Duration parsed = parse(text);
        if (parsed.isZero()) {
            throw new BadValueException(text, "be above 0s");
        }
        return parsed;
    }

    private static BadValueException tooLong(String text) {
        return new BadValueException(text, "be at most 365d");
    }

    /**
     * Writes a duration so that {@link #parse(String)} reads it.
     *
     * @param duration zero or more
     * @return the shortest form, such as {@code 2m} or {@code 1h30m}
     */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        long rest = duration.toNanos();
        for (int unit = 0; unit < UNITS.length; unit++) {
            if (rest >= NANOS[unit]) {
                text.append(rest / NANOS[unit]).append(UNITS[unit]);
                rest %= NANOS[unit];
            }
        }
        return text.toString();
    }
}
