// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import org.apiguardian.api.API;

/**
 * Which record of a feed an iteration gets.
 *
 * <p>On several workers, worker {@code k} of {@code n} takes, for {@link #CIRCULAR} and {@link #ONCE}, only the records
 * whose number, from 0, leaves the remainder {@code k} when divided by {@code n}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum FeedStrategy {
    /**
     * The records in order, all users together, and from the start again after the last one. A stream with more than
     * 1,000,000 elements is never started again.
     */
    CIRCULAR,
    /** Any record, drawn by the user's own random numbers: the same ones for the same seed and user. */
    RANDOM,
    /** Each record once, in order, all users together; the load ends when they are used up. */
    ONCE,
    /**
     * User {@code k} gets record {@code k} in all its iterations. Fewer records than users are a mistake found before
     * the load.
     */
    UNIQUE_PER_USER
}
