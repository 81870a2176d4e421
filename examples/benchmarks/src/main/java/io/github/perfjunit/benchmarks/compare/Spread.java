// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Median, minimum and maximum of the values that are known. */
final class Spread {

    private final double[] sorted;

    Spread(DoubleStream values) {
        sorted = values.filter(Double::isFinite).sorted().toArray();
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Returns the median alone, or a dash. */
    String single(int digits) {
        return isEmpty() ? "-" : format(median(), digits);
    }

    /** Returns such as {@code 1.42 (1.40-1.51)}, or a dash. */
    String text(int digits) {
        if (sorted.length < 2) {
            return single(digits);
        }
        return format(median(), digits) + " (" + format(sorted[0], digits) + "-"
                + format(sorted[sorted.length - 1], digits) + ")";
    }

    private static String format(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
