// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import java.util.List;

/** The phases of a scenario over time. Immutable. */
public final class PhaseSchedule {

    private final Course course;
    private final Phase first;

    private PhaseSchedule(List<Segment> segments) {
        course = new Course(segments);
        first = segments.get(0).phase();
    }

    /**
     * Creates the schedule of some segments.
     *
     * @param segments users or rate over time, at least one
     * @return their schedule
     */
    public static PhaseSchedule of(List<Segment> segments) {
        return new PhaseSchedule(segments);
    }

    /**
     * Returns the phase at a time.
     *
     * @param nanos relative to the start of the scenario
     * @return the phase of the segment, at a boundary of the later one; of the first one before the start; {@code
     *     GRACE} from the end on
     */
    public Phase at(long nanos) {
        if (nanos < 0) {
            return first;
        }
        return nanos < course.end() ? course.segment(course.indexAt(nanos)).phase() : Phase.GRACE;
    }

    /**
     * Returns the label at a time.
     *
     * @param nanos relative to the start of the scenario
     * @return the label of the segment, at a boundary of the later one; empty outside the course
     */
    public String labelAt(long nanos) {
        return course.contains(nanos) ? course.segment(course.indexAt(nanos)).label() : "";
    }

    /**
     * Returns the start of the measured time.
     *
     * @return the start of the first measured segment; -1 if there is none
     */
    public long measureStartNanos() {
        for (int s = 0; s < course.size(); s++) {
            if (course.segment(s).phase() == Phase.MEASURE) {
                return course.start(s);
            }
        }
        return -1;
    }

    /**
     * Returns the end of the schedule.
     *
     * @return the length of all segments
     */
    public long endNanos() {
        return course.end();
    }
}
