// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.io.IOException;
import org.apiguardian.api.API;

/**
 * A JVM other than that of the test, as {@link Monitors#jmx} watches it. What it allocates and collects for each iteration
 * of a load stands in the result, and {@code @WorkSlo(jvm = ...)} may limit it. Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RemoteJvm extends WatchedJvm {

    /**
     * Reads what the JVM has done so far, over a connection of its own.
     *
     * @param counted called as soon as the allocated bytes are read, so that the caller can tell what happened meanwhile;
     *     the other figures take several more answers
     * @return counts since that JVM began
     * @throws IOException if it cannot be reached
     */
    JvmWork work(Runnable counted) throws IOException;
}
