// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.util.random.RandomGenerator;

/**
 * Random whole numbers of a range, both bounds included, distributed as pgbench distributes them.
 *
 * <p>The definitions are those of the PostgreSQL documentation, "pgbench: Built-in Functions" (of version 17).
 */
public final class Draws {

    /** pgbench's bounds of the zipfian parameter since PostgreSQL 13; its older algorithm for (0, 1) is gone. */
    static final double LEAST_ZIPFIAN = 1.001;

    static final double MOST_ZIPFIAN = 1000;
    /** pgbench's lower bound of the gaussian parameter: below it too many draws would be thrown away. */
    static final double LEAST_GAUSSIAN = 2;

    private static final double LN_2 = Math.log(2);
    private static final double TWO_TO_63 = 0x1p63;

    private Draws() {}

    /**
     * Checks bounds.
     *
     * @throws IllegalArgumentException with a text that shows no values, which may be a user's
     */
    public static void checkRange(long min, long max) {
        if (min > max) {
            throw new IllegalArgumentException("the lower bound must not be above the upper one");
        }
        if (max - min < 0 || max - min == Long.MAX_VALUE) {
            throw new IllegalArgumentException("the bounds must not be further apart than 9223372036854775806");
        }
    }

    /** Checks the parameter of {@link #zipfian}. */
    public static void checkZipfian(double parameter) {
        if (!(parameter >= LEAST_ZIPFIAN && parameter <= MOST_ZIPFIAN)) {
            throw new IllegalArgumentException("the parameter must be from 1.001 to 1000");
        }
    }

    /** Checks the parameter of {@link #gaussian}. */
    public static void checkGaussian(double parameter) {
        if (!(parameter >= LEAST_GAUSSIAN) || Double.isInfinite(parameter)) {
            throw new IllegalArgumentException("the parameter must be at least 2 and finite");
        }
    }

    /** Checks the parameter of {@link #exponential}. */
    public static void checkExponential(double parameter) {
        if (!(parameter > 0) || Double.isInfinite(parameter)) {
            throw new IllegalArgumentException("the parameter must be above zero and finite");
        }
    }

    /** Draws so that all numbers are as likely. */
    public static long uniform(RandomGenerator random, long min, long max) {
        long count = max - min + 1;
        return min + (count <= Integer.MAX_VALUE ? random.nextInt((int) count) : random.nextLong(count));
    }

    /**
     * Draws number k of the range with a probability proportional to {@code 1 / k^parameter}.
     *
     * <p>By rejection: Luc Devroye, "Non-Uniform Random Variate Generation", Springer 1986, pages 550 and 551. It takes
     * more tries the nearer the parameter is to 1: for a million numbers 100 on average with 1.001, 11 with 1.01, 1.2 with 2.
     */
    public static long zipfian(RandomGenerator random, long min, long max, double parameter) {
        long count = max - min + 1;
        if (count == 1) {
            return min;
        }
        double power = parameter - 1;
        double scaleLess1 = Math.expm1(power * LN_2);
        while (true) {
            double x = Math.floor(Math.pow(random.nextDouble(), -1 / power));
            double height = random.nextDouble();
            if (x < TWO_TO_63 && (long) x <= count) {
                double ratioLess1 = Math.expm1(power * Math.log1p(1 / x)); // 1 + 1 / x is 1 for large numbers
                if (height * x * ratioLess1 / scaleLess1 <= (1 + ratioLess1) / (1 + scaleLess1)) {
                    return min - 1 + (long) x;
                }
            }
        }
    }

    /**
     * Draws along a bell around the middle of the range, cut off at {@code parameter} standard deviations on each side:
     * the larger it is, the narrower the bell.
     */
    public static long gaussian(RandomGenerator random, long min, long max, double parameter) {
        double deviations = random.nextGaussian();
        while (deviations < -parameter || deviations >= parameter) {
            deviations = random.nextGaussian();
        }
        return at((deviations + parameter) / (parameter * 2), min, max);
    }

    /** Draws with a density of {@code exp(-parameter * (x - min) / (max - min + 1))}: the first numbers are the likeliest. */
    public static long exponential(RandomGenerator random, long min, long max, double parameter) {
        double kept = -Math.expm1(-parameter); // of the whole density; exact where exp(-parameter) is nearly 1
        return at(-Math.log1p(-kept * random.nextDouble()) / parameter, min, max);
    }

    /** Returns the number at a fraction of the range; rounding must not lead out of it. */
    private static long at(double fraction, long min, long max) {
        long offset = (long) ((max - min + 1) * fraction);
        return min + Math.min(Math.max(offset, 0), max - min);
    }
}
