// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import org.apiguardian.api.API;

/**
 * Samples something beside a load, such as a connection pool or a queue, once a second.
 *
 * <p>Each monitor has a thread of its own, so a slow one delays neither the load nor another monitor. A sample that takes
 * more than a second is left out; so is one that throws, as far as it had not given its values yet. A note of the result
 * counts both. After 10 failures in a row the monitor is asked no more. At the end of the load it has 2 seconds for its
 * last sample, then its thread is interrupted.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Monitor {

    /**
     * Takes one sample.
     *
     * @param gauges gets the values; those of the load's measured time, by the phase of the whole load, are summed up
     */
    void sample(Gauges gauges);

    /**
     * Returns the name by which notes refer to this monitor.
     *
     * @return one or a few words, such as {@code pool}; empty by default
     */
    default String name() {
        return "";
    }

    /**
     * Returns whether the monitor is also sampled in each JVM that runs a share of a load for this one, because it watches
     * something of the JVM that has the users, such as their pool. Names of those gauges have the number of the worker
     * behind them: {@code pool.active [worker 1]}.
     *
     * @return false by default: a monitor watches the target, which is one for all
     */
    default boolean inWorkers() {
        return false;
    }

    /**
     * Releases what the monitor holds; called when a load has ended by whoever made the monitor. A later sample may make
     * it anew.
     *
     * <p>Defaults to nothing.
     */
    default void close() {}

    /** Gets the values of one sample. */
    @FunctionalInterface
    interface Gauges {

        /**
         * Adds a value. A load has at most 100 names; further ones are left out, and a note says so.
         *
         * @param name name of the gauge, such as {@code pool.active}, the same in every sample
         * @param unit its unit, such as {@code ms} or {@code %}; empty for counts
         * @param value the value; one that is no finite number, such as NaN, says that the gauge is known but has no value
         *     now, and is left out
         */
        void gauge(String name, String unit, double value);
    }
}
