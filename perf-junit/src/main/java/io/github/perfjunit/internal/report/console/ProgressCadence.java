// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import io.github.perfjunit.metrics.Phase;
import org.jspecify.annotations.Nullable;

/** Decides when a progress line is due: often at first, rarely in long loads, at once when the phase changes. */
final class ProgressCadence {

    private static final long MINUTE = 60_000;

    private long lastMillis;
    private @Nullable Phase phase;

    /**
     * Returns whether a line is due, and counts it as printed.
     *
     * @param elapsedMillis time since the start of the load
     * @param now phase of the load
     * @return true each full 10 s in the first 5 min, then each 30 s, each minute after 30 min, and with a new phase
     */
    boolean due(long elapsedMillis, Phase now) {
        long step = step(elapsedMillis);
        boolean due = elapsedMillis / step > lastMillis / step || (phase != null && phase != now);
        if (due) {
            lastMillis = elapsedMillis;
        }
        phase = now;
        return due;
    }

    private static long step(long elapsedMillis) {
        if (elapsedMillis <= 5 * MINUTE) {
            return 10_000;
        }
        return elapsedMillis <= 30 * MINUTE ? 30_000 : MINUTE;
    }
}
