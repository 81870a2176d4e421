// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * The intervals of a load, in order of time. They may be read from disk on each pass, so that memory does not grow with
 * the length of the load.
 *
 * @since 0.1
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Timeline {

    /** A timeline without intervals. */
    Timeline EMPTY = each -> {};

    /**
     * Passes all intervals to a consumer, in order of time.
     *
     * @param each called for each interval, on the calling thread
     */
    void forEach(Consumer<Interval> each);
}
