// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * The values of all gauges of a load, second by second. They may be read from disk on each pass, so that memory does not
 * grow with the length of the load.
 *
 * @since 0.1
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface MonitorTimeline {

    /** A timeline without values. */
    MonitorTimeline EMPTY = each -> {};

    /**
     * Passes all values to a consumer: those of one gauge in order of time, those of different gauges out of order by up
     * to a second, and those that were known only after the load after all others.
     *
     * @param each called for each value, on the calling thread
     */
    void forEach(Consumer<MonitorSample> each);
}
