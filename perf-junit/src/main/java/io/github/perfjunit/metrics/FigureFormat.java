// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How figures are written in messages, tables and reports: three significant digits, English, plain ASCII.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FigureFormat {

    private FigureFormat() {}

    /**
     * Writes a duration in milliseconds or seconds, such as {@code 2.63 ms}, {@code 612 ms}, {@code 1.4 s}.
     *
     * @param duration the duration
     * @return the text
     */
    public static String duration(Duration duration) {
        return millis(duration.toNanos() / 1e6);
    }

    /**
     * Writes a duration in milliseconds or seconds, such as {@code 2.63 ms}, {@code 612 ms}, {@code 1.4 s}.
     *
     * @param millis the duration in milliseconds
     * @return the text
     */
    public static String millis(double millis) {
        return Math.abs(millis) < 999.5 ? digits(millis) + " ms" : digits(millis / 1000) + " s";
    }

    /**
     * Writes a share in percent, such as {@code 0.21 %}.
     *
     * @param percent the share in percent
     * @return the text
     */
    public static String percent(double percent) {
        return digits(percent) + " %";
    }

    /**
     * Writes a rate, such as {@code 398/s}.
     *
     * @param perSecond the rate
     * @return the text
     */
    public static String rate(double perSecond) {
        return (perSecond >= 1000 ? count(Math.round(perSecond)) : digits(perSecond)) + "/s";
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
     * Writes a count and what is counted, in the singular for one: {@code 1 error}, {@code 14,312 errors}.
     *
     * @param count the count
     * @param thing what is counted, in the singular
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

    private static String digits(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinite" : "-infinite";
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        int whole = Math.max(1, exact.precision() - exact.scale());
        BigDecimal rounded = exact.setScale(Math.max(0, 3 - whole), RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
