// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import java.util.concurrent.TimeUnit;

/**
 * Limits new users after failed set-ups: one at a time, after a pause that doubles with each failure in a row, so that
 * a failing login is not flooded with attempts. Arithmetic on any clock. Thread-safe.
 */
final class SetUpBackOff {

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private int underWay;
    private int failures;
    private long lastFailure;

    synchronized void started() {
        underWay++;
    }

    synchronized void ended(boolean well, long now) {
        underWay--;
        failures = well ? 0 : failures + 1;
        lastFailure = now;
    }

    /**
     * Returns the number of users that may be added.
     *
     * @param wanted how many are needed
     */
    synchronized long allowed(long wanted, long now) {
        if (failures == 0) {
            return wanted;
        }
        return underWay == 0 && now - lastFailure >= pause() ? Math.min(1, wanted) : 0;
    }

    private long pause() {
        return Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(failures - 1, 10));
    }
}
