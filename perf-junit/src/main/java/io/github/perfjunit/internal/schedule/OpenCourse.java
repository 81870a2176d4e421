// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

import io.github.perfjunit.load.CourseChange;
import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A course that may be changed while it runs. Until the last change it is known to its limit at every moment: after the
 * segments so far their last level is held, unmeasured. So a change that comes late finds users at work, and one that
 * never comes ends the load in time. Immutable.
 */
public final class OpenCourse {

    private final List<Segment> segments;
    private final CourseLimits limits;
    private final boolean last;

    private OpenCourse(List<Segment> segments, CourseLimits limits, boolean last) {
        this.segments = List.copyOf(segments);
        this.limits = limits;
        this.last = last;
    }

    /**
     * Starts a course.
     *
     * @param first its first segments, at least one
     * @param limits what no change goes beyond
     * @return the course
     */
    public static OpenCourse of(List<Segment> first, CourseLimits limits) {
        return new OpenCourse(filled(part(first, Duration.ZERO, limits.longest()), limits, false), limits, false);
    }

    /**
     * Changes the course; what has passed stays.
     *
     * @param change from when on it is another one
     * @param now time since the start of the scenario
     * @return the course with the change; the same one if there was a last change before, or the scenario is over
     */
    public OpenCourse with(CourseChange change, Duration now) {
        if (last || now.compareTo(limits.longest()) >= 0) {
            return this;
        }
        Duration from = change.at().compareTo(now) > 0 ? change.at() : now;
        List<Segment> changed = new ArrayList<>(part(segments, Duration.ZERO, from));
        changed.addAll(part(
                change.segments(), from.minus(change.at()), limits.longest().minus(change.at())));
        return new OpenCourse(filled(changed, limits, change.last()), limits, change.last());
    }

    /**
     * Returns the course to its end or its limit.
     *
     * @return at least one segment
     */
    public List<Segment> segments() {
        return segments;
    }

    /**
     * Returns whether the course will not be changed any more.
     *
     * @return true after the last change
     */
    public boolean isFixed() {
        return last;
    }

    /** Returns what lies within a time, with jumps at its edges. */
    private static List<Segment> part(List<Segment> all, Duration from, Duration to) {
        List<Segment> inside = new ArrayList<>();
        Duration start = Duration.ZERO;
        for (Segment segment : all) {
            Duration end = start.plus(segment.duration());
            Duration first = start.compareTo(from) > 0 ? start : from;
            Duration until = end.compareTo(to) < 0 ? end : to;
            if (first.compareTo(until) < 0) {
                inside.add(new Segment(
                        until.minus(first),
                        segment.levelAt(first.minus(start)),
                        segment.levelAt(until.minus(start)),
                        segment.phase(),
                        segment.label()));
            }
            start = end;
        }
        return inside;
    }

    private static List<Segment> filled(List<Segment> known, CourseLimits limits, boolean last) {
        List<Segment> all = new ArrayList<>(known);
        Duration length = known.stream().map(Segment::duration).reduce(Duration.ZERO, Duration::plus);
        Duration left = limits.longest().minus(length);
        if (!last && !left.isZero() && !left.isNegative() && !known.isEmpty()) {
            double level = known.get(known.size() - 1).to();
            all.add(Segment.hold(left, level, Phase.WARM_UP, ""));
        }
        return all.isEmpty() ? List.of(Segment.hold(Duration.ofNanos(1), 0, Phase.WARM_UP, "")) : all;
    }
}
