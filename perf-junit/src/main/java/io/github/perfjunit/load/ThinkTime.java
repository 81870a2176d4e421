// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * Pause of a virtual user after each iteration, drawn evenly from a range; not part of any response time.
 *
 * @param min shortest pause, zero or more
 * @param max longest pause, not below {@code min}
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ThinkTime(Duration min, Duration max) {

    /** No pause. */
    public static final ThinkTime NONE = new ThinkTime(Duration.ZERO, Duration.ZERO);

    /**
     * Checks the values.
     *
     * @param min shortest pause, zero or more
     * @param max longest pause, not below {@code min}
     */
    public ThinkTime {
        if (min.isNegative() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException(
                    "think time was " + min + ".." + max + " but must be zero or more and not end before it begins");
        }
    }

    /**
     * Returns whether there is no pause.
     *
     * @return true if the longest pause is zero
     */
    public boolean isNone() {
        return max.isZero();
    }

    /**
     * Draws a pause.
     *
     * @param unit a random number from 0 (included) to 1 (excluded)
     * @return the pause in nanoseconds
     */
    public long nanos(double unit) {
        long least = min.toNanos();
        return least + (long) (unit * (max.toNanos() - least + 1));
    }
}
