// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import org.apiguardian.api.API;

/**
 * How often a named check of the body held in {@link Phase#MEASURE}.
 *
 * @param scenario name of the scenario
 * @param name name of the check
 * @param passed how often it held
 * @param failed how often it did not
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CheckSummary(String scenario, String name, long passed, long failed) {

    /**
     * Adds what another part of the load saw of the same check.
     *
     * @param other summary of the same check
     * @return the sum
     */
    public CheckSummary plus(CheckSummary other) {
        return new CheckSummary(scenario, name, passed + other.passed, failed + other.failed);
    }
}
