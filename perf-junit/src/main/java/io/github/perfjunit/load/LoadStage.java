// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a load, for fluent use; made by {@link #ramp(String, int)}, {@link #ramp(String, String)} and
 * {@link #hold(String)}.
 *
 * <p>The texts are checked together with all other settings of the load, before it starts.
 *
 * @param duration how long it takes, such as {@code 30s}; {@code 0s} for a jump
 * @param users virtual users at its end; null if it sets a rate or holds
 * @param rate arrival rate at its end, such as {@code 50/s}; null if it sets users or holds
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LoadStage(
        String duration, @Nullable Integer users, @Nullable String rate) {

    /**
     * Moves evenly to a number of users.
     *
     * @param duration how long it takes, such as {@code "30s"}; {@code "0s"} for a jump
     * @param users virtual users at its end
     * @return the stage
     */
    public static LoadStage ramp(String duration, int users) {
        return new LoadStage(duration, users, null);
    }

    /**
     * Moves evenly to an arrival rate.
     *
     * @param duration how long it takes, such as {@code "30s"}; {@code "0s"} for a jump
     * @param rate arrival rate at its end, such as {@code "50/s"}
     * @return the stage
     */
    public static LoadStage ramp(String duration, String rate) {
        return new LoadStage(duration, null, rate);
    }

    /**
     * Stays at the level of the stage before.
     *
     * @param duration how long, such as {@code "30m"}
     * @return the stage
     */
    public static LoadStage hold(String duration) {
        return new LoadStage(duration, null, null);
    }
}
