// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.util.Arrays;
import org.apiguardian.api.API;

/**
 * Whether what a system holds grows over a run: heap after old collections, threads, descriptors, connections. Kendall's
 * test at 1 %, and a growth that matters.
 *
 * <p>A cache that fills looks like a leak until it is full, so growth is never called a leak. What grows less and less is
 * {@link Verdict#FILLING}: a parabola bends down with a probability of error of 1 %, and the slope of the second half is at
 * most half that of the first (both by Theil 1950 and Sen 1968). A cache in the first part of its filling cannot be told
 * from a leak: it is {@link Verdict#GROWING}, "and had not levelled off". Immutable.
 *
 * @param verdict the conclusion
 * @param growth from the first three points to the last three, by their medians; in the unit of the values, NaN if there
 *     are fewer than six points
 * @param lateGrowth how much of it came in the second half of the run, by the slope there
 * @param points number of points that were judged
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Growth(Verdict verdict, double growth, double lateGrowth, int points) {

    /** With five points, not even a steady rise is significant at 1 %. */
    public static final int LEAST_POINTS = 6;

    private static final double SIGNIFICANT = 0.01;
    private static final double LEAST_SHARE = 0.05;
    private static final double LEAST_COUNT = 5;
    private static final double LOW_SHARE = 0.1;
    private static final double LEVELS_OFF = 0.5;

    /** The conclusion about growth. */
    public enum Verdict {
        /** No growth that matters was shown. */
        LEVEL,
        /** It grew, but less and less: it levels off. */
        FILLING,
        /** It grew and had not levelled off. */
        GROWING,
        /** There are too few points. */
        TOO_SHORT
    }

    /**
     * Judges the live set: the heap right after each old collection. Heap that was not collected, or after young
     * collections only, rises and falls over minutes to hours and says nothing.
     *
     * @param hours when each collection ended, in rising order; any unit
     * @param live heap that was left after it, in any unit; above zero
     * @return the judgement; {@link Verdict#TOO_SHORT} with fewer than six collections
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public static Growth ofLiveSet(double[] hours, double[] live) {
        if (hours.length != live.length) {
            throw new IllegalArgumentException(
                    "arrays had " + hours.length + " and " + live.length + " points but must have as many");
        }
        if (live.length < LEAST_POINTS) {
            return tooShort(live.length);
        }
        double rise = TheilSen.fit(hours, live).slope() * (hours[hours.length - 1] - hours[0]);
        return judge(hours, live, rise >= LEAST_SHARE * Medians.of(live));
    }

    /**
     * Judges a count, such as of threads, descriptors or connections, by the low values of twelve parts of the run: at
     * least five more, and 5 %.
     *
     * @param values at equal distances, in order of time; NaN where it could not be read
     * @return the judgement; {@link Verdict#TOO_SHORT} if a twelfth of the run has no value
     */
    public static Growth ofCount(double[] values) {
        double[] batches = BatchInterval.batches(values, batch -> Medians.quantile(LOW_SHARE, batch));
        double[] there = Arrays.stream(batches).filter(b -> !Double.isNaN(b)).toArray();
        if (there.length < batches.length) {
            return tooShort(there.length);
        }
        double[] times = new double[batches.length];
        Arrays.setAll(times, i -> i);
        double growth = growth(batches);
        double first = Medians.of(Arrays.copyOf(batches, 3));
        return judge(times, batches, growth >= Math.max(LEAST_COUNT, LEAST_SHARE * first));
    }

    private static Growth tooShort(int points) {
        return new Growth(Verdict.TOO_SHORT, Double.NaN, Double.NaN, points);
    }

    private static Growth judge(double[] times, double[] values, boolean matters) {
        int n = values.length;
        int middle = n / 2;
        double early = slope(times, values, 0, middle + n % 2);
        double late = slope(times, values, middle, n);
        double lateGrowth = late * (times[n - 1] - times[0]) / 2;
        Verdict verdict = Verdict.LEVEL;
        if (matters && Kendall.score(values) > 0 && Kendall.probability(values) < SIGNIFICANT) {
            boolean fills = late <= LEVELS_OFF * early && Parabola.bendsDown(times, values, SIGNIFICANT);
            verdict = fills ? Verdict.FILLING : Verdict.GROWING;
        }
        return new Growth(verdict, growth(values), lateGrowth, n);
    }

    private static double growth(double[] values) {
        return Medians.of(Arrays.copyOfRange(values, values.length - 3, values.length))
                - Medians.of(Arrays.copyOf(values, 3));
    }

    private static double slope(double[] times, double[] values, int from, int to) {
        return TheilSen.fit(Arrays.copyOfRange(times, from, to), Arrays.copyOfRange(values, from, to))
                .slope();
    }
}
