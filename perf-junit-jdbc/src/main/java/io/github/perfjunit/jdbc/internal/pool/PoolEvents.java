// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/** What a pool tells of its connections during one load; what began outside the measured time is not counted. */
final class PoolEvents {

    private static final long NANOS_OF_A_MILLI = 1_000_000;

    final StripedTimes acquire = new StripedTimes();
    final StripedTimes usage = new StripedTimes();
    final StripedTimes creation = new StripedTimes();
    final LongAdder timeouts = new LongAdder();
    final LongAdder timeoutsNotFull = new LongAdder();

    private final LongPredicate measured;
    private final LongSupplier clock;
    private final LongSupplier longestWaitMillis;
    private final BooleanSupplier full;

    /**
     * Listens.
     *
     * @param measured tells whether a reading of the clock lies in the measured time
     * @param longestWaitMillis how long an attempt takes that gives up
     * @param full whether the pool has all its connections at this moment
     */
    PoolEvents(LongPredicate measured, LongSupplier clock, LongSupplier longestWaitMillis, BooleanSupplier full) {
        this.measured = measured;
        this.clock = clock;
        this.longestWaitMillis = longestWaitMillis;
        this.full = full;
    }

    void acquired(long nanos) {
        if (measured.test(clock.getAsLong() - nanos)) {
            acquire.record(nanos);
        }
    }

    void used(long millis) {
        long nanos = millis * NANOS_OF_A_MILLI;
        if (measured.test(clock.getAsLong() - nanos)) {
            usage.record(nanos);
        }
    }

    void created(long millis) {
        long nanos = millis * NANOS_OF_A_MILLI;
        if (measured.test(clock.getAsLong() - nanos)) {
            creation.record(nanos);
        }
    }

    void timedOut() {
        long waited = longestWaitMillis.getAsLong() * NANOS_OF_A_MILLI;
        if (measured.test(clock.getAsLong() - waited)) {
            timeouts.increment();
            if (!full.getAsBoolean()) {
                timeoutsNotFull.increment();
            }
        }
    }
}
