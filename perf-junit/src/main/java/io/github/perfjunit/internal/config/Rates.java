// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.metrics.RateText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Rates as people write them: a number, a slash and {@code s}, {@code sec}, {@code min}, {@code m} or {@code h}, such as
 * {@code 200/s} or {@code 10000/min}; at most a million a second.
 */
public final class Rates {

    /** Highest rate a second. */
    static final double MAX = 1e6;

    /** Relative difference that comes from the arithmetic of units alone. */
    private static final double EXACT = 1e-12;

    private static final MathContext SIGNIFICANT = new MathContext(6, RoundingMode.HALF_UP);

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
     * Writes a rate so that {@link #parse(String)} reads it, with the smallest unit in which it needs no more than three
     * decimals, or else nine.
     *
     * @param perSecond how many a second
     * @return such as {@code 200/s} or {@code 5/h}; rounded if nine decimals are not enough, but never to zero
     */
    public static String format(double perSecond) {
        for (int decimals : new int[] {3, 9}) {
            for (String unit : new String[] {"s", "min", "h"}) {
                double value = perSecond * RateText.seconds(unit);
                BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
                if (Math.abs(rounded.doubleValue() - value) <= EXACT * value) {
                    return text(rounded) + "/" + unit;
                }
            }
        }
        return text(BigDecimal.valueOf(perSecond * RateText.seconds("h")).round(SIGNIFICANT)) + "/h";
    }

    private static String text(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
