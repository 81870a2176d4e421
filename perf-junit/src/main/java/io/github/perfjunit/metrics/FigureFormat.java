// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How figures are written in messages, tables and reports: three significant digits, English, plain ASCII. A value
 * other than zero is never written as zero, and a share below 100 % never as 100 %.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FigureFormat {

    /** Times below it are written in microseconds. */
    static final double SHORTEST_MILLIS = 0.01;

    /** Times from here on are written in seconds. */
    static final double LONGEST_MILLIS = 999.5;

    private static final double KIBI = 1024;

    private static final int DIGITS = 3;
    private static final int DIGITS_OF_SMALL = 2;
    private static final int MOST_DECIMALS = 12;

    private FigureFormat() {}

    /**
     * Writes a duration in its unit, such as {@code 0.3 us}, {@code 2.63 ms}, {@code 612 ms}, {@code 1.4 s}.
     *
     * @param duration the duration
     * @return the text
     */
    public static String duration(Duration duration) {
        return millis(duration.toNanos() / 1e6);
    }

    /**
     * Writes a duration in its unit, such as {@code 0.3 us}, {@code 2.63 ms}, {@code 612 ms}, {@code 1.4 s}.
     *
     * @param millis the duration in milliseconds
     * @return the text
     */
    public static String millis(double millis) {
        double length = Math.abs(millis);
        if (length > 0 && length < SHORTEST_MILLIS) {
            return number(millis * 1000) + " us";
        }
        return length < LONGEST_MILLIS ? number(millis) + " ms" : number(millis / 1000) + " s";
    }

    /**
     * Writes a share in percent, such as {@code 0.21 %}.
     *
     * @param percent the share in percent
     * @return the text
     */
    public static String percent(double percent) {
        if (!(percent < 100)) {
            return number(percent) + " %";
        }
        BigDecimal shown = rounded(percent);
        BigDecimal exact = BigDecimal.valueOf(percent);
        for (int decimals = 2; shown.compareTo(BigDecimal.valueOf(100)) >= 0; decimals++) {
            shown = exact.setScale(decimals, decimals < MOST_DECIMALS ? RoundingMode.HALF_UP : RoundingMode.DOWN);
        }
        return plain(shown) + " %";
    }

    /**
     * Writes a rate, such as {@code 398/s}.
     *
     * @param perSecond the rate
     * @return the text
     */
    public static String rate(double perSecond) {
        return (perSecond >= 1000 ? count(Math.round(perSecond)) : number(perSecond)) + "/s";
    }

    /**
     * Writes a size in its unit, such as {@code 980 B}, {@code 58.3 KiB} or {@code 1.4 MiB}.
     *
     * @param bytes the size in bytes
     * @return the text
     */
    public static String bytes(double bytes) {
        String unit = bytesUnit(bytes);
        return number(bytes / bytesFactor(unit)) + " " + unit;
    }

    /** Returns the largest unit of which there is at least one. */
    static String bytesUnit(double bytes) {
        double size = Math.abs(bytes);
        if (size < KIBI) {
            return "B";
        }
        return size < KIBI * KIBI ? "KiB" : size < KIBI * KIBI * KIBI ? "MiB" : "GiB";
    }

    static double bytesFactor(String unit) {
        return switch (unit) {
            case "KiB" -> KIBI;
            case "MiB" -> KIBI * KIBI;
            case "GiB" -> KIBI * KIBI * KIBI;
            default -> 1;
        };
    }

    /**
     * Writes a number that need not be whole, such as {@code 14,312} or {@code 2.37}.
     *
     * @param value the number
     * @return the text
     */
    public static String amount(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? count((long) value) : number(value);
    }

    /**
     * Writes a count with commas between thousands, such as {@code 14,312}.
     *
     * @param count the count
     * @return the text
     */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /**
     * Writes a count with its noun, in the singular for one: {@code 1 error}, {@code 14,312 errors}.
     *
     * @param count the count
     * @param thing the noun, in the singular
     * @return the text
     */
    public static String count(long count, String thing) {
        return count(count) + " " + thing + (count == 1 ? "" : "s");
    }

    /**
     * Writes a time since the start, such as {@code 6:12} or {@code 1:06:12}.
     *
     * @param millis milliseconds since the start
     * @return minutes and seconds, hours before them from one hour on
     */
    public static String clock(long millis) {
        long seconds = millis / 1000;
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinite" : "-infinite";
        }
        return plain(rounded(value));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** Rounds to three digits with at most two decimals; values below 0.1 to two digits. */
    static BigDecimal rounded(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        if (exact.signum() != 0 && Math.abs(value) < 0.1) {
            return exact.round(new MathContext(DIGITS_OF_SMALL, RoundingMode.HALF_UP));
        }
        int whole = Math.max(1, exact.precision() - exact.scale());
        return exact.setScale(Math.max(0, DIGITS - whole), RoundingMode.HALF_UP);
    }
}
