// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Adds up the time in which this JVM did not get to run, as a thread sees it that does nothing but nap.
 *
 * <p>A nap ends late for one of two reasons. The JVM was stopped: by a signal, a collection, or the hypervisor. That counts
 * from 5 ms on. Or the thread had to wait for a processor that others use as well, which Linux tells apart. That is a
 * part of every shared machine, where a load still runs: beside builds that kept six threads for each processor busy, a
 * third of the time went by in waits of more than 5 ms and 2 % in waits of more than 50 ms. So it counts from 50 ms on,
 * as does all lateness where the system does not tell the two apart. One thread adds, any may read.
 */
final class LostTime {

    private static final long SHORTEST_STOP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long SHORTEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Naps between two readings of the clock of waits where nothing is late, because a reading costs some 0.1 ms. */
    private static final int NAPS_BETWEEN_READINGS = 10;

    private final QueueClock clock;
    private final LongAdder lostNanos = new LongAdder();
    private final LongAdder lateNanos = new LongAdder();
    private long waitedBefore;
    private int naps;

    /** Tells how long the calling thread has waited for a processor since it started. */
    @FunctionalInterface
    interface QueueClock extends AutoCloseable {

        /** Where the system does not tell. */
        QueueClock NONE = () -> -1;

        /** Returns nanoseconds; below zero if they are not known. */
        long waitedNanos();

        /** Releases what the clock reads. */
        @Override
        default void close() {}
    }

    LostTime(QueueClock clock) {
        this.clock = clock;
        this.waitedBefore = clock.waitedNanos();
    }

    /** Takes the lateness of one nap. */
    void napped(long late) {
        naps++;
        if (late <= SHORTEST_STOP_NANOS) {
            if (naps >= NAPS_BETWEEN_READINGS) {
                naps = 0;
                waitedBefore = clock.waitedNanos();
            }
            return;
        }
        naps = 0;
        lateNanos.add(late);
        long now = clock.waitedNanos();
        long waited = now < 0 ? late : Math.min(late, now - waitedBefore);
        waitedBefore = now;
        long stopped = late - waited;
        if (stopped > SHORTEST_STOP_NANOS) {
            lostNanos.add(stopped);
        }
        if (waited > SHORTEST_WAIT_NANOS) {
            lostNanos.add(waited);
        }
    }

    /** Returns all milliseconds by which naps ended late, by more than 5 ms each, for whatever reason. */
    double lateMillis() {
        return lateNanos.sum() / 1e6;
    }

    /** Returns the milliseconds since the last call. */
    double takeMillis() {
        return lostNanos.sumThenReset() / 1e6;
    }
}
