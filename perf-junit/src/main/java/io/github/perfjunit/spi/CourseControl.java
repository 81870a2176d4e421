// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.load.Segment;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Changes the course of a running load, within its {@link ConductedLoad#limits() limits}. Used on the thread that calls
 * {@link ConductedLoad#interval}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface CourseControl {

    /**
     * Sets the course from a time on, in place of what it would have been. After its last segment its level is held,
     * unmeasured, until there is another change.
     *
     * @param at time since the start of the scenario
     * @param segments the course from then on
     * @throws IllegalStateException if there was a last change, or the course is fixed
     * @throws IllegalArgumentException if a level or the end is beyond the limits
     */
    void change(Duration at, List<Segment> segments);

    /**
     * Sets the course from a time on to its end: there will be no other change.
     *
     * @param at time since the start of the scenario
     * @param segments the course from then on; none to end there
     * @throws IllegalStateException if there was a last change, or the course is fixed
     * @throws IllegalArgumentException if a level or the end is beyond the limits
     */
    void finish(Duration at, List<Segment> segments);
}
