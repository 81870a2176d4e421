// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

/** Least squares of a parabola, by polynomials that are orthogonal on the given points (Forsythe 1957). */
final class Parabola {

    private Parabola() {}

    /** Whether the square term is below zero, one-sided by Student's t. */
    static boolean bendsDown(double[] x, double[] y, double probability) {
        int n = x.length;
        double meanX = mean(x);
        double meanY = mean(y);
        double squares = 0;
        double cubes = 0;
        double slope = 0;
        for (int i = 0; i < n; i++) {
            double d = x[i] - meanX;
            squares += d * d;
            cubes += d * d * d;
            slope += d * (y[i] - meanY);
        }
        if (squares == 0 || n < 4) {
            return false;
        }
        slope /= squares;
        double bendSquares = 0;
        double bend = 0;
        for (int i = 0; i < n; i++) {
            double d = x[i] - meanX;
            double second = d * d - squares / n - cubes / squares * d;
            bendSquares += second * second;
            bend += second * (y[i] - meanY);
        }
        if (bendSquares == 0) {
            return false;
        }
        bend /= bendSquares;
        double left = 0;
        for (int i = 0; i < n; i++) {
            double d = x[i] - meanX;
            double second = d * d - squares / n - cubes / squares * d;
            double residual = y[i] - meanY - slope * d - bend * second;
            left += residual * residual;
        }
        double error = Math.sqrt(left / (n - 3) / bendSquares);
        return bend < -StudentT.exceededBy(probability, n - 3.0) * error;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
