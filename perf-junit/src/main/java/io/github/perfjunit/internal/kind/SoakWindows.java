// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.BoundedSeries;
import java.time.Duration;

/**
 * The length of the windows of one figure: the usual one for a percentile, but never so long that less than twelve fit in
 * the run. It is fixed by the rate at the beginning. Not thread-safe.
 */
final class SoakWindows {

    /** The parts in which a run is judged. */
    static final int PARTS = 12;

    private static final long SECOND = 1000;

    private final double quantile;
    private final Duration planned;
    private final long longest;
    private long length;
    private boolean tooFew;

    /**
     * Prepares windows.
     *
     * @param quantile the percentile, such as 0.95
     * @param planned length of the measured time
     */
    SoakWindows(double quantile, Duration planned) {
        this.quantile = quantile;
        this.planned = planned;
        // Two seconds are spare: a clock that is late makes fewer seconds than were planned.
        this.longest = Math.max(1, (planned.toSeconds() - 2) / PARTS) * SECOND;
        this.length = Math.min(longest, 10 * SECOND);
    }

    /** Returns whether a window is full, which has lasted some time and has some samples. */
    boolean isFull(long millis, long samples, boolean first) {
        if (2 * millis < 2 * length - SECOND) {
            return false;
        }
        if (first) {
            double perSecond = Math.max(1, samples) * 1000.0 / Math.max(1, millis);
            long wanted =
                    BoundedSeries.windowLength(planned, perSecond, quantile).toMillis();
            tooFew = beyond(quantile) / perSecond * SECOND > longest;
            length = Math.min(longest, wanted);
        }
        return 2 * millis >= 2 * length - SECOND;
    }

    private static double beyond(double quantile) {
        return 10 / (1 - quantile);
    }

    /** Returns whether the windows hold fewer samples than the percentile needs. */
    boolean areTooSmall() {
        return tooFew;
    }

    /** Says what the percentile needs. */
    String need() {
        return Math.round(beyond(quantile)) + " in each twelfth of the run are needed";
    }
}
