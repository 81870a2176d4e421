// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

import io.github.perfjunit.load.WorkerShare;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Iteration {@code i} is due when the integral of the rate passes {@code i}: the first one at once. Lock-free.
 */
final class EvenArrivals implements ArrivalSchedule {

    private final RateIntegral integral;

    EvenArrivals(RateIntegral integral) {
        this.integral = integral;
    }

    /** Returns the due time of an iteration, or -1 if that is not before the end. */
    long dueNanos(long index) {
        return integral.inverse((double) index);
    }

    @Override
    public Cursor cursor(WorkerShare share) {
        return new EvenCursor(share, this, countUntil(endNanos(), share));
    }

    @Override
    public long countUntil(long nanos) {
        long count = (long) Math.ceil(integral.upTo(nanos));
        // Due times are rounded to nanoseconds and the integral is not, so the last one may fall on the other side.
        while (count > 0 && !isDueBefore(nanos, count - 1)) {
            count--;
        }
        while (isDueBefore(nanos, count)) {
            count++;
        }
        return count;
    }

    private boolean isDueBefore(long nanos, long index) {
        long due = dueNanos(index);
        return due >= 0 && due < nanos;
    }

    @Override
    public double rate(long nanos) {
        return integral.rate(nanos);
    }

    @Override
    public long endNanos() {
        return integral.end();
    }

    @Override
    public long dueNanos(Arrival arrival) {
        return dueNanos(arrival.index());
    }

    private static final class EvenCursor implements Cursor {

        /** The course with the number of arrivals of the share in it. */
        private record Following(EvenArrivals arrivals, long total) {}

        private final WorkerShare share;
        private final AtomicLong asked = new AtomicLong();
        private volatile Following following;

        private EvenCursor(WorkerShare share, EvenArrivals arrivals, long total) {
            this.share = share;
            this.following = new Following(arrivals, total);
        }

        @Override
        public void follow(ArrivalSchedule changed) {
            EvenArrivals even = (EvenArrivals) changed;
            following = new Following(even, even.countUntil(even.endNanos(), share));
        }

        @Override
        public @Nullable Arrival next() {
            while (true) {
                long own = asked.get();
                Following now = following;
                if (own >= now.total) {
                    return null;
                }
                if (asked.compareAndSet(own, own + 1)) {
                    long index = share.global(own);
                    return new Arrival(index, (double) index, now.arrivals.dueNanos(index));
                }
            }
        }

        @Override
        public long claimed() {
            return asked.get();
        }
    }
}
