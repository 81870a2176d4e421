// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The time after which a set-up or tear-down that is cut off counts as one that would never have ended: ten times the
 * mean of those that ended, and at least a second. The mean, because the first set-up of a load is often the only slow
 * one. Thread-safe.
 */
final class Patience {

    private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int TIMES_MEAN = 10;

    private final LongAdder sumNanos = new LongAdder();
    private final LongAdder count = new LongAdder();

    void ended(long nanos) {
        sumNanos.add(nanos);
        count.increment();
    }

    boolean isOver(long nanos) {
        return nanos >= Math.max(SHORTEST_NANOS, TIMES_MEAN * sumNanos.sum() / Math.max(1, count.sum()));
    }
}
