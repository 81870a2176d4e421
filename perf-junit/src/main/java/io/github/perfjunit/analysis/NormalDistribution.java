// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

/** The normal distribution. */
final class NormalDistribution {

    /** Coefficients of Chebyshev (Press et al., Numerical Recipes, function erfcc), whose relative error is below 1.2e-7. */
    private static final double[] COEFFICIENTS = {
        -1.26551223,
        1.00002368,
        0.37409196,
        0.09678418,
        -0.18628806,
        0.27886807,
        -1.13520398,
        1.48851587,
        -0.82215223,
        0.17087277
    };

    private NormalDistribution() {}

    /** Returns the probability to be farther from zero than z, on either side; z is zero or more. */
    static double beyond(double z) {
        double x = z / Math.sqrt(2);
        double t = 1 / (1 + 0.5 * x);
        double sum = 0;
        for (int i = COEFFICIENTS.length - 1; i >= 0; i--) {
            sum = sum * t + COEFFICIENTS[i];
        }
        return t * Math.exp(-x * x + sum);
    }
}
