// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.WorkerShare;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Due times of the iterations of an open model. Times are relative to the start of the scenario; all are before its
 * end. Thread-safe.
 */
public sealed interface ArrivalSchedule permits EvenArrivals, PoissonArrivals {

    /**
     * Creates the schedule of some segments.
     *
     * @param segments iterations a second over time
     * @param arrivals distribution of the arrivals
     * @param seed seed of random arrivals; the same seed gives the same arrivals on every machine
     * @return their schedule
     */
    static ArrivalSchedule of(List<Segment> segments, Arrivals arrivals, long seed) {
        RateIntegral integral = new RateIntegral(segments);
        return switch (arrivals) {
            case EVEN -> new EvenArrivals(integral);
            case POISSON -> new PoissonArrivals(integral, seed);
        };
    }

    /**
     * Opens a cursor over the arrivals of one worker, from the first one on.
     *
     * @param share the worker's share
     * @return a cursor for all threads of the worker
     */
    Cursor cursor(WorkerShare share);

    /**
     * Counts arrivals of the whole plan. Random arrivals are counted by walking on from the last call, so a series of
     * calls should not go back in time.
     *
     * @param nanos a time
     * @return how many are due before it
     */
    long countUntil(long nanos);

    /**
     * Counts arrivals of one worker.
     *
     * @param nanos a time
     * @param share the worker's share
     * @return how many are due before it
     */
    default long countUntil(long nanos, WorkerShare share) {
        return share.of(countUntil(nanos));
    }

    /**
     * Finds the due time of an arrival that was claimed on another course with the same beginning.
     *
     * @param arrival the arrival
     * @return when it is due, relative to the start of the scenario; -1 if it is not due before the end
     */
    long dueNanos(Arrival arrival);

    /**
     * Returns the planned rate of the whole plan.
     *
     * @param nanos a time
     * @return iterations a second: at a jump those after it, and 0 before the start and from the end on
     */
    double rate(long nanos);

    /**
     * Returns the end of the schedule.
     *
     * @return the length of all segments
     */
    long endNanos();

    /**
     * Hands out arrivals in order of time, each of them once. Thread-safe.
     */
    interface Cursor {

        /**
         * Goes on along another course with the same beginning. Arrivals that were claimed stay claimed; {@link
         * ArrivalSchedule#dueNanos(Arrival)} tells when they are due now.
         *
         * @param changed made with the same arrivals and seed
         */
        void follow(ArrivalSchedule changed);

        /**
         * Claims the next arrival of the share.
         *
         * @return the arrival, which may be in the past or far in the future; null if there are no more, so far
         */
        @Nullable
        Arrival next();

        /**
         * Returns the number of arrivals claimed so far.
         *
         * @return zero or more
         */
        long claimed();
    }
}
