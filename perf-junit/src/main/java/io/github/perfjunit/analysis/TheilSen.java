// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.util.Arrays;

/**
 * The line through the median of all slopes between two points, which a few wild points do not move (Theil 1950, Sen 1968).
 *
 * @param slope median slope; zero if all points have the same x
 * @param intercept median of what the slope leaves
 */
record TheilSen(double slope, double intercept) {

    /** Fits the line to at least one point. */
    static TheilSen fit(double[] x, double[] y) {
        double[] slopes = new double[x.length * (x.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                if (x[i] != x[j]) {
                    slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
        }
        double slope = count == 0 ? 0 : Medians.of(Arrays.copyOf(slopes, count));
        double[] rest = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            rest[i] = y[i] - slope * x[i];
        }
        return new TheilSen(slope, Medians.of(rest));
    }
}
