// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import org.apiguardian.api.API;

/**
 * What one instance of the target costs an hour, in USD: a virtual machine, or a task with its processors and memory.
 * Nothing is built in, for prices depend on type, region and contract.
 *
 * @param instance what it is, such as {@code m7g.large in eu-west-1}
 * @param onDemand price on demand
 * @param savingsPlan price under a savings plan, which is paid for every hour, used or not
 * @param spot price on spot, as it is at the moment
 * @param dated when the prices were read, such as {@code 2026-11-30}
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record InstancePrice(String instance, double onDemand, double savingsPlan, double spot, String dated) {

    /**
     * Checks the prices.
     *
     * @param instance what it is
     * @param onDemand price on demand
     * @param savingsPlan price under a savings plan
     * @param spot price on spot
     * @param dated when the prices were read
     * @throws IllegalArgumentException if one is below zero or no number, or one of the cheaper two is above that on demand
     */
    public InstancePrice {
        if (!(onDemand > 0 && savingsPlan >= 0 && spot >= 0) || savingsPlan > onDemand || spot > onDemand) {
            throw new IllegalArgumentException("prices were " + onDemand + " on demand, " + savingsPlan
                    + " with a savings plan and " + spot
                    + " on spot, but must be above zero on demand, and from zero to that for the others");
        }
    }
}
