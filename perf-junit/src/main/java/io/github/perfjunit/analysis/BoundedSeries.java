// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.apiguardian.api.API;

/**
 * The values of equal windows over a run of any length in constant memory: when a thousand are kept, each pair of
 * neighbours becomes one. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class BoundedSeries {

    /** The number of values that are kept at most. */
    public static final int MOST = 1000;

    private static final double SHORTEST_WINDOW_SECONDS = 10;

    /** Number of samples beyond a percentile that make it worth a value. */
    private static final double BEYOND = 10;

    private final DoubleBinaryOperator merge;
    private final double[] values = new double[MOST];
    private int size;
    private int level;

    /** Windows that are not enough for one more value: at index k those of {@code 2^k} windows, if there are any. */
    private final double[] pending = new double[Long.SIZE];

    private final boolean[] isPending = new boolean[Long.SIZE];

    /**
     * Creates an empty series.
     *
     * @param merge how two neighbours of equal length become one, such as {@code Math::min} or their mean; not called with
     *     NaN
     */
    public BoundedSeries(DoubleBinaryOperator merge) {
        this.merge = merge;
    }

    /**
     * Returns the length of the windows in which a percentile is taken.
     *
     * @param planned length of the run
     * @param perSecond usual number of samples
     * @param quantile the percentile, such as 0.95
     * @return whole seconds: at least 10, a thousandth of the run, and the time for ten samples beyond the percentile
     * @throws IllegalArgumentException if the rate is not above zero, or the quantile is not between 0 and 1
     */
    public static Duration windowLength(Duration planned, double perSecond, double quantile) {
        if (!(perSecond > 0) || !(quantile > 0 && quantile < 1)) {
            throw new IllegalArgumentException("perSecond and quantile were " + perSecond + " and " + quantile
                    + " but must be above zero, and between 0 and 1");
        }
        double byRun = Math.ceil(planned.toMillis() / 1000.0 / MOST);
        double bySamples = Math.ceil(Math.min(BEYOND / (1 - quantile) / perSecond, 1e9) - 1e-9);
        return Duration.ofSeconds((long) Math.max(SHORTEST_WINDOW_SECONDS, Math.max(byRun, bySamples)));
    }

    /**
     * Adds the value of the next window.
     *
     * @param value any number; NaN for a window without a value
     */
    public void add(double value) {
        double joined = value;
        for (int k = 0; k < level; k++) {
            if (!isPending[k]) {
                pending[k] = joined;
                isPending[k] = true;
                return;
            }
            joined = merged(pending[k], joined);
            isPending[k] = false;
        }
        if (size < MOST) {
            values[size++] = joined;
            return;
        }
        for (int i = 0; i < MOST / 2; i++) {
            values[i] = merged(values[2 * i], values[2 * i + 1]);
        }
        size = MOST / 2;
        pending[level] = joined;
        isPending[level] = true;
        level++;
    }

    private double merged(double one, double other) {
        if (Double.isNaN(one)) {
            return other;
        }
        return Double.isNaN(other) ? one : merge.applyAsDouble(one, other);
    }

    /**
     * Returns the values.
     *
     * @return up to a thousand in order of time, each of as many windows; NaN where no window had a value. Windows that are
     *     not enough for one more value are left out.
     */
    public double[] values() {
        return Arrays.copyOf(values, size);
    }

    /**
     * Returns how many windows became one value.
     *
     * @return a power of two
     */
    public int windowsPerValue() {
        return 1 << level;
    }
}
