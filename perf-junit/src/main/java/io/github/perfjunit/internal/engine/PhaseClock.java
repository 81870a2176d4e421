// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.internal.schedule.PhaseSchedule;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PhaseWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * Time of one scenario while it runs, in nanoseconds since its start. The end may come earlier than planned, and an
 * automatic warm-up may be cut short; then the plan continues where measuring begins, and everything from there on is
 * that much earlier. A course that may be changed is another one after each change, from then on.
 */
final class PhaseClock {

    /** The part of the plan that is left out: its start and its length. */
    private record Cut(long from, long length) {
        static final Cut NONE = new Cut(Long.MAX_VALUE, 0);

        long to() {
            return from + length;
        }
    }

    /** The course as it is known. */
    private record Known(List<Segment> segments, PhaseSchedule schedule) {
        static Known of(List<Segment> segments) {
            return new Known(segments, PhaseSchedule.of(segments));
        }
    }

    private volatile Known known;
    private volatile Cut cut = Cut.NONE;
    private volatile long endedAt = Long.MAX_VALUE;

    PhaseClock(List<Segment> segments) {
        this.known = Known.of(segments);
    }

    /** Goes on along another course with the same beginning; a scenario that has ended stays so. */
    void follow(List<Segment> segments) {
        known = Known.of(segments);
    }

    /** Inserts the longest automatic warm-up before the first measured segment, unless the plan has a shorter one. */
    static List<Segment> withAutoWarmUp(List<Segment> segments) {
        boolean has = segments.stream()
                .takeWhile(segment -> segment.phase() != Phase.MEASURE)
                .anyMatch(segment -> segment.phase() == Phase.WARM_UP);
        if (has) {
            return segments;
        }
        List<Segment> all = new ArrayList<>();
        boolean added = false;
        for (Segment segment : segments) {
            if (!added && segment.phase() == Phase.MEASURE) {
                all.add(new Segment(ScenarioPlan.LONGEST_AUTO_WARM_UP, segment.from(), segment.from(), Phase.WARM_UP));
                added = true;
            }
            all.add(segment);
        }
        return all;
    }

    Phase at(long nanos) {
        if (nanos < 0) {
            return Phase.RAMP_UP; // the scenario waits for its start and measures nothing
        }
        return nanos >= end() ? Phase.GRACE : known.schedule().at(planned(nanos));
    }

    /** Returns the name of the part of the load at a time; empty where there is none. */
    String labelAt(long nanos) {
        return nanos < 0 || nanos >= end() ? "" : known.schedule().labelAt(planned(nanos));
    }

    /** Ends the warm-up now, if there is one now. */
    void cutWarmUp(long nanos) {
        if (at(nanos) == Phase.WARM_UP) {
            long length = plannedMeasureStart() - nanos;
            cut = new Cut(nanos, length);
            endAt(known.schedule().endNanos() - length);
        }
    }

    /** Returns the time of the plan at a time. */
    long planned(long nanos) {
        Cut now = cut;
        return nanos < now.from() ? nanos : nanos + now.length();
    }

    /** Returns the real time of a time of the plan; for one that is left out, the time at which it is skipped. */
    long actual(long planned) {
        Cut now = cut;
        return planned < now.from() ? planned : Math.max(now.from(), planned - now.length());
    }

    /** Returns whether a time of the plan is left out. */
    boolean isCut(long planned) {
        Cut now = cut;
        return planned >= now.from() && planned < now.to();
    }

    /** Ends the starting of iterations now; an earlier end stays. */
    void endAt(long nanos) {
        endedAt = Math.min(endedAt, Math.max(0, nanos));
    }

    long end() {
        return Math.min(endedAt, known.schedule().endNanos());
    }

    long measureStart() {
        return actual(plannedMeasureStart());
    }

    long plannedMeasureStart() {
        return known.schedule().measureStartNanos();
    }

    /**
     * Returns the phases of the scenario until now.
     *
     * @param now nanoseconds since the start of the scenario
     * @param offset start of the scenario in nanoseconds since the start of the load, in which the windows are given
     */
    List<PhaseWindow> windows(long now, long offset) {
        List<PhaseWindow> windows = new ArrayList<>();
        long end = end();
        long until = Math.min(now, end);
        long planned = 0;
        for (Segment segment : known.segments()) {
            long from = actual(planned);
            planned += segment.duration().toNanos();
            long to = Math.min(actual(planned), until);
            add(windows, segment.phase(), segment.label(), from + offset, to + offset);
        }
        add(windows, Phase.GRACE, "", end + offset, now + offset);
        return windows;
    }

    private static void add(List<PhaseWindow> windows, Phase phase, String label, long fromNanos, long toNanos) {
        long from = Math.round(fromNanos / 1e6);
        long to = Math.round(toNanos / 1e6);
        if (to <= from) {
            return;
        }
        PhaseWindow last = windows.isEmpty() ? null : windows.get(windows.size() - 1);
        if (last != null && last.phase() == phase && last.label().equals(label) && last.toMillis() == from) {
            windows.set(windows.size() - 1, new PhaseWindow(phase, last.fromMillis(), to, label));
        } else {
            windows.add(new PhaseWindow(phase, from, to, label));
        }
    }
}
