// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.internal.schedule.PhaseSchedule;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Time of one scenario while it runs, in nanoseconds since its start. The end may come earlier than planned, and an
 * automatic warm-up may be cut short; then the plan is taken up where measuring begins, and everything from there on
 * comes earlier by as much.
 */
final class PhaseClock {

    /** Longest automatic warm-up. */
    static final Duration LONGEST_AUTO_WARM_UP = Duration.ofSeconds(60);

    /** What of the plan is left out: from a time on, for some time. */
    private record Cut(long from, long length) {
        static final Cut NONE = new Cut(Long.MAX_VALUE, 0);

        long to() {
            return from + length;
        }
    }

    private final List<Segment> segments;
    private final PhaseSchedule schedule;
    private volatile Cut cut = Cut.NONE;
    private volatile long end;

    PhaseClock(List<Segment> segments) {
        this.segments = segments;
        this.schedule = PhaseSchedule.of(segments);
        this.end = schedule.endNanos();
    }

    /** Puts the longest automatic warm-up in front of the first measured segment. */
    static List<Segment> withAutoWarmUp(List<Segment> segments) {
        List<Segment> all = new ArrayList<>();
        boolean added = false;
        for (Segment segment : segments) {
            if (!added && segment.phase() == Phase.MEASURE) {
                all.add(new Segment(LONGEST_AUTO_WARM_UP, segment.from(), segment.from(), Phase.WARM_UP));
                added = true;
            }
            all.add(segment);
        }
        return all;
    }

    Phase at(long nanos) {
        return nanos >= end ? Phase.GRACE : schedule.at(planned(nanos));
    }

    /** Ends the warm-up now, if there is one now. */
    void cutWarmUp(long nanos) {
        if (at(nanos) == Phase.WARM_UP) {
            long length = plannedMeasureStart() - nanos;
            cut = new Cut(nanos, length);
            endAt(schedule.endNanos() - length);
        }
    }

    /** Returns the time of the plan at a time. */
    long planned(long nanos) {
        Cut now = cut;
        return nanos < now.from() ? nanos : nanos + now.length();
    }

    /** Returns when a time of the plan comes; for one that is left out, when it is passed over. */
    long actual(long planned) {
        Cut now = cut;
        return planned < now.from() ? planned : Math.max(now.from(), planned - now.length());
    }

    /** Tells whether a time of the plan never comes. */
    boolean isCut(long planned) {
        Cut now = cut;
        return planned >= now.from() && planned < now.to();
    }

    /** No iteration starts from now on; an earlier end stays. */
    void endAt(long nanos) {
        end = Math.min(end, Math.max(0, nanos));
    }

    long end() {
        return end;
    }

    long measureStart() {
        return actual(plannedMeasureStart());
    }

    long plannedMeasureStart() {
        return schedule.measureStartNanos();
    }

    /** Returns how long each phase lasted until now in milliseconds. */
    Map<Phase, Long> millis(long now) {
        Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
        long until = Math.min(now, end);
        long planned = 0;
        for (Segment segment : segments) {
            long from = actual(planned);
            planned += segment.duration().toNanos();
            long length = Math.min(actual(planned), until) - from;
            if (length > 0) {
                nanos.merge(segment.phase(), length, Long::sum);
            }
        }
        if (now > end) {
            nanos.merge(Phase.GRACE, now - end, Long::sum);
        }
        nanos.replaceAll((phase, length) -> Math.round(length / 1e6));
        return nanos;
    }
}
