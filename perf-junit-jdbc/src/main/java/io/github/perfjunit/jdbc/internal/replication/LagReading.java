// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.replication;

import java.time.Duration;

/**
 * How long a replica takes until it has a position of its primary's log, from the times at which both were asked; a reading
 * of {@link System#nanoTime()} each. Not thread-safe.
 *
 * <p>The truth lies between two bounds: the replica did not have it yet when it was asked the last time in vain, and had it
 * when it answered so. If this machine was held up in between, only the lower bound can be relied on.
 */
final class LagReading {

    /** Bounds so far apart do not come from the pace at which replicas are asked. */
    private static final long SURE_NANOS = Duration.ofMillis(25).toNanos();

    private static final long SURE_SHARE = 10;

    private final long asked;
    private final long answered;
    private long lower;

    /**
     * Begins with a position.
     *
     * @param asked when the primary was asked for it
     * @param answered when it had answered
     */
    LagReading(long asked, long answered) {
        this.asked = asked;
        this.answered = answered;
    }

    /** Returns when the primary was asked. */
    long asked() {
        return asked;
    }

    /** Notes that the replica did not have it when it was asked at a time. */
    void behind(long askedReplica) {
        lower = Math.max(lower, askedReplica - answered);
    }

    /** Returns how long it has taken at least. */
    long atLeast() {
        return lower;
    }

    /** Returns how long it took at most if the replica answers at a time that it has it. */
    long atMost(long received) {
        return received - asked;
    }

    /** Tells whether the bounds are close enough to take the upper one. */
    boolean isSure(long received) {
        return atMost(received) - lower <= Math.max(SURE_NANOS, lower / SURE_SHARE);
    }

    /** Returns how long it took: at most, if that is sure, else at least. */
    long took(long received) {
        return isSure(received) ? atMost(received) : lower;
    }
}
