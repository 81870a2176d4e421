// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.time.Duration;
import java.util.Optional;

/**
 * What a load offers to be broken.
 *
 * @param measured how long it is measured; empty if it ends after a number of iterations
 * @param noProxy why its connections cannot go through our proxy, in words that follow "because"; empty if they can
 * @param controllable whether we can stop and start its server
 * @param postgres whether its server is a PostgreSQL
 * @param promotable whether its server has one replica that we can promote
 */
public record FaultSurroundings(
        Optional<Duration> measured,
        Optional<String> noProxy,
        boolean controllable,
        boolean postgres,
        boolean promotable) {

    /** Makes those of a server without a replica. */
    public FaultSurroundings(
            Optional<Duration> measured, Optional<String> noProxy, boolean controllable, boolean postgres) {
        this(measured, noProxy, controllable, postgres, false);
    }
}
