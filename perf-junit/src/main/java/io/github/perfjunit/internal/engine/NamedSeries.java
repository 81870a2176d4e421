// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import java.util.concurrent.TimeUnit;

/** One name of a scenario under which samples are counted, and the end time of the last of them. Thread-safe. */
final class NamedSeries {

    /** Precision of the last end time; writing it at every end would make threads contend. */
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

    /** Returns the later of a time and the end of the last sample, within 10 ms. */
    long laterEnd(long nanoTime) {
        long last = lastEnd;
        return last == NEVER || last - nanoTime <= 0 ? nanoTime : last;
    }

    /** Returns the time since the last sample ended; only called if one has. */
    long silence(long nanoTime) {
        return nanoTime - lastEnd;
    }
}
