// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import org.apiguardian.api.API;

/**
 * Behaviour with a weight, for {@link VirtualUser#pick(Weighted...)}.
 *
 * @param weight how often it is picked in relation to the others, above zero
 * @param task the behaviour
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Weighted(double weight, UserTask task) {

    /**
     * Checks the values.
     *
     * @param weight how often it is picked in relation to the others, above zero
     * @param task the behaviour
     */
    public Weighted {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight was " + weight + " but must be above zero and finite");
        }
    }

    /**
     * Gives a behaviour a weight.
     *
     * @param weight how often it is picked in relation to the others, above zero; shares need not add up to 100
     * @param task the behaviour
     * @return both together
     * @throws IllegalArgumentException if the weight is not above zero
     */
    public static Weighted weight(double weight, UserTask task) {
        return new Weighted(weight, task);
    }
}
