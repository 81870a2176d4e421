// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.script.Draws;
import io.github.perfjunit.jdbc.internal.script.Permutation;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * How often each key of a range is drawn: which rows are hot.
 *
 * <p>The distributions and the bounds of their parameters are those of pgbench. Draw from the random numbers of the
 * virtual user, so that a run can be repeated:
 *
 * <pre>{@code
 * static final KeyDistribution ACCOUNTS = KeyDistribution.zipfian(1, 100_000, 1.1).spread();
 *
 * long account = ACCOUNTS.next(user.random());
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class KeyDistribution {

    private enum Shape {
        UNIFORM,
        ZIPFIAN,
        GAUSSIAN,
        EXPONENTIAL
    }

    private final Shape shape;
    private final long min;
    private final long max;
    private final double parameter;
    private final boolean spread;
    private final long seed;

    private KeyDistribution(Shape shape, long min, long max, double parameter, boolean spread, long seed) {
        this.shape = shape;
        this.min = min;
        this.max = max;
        this.parameter = parameter;
        this.spread = spread;
        this.seed = seed;
        try {
            Draws.checkRange(min, max);
            switch (shape) {
                case UNIFORM -> {}
                case ZIPFIAN -> Draws.checkZipfian(parameter);
                case GAUSSIAN -> Draws.checkGaussian(parameter);
                case EXPONENTIAL -> Draws.checkExponential(parameter);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("KeyDistribution." + this + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns a distribution in which all keys are as likely.
     *
     * @param min the least key
     * @param max the greatest key, which may be drawn too
     * @return the distribution
     * @throws IllegalArgumentException if {@code min} is above {@code max}
     */
    public static KeyDistribution uniform(long min, long max) {
        return new KeyDistribution(Shape.UNIFORM, min, max, 0, false, 0);
    }

    /**
     * Returns a distribution in which key number {@code k} has a probability proportional to {@code 1 / k^parameter}, as
     * that of {@code random_zipfian} of pgbench. With 1.1 and a million keys the first one gets 12 % of all draws.
     *
     * @param min the least and likeliest key
     * @param max the greatest key, which may be drawn too
     * @param parameter from 1.001 to 1000; it takes long to draw below 1.01
     * @return the distribution
     * @throws IllegalArgumentException if {@code min} is above {@code max} or the parameter is outside its bounds
     */
    public static KeyDistribution zipfian(long min, long max, double parameter) {
        return new KeyDistribution(Shape.ZIPFIAN, min, max, parameter, false, 0);
    }

    /**
     * Returns a distribution in which the middle of the range is the likeliest, as that of {@code random_gaussian} of
     * pgbench: a bell that is cut off at {@code parameter} standard deviations. At least 68 % of the draws are in the
     * middle {@code 1 / parameter} of the range, at least 95 % in the middle {@code 2 / parameter}.
     *
     * @param min the least key
     * @param max the greatest key, which may be drawn too
     * @param parameter 2 or more
     * @return the distribution
     * @throws IllegalArgumentException if {@code min} is above {@code max} or the parameter is outside its bounds
     */
    public static KeyDistribution gaussian(long min, long max, double parameter) {
        return new KeyDistribution(Shape.GAUSSIAN, min, max, parameter, false, 0);
    }

    /**
     * Returns a distribution whose first keys are the likeliest, as that of {@code random_exponential} of pgbench: the
     * density at the end of the range is {@code e^-parameter} of that at its beginning.
     *
     * @param min the least and likeliest key
     * @param max the greatest key, which may be drawn too
     * @param parameter above zero
     * @return the distribution
     * @throws IllegalArgumentException if {@code min} is above {@code max} or the parameter is outside its bounds
     */
    public static KeyDistribution exponential(long min, long max, double parameter) {
        return new KeyDistribution(Shape.EXPONENTIAL, min, max, parameter, false, 0);
    }

    /**
     * Returns the same distribution with its keys shuffled, so that the hot ones do not share pages of a table or an
     * index.
     *
     * @return a distribution of the same keys in a fixed other order, always the same
     */
    public KeyDistribution spread() {
        return spread(0);
    }

    /**
     * Returns the same distribution with its keys shuffled, so that the hot ones do not share pages of a table or an
     * index.
     *
     * @param order each number gives another order
     * @return a distribution of the same keys in that order
     */
    public KeyDistribution spread(long order) {
        return new KeyDistribution(shape, min, max, parameter, true, order);
    }

    /**
     * Draws a key.
     *
     * @param random where the randomness comes from, as a rule {@code user.random()}
     * @return a key from {@link #min()} to {@link #max()}
     */
    public long next(RandomGenerator random) {
        long key =
                switch (shape) {
                    case UNIFORM -> Draws.uniform(random, min, max);
                    case ZIPFIAN -> Draws.zipfian(random, min, max, parameter);
                    case GAUSSIAN -> Draws.gaussian(random, min, max, parameter);
                    case EXPONENTIAL -> Draws.exponential(random, min, max, parameter);
                };
        return spread ? min + Permutation.of(key - min, max - min + 1, seed) : key;
    }

    /**
     * Returns the least key.
     *
     * @return the first bound
     */
    public long min() {
        return min;
    }

    /**
     * Returns the greatest key.
     *
     * @return the second bound
     */
    public long max() {
        return max;
    }

    /** Returns such as {@code zipfian(1, 100000, 1.1).spread()}. */
    @Override
    public String toString() {
        String bounds = shape.name().toLowerCase(Locale.ROOT) + "(" + min + ", " + max;
        String parameters = shape == Shape.UNIFORM ? ")" : ", " + parameter + ")";
        String order = seed == 0 ? ".spread()" : ".spread(" + seed + ")";
        return bounds + parameters + (spread ? order : "");
    }
}
