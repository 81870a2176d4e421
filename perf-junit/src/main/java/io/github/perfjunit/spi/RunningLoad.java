// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.metrics.Phase;
import org.apiguardian.api.API;

/**
 * A load whose time runs. Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RunningLoad {

    /**
     * Returns the phase of the load's first scenario at a time. That of the future is as planned: an automatic warm-up
     * or a stop may still change it.
     *
     * @param nanoTime a reading of {@link System#nanoTime()}
     * @return the phase
     */
    Phase phaseAt(long nanoTime);

    /**
     * Returns when the measured time of the first scenario begins.
     *
     * @return a reading of {@link System#nanoTime()}; as planned while an automatic warm-up goes on
     */
    long measureStartNanos();

    /**
     * Returns where to count what is seen beside the virtual users, such as the work of a server in the same JVM on its
     * own threads; under the first scenario.
     *
     * @return a recorder for any thread, whose samples are due when they start
     */
    RequestRecorder recorder();
}
