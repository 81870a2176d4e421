// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import java.util.concurrent.TimeUnit;

/**
 * One name of a scenario under which samples are counted, and when the last of them ended. Thread-safe.
 */
final class NamedSeries {

    /** How exactly the time of the last end is known: to write it at each end would make threads wait for each other. */
    private static final long GRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long NEVER = Long.MIN_VALUE;

    private final int number;
    private volatile long lastEnd = NEVER;

    NamedSeries(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    void ended(long nanoTime) {
        long last = lastEnd;
        if (last == NEVER || nanoTime - last > GRAIN_NANOS) {
            lastEnd = nanoTime;
        }
    }

    boolean hasEnded() {
        return lastEnd != NEVER;
    }

    /** Returns for how long no sample has ended; only asked if one has. */
    long silence(long nanoTime) {
        return nanoTime - lastEnd;
    }
}
