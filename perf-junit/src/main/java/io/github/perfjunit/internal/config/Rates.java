// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.metrics.RateText;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Rates as people write them: a number, a slash and {@code s}, {@code sec}, {@code min}, {@code m} or {@code h}, such as
 * {@code 200/s} or {@code 10000/min}; at most a million a second.
 */
public final class Rates {

    /** Highest rate a second. */
    static final double MAX = 1e6;

    private Rates() {}

    /**
     * Reads a rate.
     *
     * @param text such as {@code 200/s}; blanks around it are ignored
     * @return how many a second, zero or more
     * @throws BadValueException if it is not one
     */
    public static double parse(String text) {
        double perSecond = RateText.perSecond(text)
                .orElseThrow(() -> new BadValueException(text, "be a rate such as 200/s, 10000/min or 5/h"));
        if (perSecond > MAX) {
            throw new BadValueException(text, "be at most 1000000/s");
        }
        return perSecond;
    }

    /**
     * Reads a rate that may not be zero.
     *
     * @param text such as {@code 200/s}
     * @return how many a second, above zero
     * @throws BadValueException if it is not one
     */
    public static double parsePositive(String text) {
        double parsed = parse(text);
        if (parsed == 0) {
            throw new BadValueException(text, "be above 0/s");
        }
        return parsed;
    }

    /**
     * Writes a rate with the smallest unit in which it needs no more than three decimals.
     *
     * @param perSecond how many a second
     * @return such as {@code 200/s} or {@code 5/h}; rounded to three decimals an hour at worst
     */
    public static String format(double perSecond) {
        for (String unit : new String[] {"s", "min"}) {
            double value = perSecond * RateText.seconds(unit);
            if (Math.abs(value * 1000 - Math.rint(value * 1000)) < 1e-6 * Math.max(1, value)) {
                return plain(value) + "/" + unit;
            }
        }
        return plain(perSecond * 3600) + "/h";
    }

    /** Writes a number with at most three decimals and no exponent. */
    static String plain(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
