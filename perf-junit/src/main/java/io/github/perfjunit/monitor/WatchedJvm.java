// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.io.IOException;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A monitor of a JVM that can be asked for more than samples, as those of {@link Monitors#jvm()} and {@link Monitors#jmx} can.
 * Thread-safe; what is asked for waits for a sample that is being taken.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface WatchedJvm extends Monitor {

    /**
     * Has the JVM collect its whole heap, and waits for the end of the collection.
     *
     * @throws IOException if it cannot be reached
     */
    void collect() throws IOException;

    /**
     * Returns how much heap the objects of each class hold, after a collection of the whole heap.
     *
     * @return bytes by the name of the class, such as {@code java.util.HashMap$Node} or {@code byte[]}; empty if the JVM has
     *     no such histogram, as those that are no HotSpot
     * @throws IOException if it cannot be reached
     */
    Map<String, Long> classHistogram() throws IOException;
}
