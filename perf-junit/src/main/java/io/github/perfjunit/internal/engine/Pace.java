// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

/**
 * Due times of the iterations of one user of a closed model: at a pace from its first one on, or without a pace as soon
 * as the last one has ended. Arithmetic on any clock; for one thread.
 */
final class Pace {

    private final long nanos;
    private long due;

    /**
     * Starts with an iteration that is due at once.
     *
     * @param nanos time between two due times; 0 without a pace
     * @param now the time
     */
    Pace(long nanos, long now) {
        this.nanos = nanos;
        this.due = now;
    }

    /** Returns when the next iteration is due. */
    long due() {
        return due;
    }

    /** Moves to the next iteration. */
    void next(long now) {
        due = nanos == 0 ? now : due + nanos;
    }

    /** Returns whether the next iteration has to start late because the user was busy when it fell due. */
    boolean isBehind(long now) {
        return nanos > 0 && due <= now;
    }

    /** Counts iterations that fell due before a limit, from the next one on. */
    long missed(long limit) {
        return nanos == 0 || due >= limit ? 0 : 1 + (limit - 1 - due) / nanos;
    }
}
