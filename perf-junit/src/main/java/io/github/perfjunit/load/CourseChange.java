// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The course of a scenario from some time on, in place of what it would have been. A plain value: whoever runs shares of a
 * load in other JVMs sends it to each of them, where it takes effect at the same time of the load.
 *
 * <p>What has passed does not change: a worker that gets the change late follows it from then on. After the last segment
 * its level is held, unmeasured, until there is another change or the {@link CourseLimits#longest() longest time} is over.
 *
 * @param scenario name of the scenario
 * @param at time since the start of the scenario from which on it holds
 * @param segments the course from then on; none to go on holding, or to end there
 * @param last true if there will be no other change: the scenario ends after the segments
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CourseChange(String scenario, Duration at, List<Segment> segments, boolean last) {

    /**
     * Copies the list.
     *
     * @param scenario name of the scenario
     * @param at time since the start of the scenario from which on it holds, zero or more
     * @param segments the course from then on
     * @param last true if there will be no other change
     */
    public CourseChange {
        segments = List.copyOf(segments);
        if (at.isNegative()) {
            throw new IllegalArgumentException("at was " + at + " but must be zero or more");
        }
    }

    /**
     * Returns when the segments are over.
     *
     * @return time since the start of the scenario
     */
    public Duration end() {
        return segments.stream().map(Segment::duration).reduce(at, Duration::plus);
    }

    /**
     * Reads a change that a controller sent.
     *
     * @param encoded text made by {@link #encode()}
     * @return an equal change
     * @throws IllegalArgumentException if the text is not such an encoding
     */
    public static CourseChange decode(String encoded) {
        return CourseJson.read(encoded);
    }

    /**
     * Writes this change without loss, as {@link #decode(String)} reads it.
     *
     * @return JSON without line breaks
     */
    public String encode() {
        return CourseJson.write(this);
    }
}
