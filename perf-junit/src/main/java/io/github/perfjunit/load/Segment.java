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
 * @param label name of the part of the load that it belongs to, such as {@code spike} or {@code step 3}; several segments
 *     may have the same; empty if it has none
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Segment(Duration duration, double from, double to, Phase phase, String label) {

    /**
     * Checks the values.
     *
     * @param duration how long it takes; zero for a jump
     * @param from level at its start: users, or iterations a second
     * @param to level at its end
     * @param phase phase of the iterations that are due in it
     * @param label name of the part of the load that it belongs to; empty if it has none
     */
    public Segment {
        if (duration.isNegative() || !(from >= 0) || !(to >= 0)) {
            throw new IllegalArgumentException("segment was " + duration + " from " + from + " to " + to
                    + " but durations and levels must be zero or more");
        }
    }

    /**
     * Makes a segment without a label.
     *
     * @param duration how long it takes; zero for a jump
     * @param from level at its start: users, or iterations a second
     * @param to level at its end
     * @param phase phase of the iterations that are due in it
     */
    public Segment(Duration duration, double from, double to, Phase phase) {
        this(duration, from, to, phase, "");
    }

    /**
     * Makes a segment that holds one level.
     *
     * @param duration how long it takes
     * @param level users, or iterations a second
     * @param phase phase of the iterations that are due in it
     * @param label name of the part of the load that it belongs to
     * @return the segment
     */
    public static Segment hold(Duration duration, double level, Phase phase, String label) {
        return new Segment(duration, level, level, phase, label);
    }

    /**
     * Returns this segment with another length; its levels stay.
     *
     * @param length the length
     * @return the segment
     */
    public Segment withDuration(Duration length) {
        return new Segment(length, from, to, phase, label);
    }

    /**
     * Returns the level at a time of this segment.
     *
     * @param after time since its start, from zero to its length
     * @return users, or iterations a second
     */
    public double levelAt(Duration after) {
        return duration.isZero() ? to : from + (to - from) * ((double) after.toNanos() / duration.toNanos());
    }
}
