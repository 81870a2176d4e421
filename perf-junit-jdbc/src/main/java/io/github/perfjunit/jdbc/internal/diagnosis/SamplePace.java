// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

/** How long to wait between two looks at the server, so that looking stays cheap. */
final class SamplePace {

    private static final long CHEAP_MILLIS = 20;
    private static final long SLOWER = 10;
    private static final long MOST_MILLIS = 5_000;

    private SamplePace() {}

    /** Returns the pause after a look that took so long: ten times that, where it was not cheap. */
    static long pauseMillis(long intervalMillis, long tookMillis) {
        if (tookMillis <= CHEAP_MILLIS) {
            return Math.max(1, intervalMillis - tookMillis);
        }
        return Math.min(MOST_MILLIS, Math.max(intervalMillis, tookMillis * SLOWER));
    }
}
