// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

/** The growth of a total that never falls, from sample to sample. Not thread-safe. */
final class Differences {

    private double total = Double.NaN;
    private long nanos;

    /** Takes the total and returns its growth per nanosecond; NaN for the first one, and after the total was reset. */
    double perNano(double newTotal, long nowNanos) {
        double growth = newTotal - total;
        long passed = nowNanos - nanos;
        total = newTotal;
        nanos = nowNanos;
        return growth >= 0 && passed > 0 ? growth / passed : Double.NaN;
    }

    /** Returns the growth per second in the same way. */
    double perSecond(double newTotal, long nowNanos) {
        return 1e9 * perNano(newTotal, nowNanos);
    }
}
