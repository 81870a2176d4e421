// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.util.function.DoubleUnaryOperator;

/** Least squares of relative errors of {@code X = c · m(N)} for a curve m, whose scale c has a closed form. */
final class RelativeFit {

    /** Throughput cannot be measured more precisely than 0.5 %; smaller scatter is chance and proves nothing. */
    static final double LEAST_VARIANCE = 0.005 * 0.005;

    private RelativeFit() {}

    /** Returns the sum of the squared relative errors with the best scale. */
    static double rss(double[] loads, double[] throughputs, DoubleUnaryOperator curve) {
        double[] sums = sums(loads, throughputs, curve);
        return Math.max(0, loads.length - sums[0] * sums[0] / sums[1]);
    }

    /** Returns the best scale. */
    static double scale(double[] loads, double[] throughputs, DoubleUnaryOperator curve) {
        double[] sums = sums(loads, throughputs, curve);
        return sums[0] / sums[1];
    }

    /** Returns the sum of the ratios of curve to throughput, and that of their squares. */
    private static double[] sums(double[] loads, double[] throughputs, DoubleUnaryOperator curve) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < loads.length; i++) {
            double ratio = curve.applyAsDouble(loads[i]) / throughputs[i];
            sum += ratio;
            squares += ratio * ratio;
        }
        return new double[] {sum, squares};
    }

    /** Returns the F statistic of a richer curve against a simpler one. */
    static double gain(double plain, double rich, int freedom) {
        return (plain - rich) / Math.max(rich / freedom, LEAST_VARIANCE);
    }
}
