// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

import io.github.perfjunit.load.WorkerShare;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Arrivals like those of independent users: a Poisson process whose rate follows the course.
 *
 * <p>Arrival times of a process of rate 1, put through the inverse of the integral of the rate, are those of a process
 * with that rate (E. Çinlar, Introduction to Stochastic Processes, 1975, section 4.7). Every worker walks over all
 * arrivals and keeps its own, so that all shares together are exactly the whole.
 */
final class PoissonArrivals implements ArrivalSchedule {

    /** Arrivals between two places from which counting can go on. */
    private static final int CHECKPOINT = 65_536;

    private final RateIntegral integral;
    private final long seed;
    private final ReentrantLock counting = new ReentrantLock();
    private Walk counted;
    private Walk newer;
    private Walk older;

    PoissonArrivals(RateIntegral integral, long seed) {
        this.integral = integral;
        this.seed = seed;
        this.counted = new Walk();
        this.newer = new Walk();
        this.older = new Walk();
    }

    @Override
    public Cursor cursor(WorkerShare share) {
        return new PoissonCursor(share);
    }

    @Override
    public long countUntil(long nanos) {
        counting.lock();
        try {
            if (counted.lastDue >= nanos) {
                counted = lastBefore(nanos);
            }
            while (counted.due >= 0 && counted.due < nanos) {
                counted.advance();
                if (counted.index % CHECKPOINT == 0) {
                    older = newer;
                    newer = new Walk(counted);
                }
            }
            return counted.index;
        } finally {
            counting.unlock();
        }
    }

    /**
     * Threads that ask at about the same time may ask for slightly earlier times, which must not start counting from
     * the beginning.
     */
    private Walk lastBefore(long nanos) {
        for (Walk checkpoint : new Walk[] {newer, older}) {
            if (checkpoint.lastDue < nanos) {
                return new Walk(checkpoint);
            }
        }
        return new Walk();
    }

    @Override
    public long dueNanos(Arrival arrival) {
        return integral.inverse(arrival.position());
    }

    @Override
    public double rate(long nanos) {
        return integral.rate(nanos);
    }

    @Override
    public long endNanos() {
        return integral.end();
    }

    /** Moves from one arrival to the next. */
    private final class Walk {

        private final UnitExponentials gaps;
        private double sum;
        private long index;
        private long lastDue;
        private long due;

        private Walk() {
            gaps = new UnitExponentials(seed);
            sum = gaps.next();
            lastDue = -1;
            due = integral.inverse(sum);
        }

        private Walk(Walk other) {
            gaps = other.gaps.copy();
            sum = other.sum;
            index = other.index;
            lastDue = other.lastDue;
            due = integral.inverse(sum);
        }

        private void advance() {
            lastDue = due;
            index++;
            sum += gaps.next();
            due = integral.inverse(sum);
        }
    }

    private final class PoissonCursor implements Cursor {

        private final ReentrantLock lock = new ReentrantLock();
        private final WorkerShare share;
        private Walk walk = new Walk();
        private long claimed;

        private PoissonCursor(WorkerShare share) {
            this.share = share;
        }

        @Override
        public void follow(ArrivalSchedule changed) {
            lock.lock();
            try {
                walk = ((PoissonArrivals) changed).new Walk(walk);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public @Nullable Arrival next() {
            lock.lock();
            try {
                while (walk.due >= 0 && walk.index % share.count() != share.index()) {
                    walk.advance();
                }
                if (walk.due < 0) {
                    return null;
                }
                Arrival arrival = new Arrival(walk.index, walk.sum, walk.due);
                walk.advance();
                claimed++;
                return arrival;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public long claimed() {
            lock.lock();
            try {
                return claimed;
            } finally {
                lock.unlock();
            }
        }
    }
}
