// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.metrics.Phase;
import org.apiguardian.api.API;

/**
 * One scenario of a load whose time runs. Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RunningScenario {

    /**
     * Returns the name of the scenario.
     *
     * @return as in its plan
     */
    String name();

    /**
     * Returns the phase of this scenario at a time. That of the future is as planned: an automatic warm-up or a stop may
     * still change it.
     *
     * @param nanoTime a reading of {@link System#nanoTime()}
     * @return the phase; {@link Phase#RAMP_UP} before the scenario starts
     */
    Phase phaseAt(long nanoTime);

    /**
     * Returns when the measured time of this scenario begins.
     *
     * @return a reading of {@link System#nanoTime()}; as planned while an automatic warm-up goes on
     */
    long measureStartNanos();

    /**
     * Returns a recorder for work that is seen beside the virtual users, such as that of a server in the same JVM on its
     * own threads. Its samples are due when they start, and belong to the phase of this scenario at that time.
     *
     * @return a recorder for any thread
     */
    RequestRecorder recorder();
}
