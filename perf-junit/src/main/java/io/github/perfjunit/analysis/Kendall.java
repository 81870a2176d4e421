// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.util.Arrays;

/** Kendall's test of a series for a trend, two-sided (Mann 1945, Kendall 1975). */
final class Kendall {

    private static final int MOST_EXACT = 60;

    private Kendall() {}

    /** Returns the number of pairs that rise with time less that of those that fall. */
    static int score(double[] values) {
        int score = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                score += Double.compare(values[j], values[i]);
            }
        }
        return score;
    }

    /**
     * Returns the probability of a score as far from zero without any trend. Exact up to 60 different values, beyond that
     * and with ties by the normal distribution with the correction for both.
     */
    static double probability(double[] values) {
        int n = values.length;
        int score = Math.abs(score(values));
        if (n < 2 || score == 0) {
            return 1;
        }
        return n <= MOST_EXACT && Arrays.stream(values).distinct().count() == n
                ? Math.min(1, 2 * exact(n, score))
                : normal(values, score);
    }

    /** Counts, as shares, the orders of n values by the number of their pairs in falling order. */
    private static double exact(int n, int score) {
        int pairs = n * (n - 1) / 2;
        double[] shares = new double[pairs + 1];
        shares[0] = 1;
        for (int k = 2; k <= n; k++) {
            double[] next = new double[pairs + 1];
            for (int falling = 0; falling <= k * (k - 1) / 2; falling++) {
                for (int more = 0; more < k && more <= falling; more++) {
                    next[falling] += shares[falling - more] / k;
                }
            }
            shares = next;
        }
        // A score s has (pairs - s) / 2 falling pairs.
        return Arrays.stream(shares, 0, (pairs - score) / 2 + 1).sum();
    }

    private static double normal(double[] values, int score) {
        double n = values.length;
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double variance = n * (n - 1) * (2 * n + 5);
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                double ties = i - from;
                variance -= ties * (ties - 1) * (2 * ties + 5);
                from = i;
            }
        }
        return variance <= 0 ? 1 : NormalDistribution.beyond((score - 1) / Math.sqrt(variance / 18));
    }
}
