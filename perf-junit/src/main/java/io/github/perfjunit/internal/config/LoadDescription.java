// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A load in words, such as {@code 500 users, ramp-up 2m, 10m}, with the changes of all keys.
 */
final class LoadDescription {

    private LoadDescription() {}

    static String of(Draft draft, PerfKeys keys) {
        LoadModel model = draft.model();
        boolean open = model instanceof LoadModel.Open;
        List<String> words = new ArrayList<>();
        List<Segment> segments = model.segments().stream()
                .filter(s -> !draft.conditions().autoWarmUp() || s.phase() != Phase.WARM_UP)
                .toList();
        KindCourse course = draft.course();
        if (course != null) {
            words.add(course.description());
        } else if (draft.staged()) {
            segments.forEach(s -> words.add(stage(s, open)));
            words.set(0, "stages: " + words.get(0));
        } else {
            words.add(level(model.peak(), open));
            segments.forEach(s -> words.add(part(s, model)));
        }
        if (draft.conditions().autoWarmUp()) {
            words.add(model.segments().stream()
                    .filter(s -> s.phase() == Phase.WARM_UP)
                    .findFirst()
                    .map(s -> "warm-up auto of at most " + time(s.duration()))
                    .orElse("warm-up auto"));
        }
        if (model instanceof LoadModel.Open arriving) {
            addOpen(words, arriving);
        } else if (model instanceof LoadModel.Closed closed && closed.pacing() != null) {
            words.add("pacing " + time(closed.pacing()));
        }
        if (!draft.conditions().thinkTime().isNone()) {
            words.add("think time " + Pauses.format(draft.conditions().thinkTime()));
        }
        if (!draft.startAfter().isZero()) {
            words.add("starts after " + time(draft.startAfter()));
        }
        if (keys.scale() != 1) {
            words.add("scaled "
                    + BigDecimal.valueOf(keys.scale()).stripTrailingZeros().toPlainString());
        }
        return String.join(", ", words);
    }

    private static void addOpen(List<String> words, LoadModel.Open open) {
        if (open.arrivals() == Arrivals.POISSON) {
            words.add("Poisson arrivals");
        }
        words.add("up to " + users(open.maxUsers()));
        if (open.overflow() == Overflow.DROP) {
            words.add("overflow dropped");
        }
    }

    private static String part(Segment segment, LoadModel model) {
        String time = time(segment.duration());
        return switch (segment.phase()) {
            case RAMP_UP, WARM_UP, RAMP_DOWN, GRACE -> segment.phase().label() + " " + time;
            case MEASURE -> model instanceof LoadModel.Closed closed ? measured(closed, time) : time;
        };
    }

    private static String measured(LoadModel.Closed closed, String time) {
        if (closed.iterationsPerUser() != null) {
            return "each " + iterations(closed.iterationsPerUser()) + " within " + time;
        }
        return closed.iterations() == null ? time : iterations(closed.iterations()) + " within " + time;
    }

    private static String iterations(long iterations) {
        return iterations + (iterations == 1 ? " iteration" : " iterations");
    }

    private static String stage(Segment segment, boolean open) {
        if (segment.from() == segment.to()) {
            return "hold " + time(segment.duration());
        }
        String level = level(segment.to(), open);
        return segment.duration().isZero() ? level + " at once" : level + " in " + time(segment.duration());
    }

    private static String level(double level, boolean open) {
        return open ? Rates.format(level) : users((long) level);
    }

    private static String users(long users) {
        return users + (users == 1 ? " user" : " users");
    }

    /** Writes a time; below a millisecond only if it is short, since keys may cut at any nanosecond. */
    private static String time(Duration time) {
        return Durations.format(time.toSeconds() > 0 ? time.truncatedTo(ChronoUnit.MILLIS) : time);
    }
}
