// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Gives a kind of load its own course and its own verdict. Named by {@link LoadKind#conductor()} of the annotation; one is
 * made for each load, by its constructor without parameters.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface LoadConductor {

    /**
     * Reads the annotation before the plan is made. Nothing may be started; mistakes are given to the settings, and all of
     * the load are reported together. Every JVM that runs a share of the load calls this as well and must get the same
     * course, so that the answer may depend on nothing but the settings.
     *
     * @param settings the annotation and what else is known of the load
     * @return the load; null if there are mistakes
     */
    @Nullable
    ConductedLoad conduct(KindSettings settings);
}
