// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** When bytes that arrived may go on. */
interface Pacing {

    /** At once. */
    Pacing NONE = new Pacing() {
        @Override
        public int piece() {
            return Integer.MAX_VALUE;
        }

        @Override
        public long due(long now, long previous, int bytes) {
            return now;
        }

        @Override
        public boolean queues() {
            return true;
        }
    };

    /** Most bytes to take at once. */
    int piece();

    /** Whether more may be taken while some wait. */
    boolean queues();

    /**
     * Returns when bytes may go on.
     *
     * @param now when they arrived
     * @param previous when those before them may
     * @return at least now and previous
     */
    long due(long now, long previous, int bytes);

    /** Each piece later by a delay, in the order they came; for one direction of one connection. */
    final class Late implements Pacing {

        private final long delayNanos;
        private final long jitterNanos;
        private final SplittableRandom random;

        Late(long delayNanos, long jitterNanos, long seed) {
            this.delayNanos = delayNanos;
            this.jitterNanos = jitterNanos;
            this.random = new SplittableRandom(seed);
        }

        @Override
        public int piece() {
            return Integer.MAX_VALUE;
        }

        @Override
        public boolean queues() {
            return true;
        }

        @Override
        public long due(long now, long previous, int bytes) {
            long jitter = jitterNanos == 0 ? 0 : random.nextLong(-jitterNanos, jitterNanos + 1);
            long due = now + delayNanos + jitter;
            return due - previous < 0 ? previous : due;
        }
    }

    /** One after another through a line of some width, which all connections share. Thread-safe. */
    final class Narrow implements Pacing {

        private static final long SECOND = 1_000_000_000;

        /** Parts of a second that a piece takes, so that connections take turns. */
        private static final long TURNS = 50;

        private static final int MOST = 1 << 16;

        private final long bytesPerSecond;
        private final AtomicLong free;

        Narrow(long bytesPerSecond, long now) {
            this.bytesPerSecond = bytesPerSecond;
            this.free = new AtomicLong(now);
        }

        @Override
        public int piece() {
            return (int) Math.max(1, Math.min(MOST, bytesPerSecond / TURNS));
        }

        @Override
        public boolean queues() {
            return false;
        }

        @Override
        public long due(long now, long previous, int bytes) {
            long takes = bytes * SECOND / bytesPerSecond;
            return free.updateAndGet(at -> (at - now < 0 ? now : at) + takes);
        }
    }
}
