// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

/**
 * Bounds of a count of seeded trials: three standard errors around the share that was found when the rule was chosen. That
 * share came from about as many trials, so its own error counts too.
 */
final class Margin {

    private Margin() {}

    static int least(double share, int trials) {
        return (int) Math.floor(trials * (share - 3 * error(share, trials)));
    }

    static int most(double share, int trials) {
        return (int) Math.ceil(trials * (share + 3 * error(share, trials)));
    }

    private static double error(double share, int trials) {
        return Math.sqrt(2 * share * (1 - share) / trials);
    }
}
