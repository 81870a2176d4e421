// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import org.apiguardian.api.API;

/**
 * The part of a plan that one worker runs.
 *
 * <p>Worker {@code index} of {@code count} runs the users and the arrivals whose number leaves the remainder
 * {@code index} when divided by {@code count}, each at its own time; so all shares together are exactly the plan.
 *
 * @param index from 0 to {@code count - 1}
 * @param count number of workers, at least 1
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record WorkerShare(int index, int count) {

    /** The whole plan. */
    public static final WorkerShare WHOLE = new WorkerShare(0, 1);

    /**
     * Checks the values.
     *
     * @param index from 0 to {@code count - 1}
     * @param count number of workers, at least 1
     */
    public WorkerShare {
        if (count < 1 || index < 0 || index >= count) {
            throw new IllegalArgumentException("share was " + index + " of " + count
                    + " but the index must be from 0 to one below the count, and the count at least 1");
        }
    }

    /**
     * Cuts a number of things that are numbered from 0.
     *
     * @param total how many there are in all
     * @return how many of them belong to this share
     */
    public long of(long total) {
        return total / count + (index < total % count ? 1 : 0);
    }

    /**
     * Returns the number, within the whole, of one of this share's things.
     *
     * @param own number within the share, from 0
     * @return number within the whole, from 0
     */
    public long global(long own) {
        return own * count + index;
    }
}
