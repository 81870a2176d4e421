// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

/** Student's t distribution. */
final class StudentT {

    private StudentT() {}

    /**
     * Returns the value that is exceeded with a probability.
     *
     * @param above probability to exceed it, between 0 and 0.5
     * @param freedom degrees of freedom, at least one
     */
    static double exceededBy(double above, double freedom) {
        double x = IncompleteBeta.quantile(2 * above, freedom / 2, 0.5);
        return Math.sqrt(freedom * (1 - x) / x);
    }
}
