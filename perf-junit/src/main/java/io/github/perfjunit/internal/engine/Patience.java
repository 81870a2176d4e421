// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * The time after which a set-up or tear-down that is cut off counts as one that would never have ended: ten times the
 * longest one so far, and at least a second. Thread-safe.
 */
final class Patience {

    private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int TIMES_LONGEST = 10;

    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    void ended(long nanos) {
        longest.accumulate(nanos);
    }

    boolean isOver(long nanos) {
        return nanos >= Math.max(SHORTEST_NANOS, TIMES_LONGEST * longest.get());
    }
}
