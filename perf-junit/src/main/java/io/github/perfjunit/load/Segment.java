// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * Stretch of a load over which the level moves evenly from one value to another.
 *
 * @param duration how long it takes; zero for a jump
 * @param from level at its start: users, or iterations a second
 * @param to level at its end
 * @param phase phase of the iterations that are due in it
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Segment(Duration duration, double from, double to, Phase phase) {

    /**
     * Checks the values.
     *
     * @param duration how long it takes; zero for a jump
     * @param from level at its start: users, or iterations a second
     * @param to level at its end
     * @param phase phase of the iterations that are due in it
     */
    public Segment {
        if (duration.isNegative() || !(from >= 0) || !(to >= 0)) {
            throw new IllegalArgumentException("segment was " + duration + " from " + from + " to " + to
                    + " but durations and levels must be zero or more");
        }
    }
}
