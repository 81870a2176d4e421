// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.util.Arrays;

/** Ranks of a series, and what is computed from them. */
final class Ranks {

    private Ranks() {}

    /** Returns the rank of each value, from 1; equal values share the mean of theirs. */
    static double[] of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int at = Arrays.binarySearch(sorted, values[i]);
            int from = at;
            int to = at;
            while (from > 0 && sorted[from - 1] == values[i]) {
                from--;
            }
            while (to < sorted.length - 1 && sorted[to + 1] == values[i]) {
                to++;
            }
            ranks[i] = 1 + (from + to) / 2.0;
        }
        return ranks;
    }

    /** Returns Spearman's correlation; zero if one of the series is constant. */
    static double correlation(double[] x, double[] y) {
        double[] ranksX = of(x);
        double[] ranksY = of(y);
        double mean = (x.length + 1) / 2.0;
        double product = 0;
        double squaresX = 0;
        double squaresY = 0;
        for (int i = 0; i < x.length; i++) {
            product += (ranksX[i] - mean) * (ranksY[i] - mean);
            squaresX += (ranksX[i] - mean) * (ranksX[i] - mean);
            squaresY += (ranksY[i] - mean) * (ranksY[i] - mean);
        }
        return squaresX == 0 || squaresY == 0 ? 0 : product / Math.sqrt(squaresX * squaresY);
    }

    /** Returns the correlation of ranks with those a number of places later. */
    static double autocorrelation(double[] ranks, int lag) {
        double mean = (ranks.length + 1) / 2.0;
        double product = 0;
        double squares = 0;
        for (int i = 0; i < ranks.length; i++) {
            squares += (ranks[i] - mean) * (ranks[i] - mean);
            product += i + lag < ranks.length ? (ranks[i] - mean) * (ranks[i + lag] - mean) : 0;
        }
        return squares == 0 ? 0 : product / squares;
    }

    /** Returns what the straight line of least squares leaves. */
    static double[] detrended(double[] values) {
        int n = values.length;
        double middle = (n - 1) / 2.0;
        double mean = Arrays.stream(values).sum() / n;
        double product = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            product += (i - middle) * (values[i] - mean);
            squares += (i - middle) * (i - middle);
        }
        double slope = squares == 0 ? 0 : product / squares;
        double[] left = new double[n];
        for (int i = 0; i < n; i++) {
            left[i] = values[i] - mean - slope * (i - middle);
        }
        return left;
    }
}
