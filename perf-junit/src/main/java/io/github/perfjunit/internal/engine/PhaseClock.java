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
 * Phases of one scenario while it runs. The end may come earlier than planned, and an automatic warm-up may be cut
 * short; then everything after it comes earlier by as much. Times are nanoseconds since the start of the scenario.
 */
final class PhaseClock {

    /** Longest automatic warm-up. */
    static final Duration LONGEST_AUTO_WARM_UP = Duration.ofSeconds(60);

    private final List<Segment> segments;
    private final PhaseSchedule schedule;
    private volatile long warmUpCut = Long.MAX_VALUE;
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
        if (nanos >= end) {
            return Phase.GRACE;
        }
        Phase phase = schedule.at(nanos);
        return phase == Phase.WARM_UP && nanos >= warmUpCut ? Phase.MEASURE : phase;
    }

    /** Ends an automatic warm-up now; the measured time keeps its length. */
    void cutWarmUp(long nanos) {
        warmUpCut = nanos;
        end = Math.min(end, schedule.endNanos() - (schedule.measureStartNanos() - nanos));
    }

    /** No iteration starts from now on; an earlier end stays. */
    void endAt(long nanos) {
        end = Math.min(end, Math.max(0, nanos));
    }

    long end() {
        return end;
    }

    long measureStart() {
        return Math.min(schedule.measureStartNanos(), warmUpCut);
    }

    /** Returns how long each phase lasted in milliseconds, given when the last user ended. */
    Map<Phase, Long> millis(long finished) {
        Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
        long from = 0;
        for (Segment segment : segments) {
            long to = from + segment.duration().toNanos();
            add(nanos, segment.phase(), from, segment.phase() == Phase.WARM_UP ? Math.min(to, warmUpCut) : to);
            if (segment.phase() == Phase.WARM_UP && warmUpCut < to) {
                add(nanos, Phase.MEASURE, Math.max(from, warmUpCut), to);
            }
            from = to;
        }
        if (finished > end) {
            nanos.merge(Phase.GRACE, finished - end, Long::sum);
        }
        nanos.replaceAll((phase, length) -> Math.round(length / 1e6));
        return nanos;
    }

    private void add(Map<Phase, Long> nanos, Phase phase, long from, long to) {
        long length = Math.min(to, end) - from;
        if (length > 0) {
            nanos.merge(phase, length, Long::sum);
        }
    }
}
