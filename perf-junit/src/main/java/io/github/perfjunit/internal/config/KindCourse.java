// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.Segment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The course that a kind of load gives itself.
 *
 * @param segments its first segments, or all of them; none if its settings have mistakes
 * @param limits how far it may be changed; null if the segments are all of it
 * @param description the course in words
 */
public record KindCourse(List<Segment> segments, @Nullable CourseLimits limits, String description) {

    /**
     * Copies the list.
     *
     * @param segments its first segments, or all of them
     * @param limits how far it may be changed; null if the segments are all of it
     * @param description the course in words
     */
    public KindCourse {
        segments = List.copyOf(segments);
    }
}
