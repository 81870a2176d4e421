// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import java.lang.reflect.Parameter;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Takes part in loads: reads annotations of its own, supplies parameters, surrounds iterations, watches something beside
 * the load, and adds what it found to the result.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader}; the class loader is that of the test. They are made
 * anew whenever they are needed and hold no state; that of a load is in its {@link LoadParticipant}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LoadExtension {

    /**
     * Tells whether a parameter of a load test's method will be supplied by {@link LoadParticipant#argument}.
     *
     * @param parameter the parameter
     * @return true to keep JUnit's other extensions from being asked
     */
    default boolean supplies(Parameter parameter) {
        return false;
    }

    /**
     * Looks at a load that is about to be made. Nothing may be started yet: mistakes are told to the candidate, and all
     * are reported together.
     *
     * @param load the load
     * @return who takes part in it; null if it says nothing to this extension
     */
    @Nullable
    LoadParticipant join(LoadCandidate load);
}
