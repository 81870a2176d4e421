// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.util.Arrays;

/**
 * Throughput that grows in proportion to the load up to a bend, and not at all beyond it: {@code X = c · min(N, bend)}
 * (asymptotic bounds of Denning and Buzen 1978).
 *
 * @param bend load at the bend
 * @param scale throughput for each unit of load before it
 * @param rss sum of the squared relative errors
 */
record BrokenStick(double bend, double scale, double rss) {

    /**
     * Fits the curve, with the bend between the second load and the last but one.
     *
     * @param loads at least three different ones, in rising order
     */
    static BrokenStick fit(double[] loads, double[] throughputs) {
        double[] steps = Arrays.stream(loads).distinct().toArray();
        double best = Double.POSITIVE_INFINITY;
        double bend = steps[1];
        for (int k = 1; k <= steps.length - 2; k++) {
            double highest = steps[Math.min(k + 1, steps.length - 2)];
            double candidate = Math.min(Math.max(bendAbove(steps[k], loads, throughputs), steps[k]), highest);
            double rss = RelativeFit.rss(loads, throughputs, n -> Math.min(n, candidate));
            if (rss < best) {
                best = rss;
                bend = candidate;
            }
        }
        double found = bend;
        return new BrokenStick(found, RelativeFit.scale(loads, throughputs, n -> Math.min(n, found)), best);
    }

    /** The best bend if the steps up to {@code last} are those before it: where the derivative of the errors is zero. */
    private static double bendAbove(double last, double[] loads, double[] throughputs) {
        double before = 0;
        double beforeSquares = 0;
        double beyond = 0;
        double beyondSquares = 0;
        for (int i = 0; i < loads.length; i++) {
            if (loads[i] <= last) {
                double ratio = loads[i] / throughputs[i];
                before += ratio;
                beforeSquares += ratio * ratio;
            } else {
                beyond += 1 / throughputs[i];
                beyondSquares += 1 / (throughputs[i] * throughputs[i]);
            }
        }
        return beyond * beforeSquares / (before * beyondSquares);
    }
}
