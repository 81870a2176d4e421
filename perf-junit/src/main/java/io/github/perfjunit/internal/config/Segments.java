// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Changes to the course of a load.
 */
final class Segments {

    private Segments() {}

    static Duration length(List<Segment> segments) {
        return segments.stream().map(Segment::duration).reduce(Duration.ZERO, Duration::plus);
    }

    static double peak(List<Segment> segments) {
        return segments.stream()
                .mapToDouble(s -> Math.max(s.from(), s.to()))
                .max()
                .orElse(0);
    }

    static List<Segment> mapLevels(List<Segment> segments, DoubleUnaryOperator change) {
        return segments.stream()
                .map(s -> new Segment(
                        s.duration(),
                        change.applyAsDouble(s.from()),
                        change.applyAsDouble(s.to()),
                        s.phase(),
                        s.label()))
                .toList();
    }

    /** Stretches or shortens all segments in proportion, so that together they take exactly a given time. */
    static List<Segment> resize(List<Segment> segments, Duration length) {
        double factor = (double) length.toNanos() / length(segments).toNanos();
        List<Segment> resized = new ArrayList<>();
        long before = 0;
        long placed = 0;
        for (Segment s : segments) {
            before += s.duration().toNanos();
            long end = Math.round(before * factor);
            resized.add(new Segment(Duration.ofNanos(end - placed), s.from(), s.to(), s.phase(), s.label()));
            placed = end;
        }
        return resized;
    }

    /** Sets the length of the one segment of a phase. */
    static List<Segment> withLength(List<Segment> segments, Phase phase, Duration length) {
        return segments.stream()
                .map(s -> s.phase() == phase ? new Segment(length, s.from(), s.to(), phase) : s)
                .toList();
    }

    /** Puts a warm-up in front of the first measured segment, at the level at which that begins. */
    static List<Segment> withWarmUp(List<Segment> segments, Duration length) {
        List<Segment> changed = new ArrayList<>();
        boolean added = false;
        for (Segment s : segments) {
            if (!added && s.phase() == Phase.MEASURE) {
                changed.add(new Segment(length, s.from(), s.from(), Phase.WARM_UP));
                added = true;
            }
            changed.add(s);
        }
        return changed;
    }

    /** Replaces the ramp at the start. */
    static List<Segment> withRampUp(List<Segment> segments, Duration length) {
        List<Segment> changed = new ArrayList<>();
        if (!length.isZero()) {
            changed.add(new Segment(length, 0, peak(segments), Phase.RAMP_UP));
        }
        segments.stream().filter(s -> s.phase() != Phase.RAMP_UP).forEach(changed::add);
        return changed;
    }
}
