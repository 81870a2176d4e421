// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * Applies the keys that change a load, in this order: {@code perf.users}, {@code perf.rampUp}, {@code perf.duration}, {@code
 * perf.scale}, {@code perf.maxUsers}, {@code perf.maxDuration}.
 *
 * <p>{@code perf.users} sets the users of closed models, and of stages their peak, the others in proportion. {@code
 * perf.rampUp} leaves stages alone. {@code perf.duration} sets the measured time, of stages the length of all
 * together. {@code perf.scale} multiplies users and rates, {@code maxUsers} and iterations; a value above zero stays
 * at least 1, and iterations stay at least as many as users; {@code iterationsPerUser} stays as it is. {@code perf.maxUsers} and {@code perf.maxDuration} only
 * ever lower.
 */
final class Overrides {

    private final PerfKeys keys;
    private final Problems problems;

    Overrides(PerfKeys keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    Draft apply(String scenario, Draft draft) {
        if (draft.course() != null) {
            return draft.model() instanceof LoadModel.Open ? clampedUsers(draft) : draft; // it was given scaled levels
        }
        Draft timed = withTimes(withUsers(draft));
        Draft scaled = keys.scale() == 1 ? timed : scaled(timed);
        checkPeak(scenario, scaled);
        return clampedUsers(scaled);
    }

    private Draft withUsers(Draft draft) {
        Integer users = keys.users();
        if (users == null || draft.model() instanceof LoadModel.Open) {
            return draft;
        }
        double factor = users / draft.model().peak();
        return draft.withSegments(Segments.mapLevels(draft.model().segments(), level -> people(level * factor)));
    }

    private Draft withTimes(Draft draft) {
        List<Segment> segments = draft.model().segments();
        Duration rampUp = keys.rampUp();
        if (rampUp != null && !draft.staged()) {
            segments = Segments.withRampUp(segments, rampUp);
        }
        Duration duration = keys.duration();
        if (duration != null) {
            segments = draft.staged()
                    ? Segments.resize(segments, duration)
                    : Segments.withLength(segments, Phase.MEASURE, duration);
        }
        return draft.withSegments(segments);
    }

    private Draft scaled(Draft draft) {
        double scale = keys.scale();
        if (draft.model() instanceof LoadModel.Open open) {
            List<Segment> segments = Segments.mapLevels(open.segments(), rate -> rate * scale);
            int users = (int) Math.min(Numbers.MAX_USERS, people(open.maxUsers() * scale));
            return draft.withModel(new LoadModel.Open(segments, users, open.overflow(), open.arrivals()));
        }
        LoadModel.Closed closed = (LoadModel.Closed) draft.model();
        List<Segment> segments = Segments.mapLevels(closed.segments(), users -> people(users * scale));
        Long iterations = closed.iterations();
        Long fewer = iterations == null
                ? null
                : Long.valueOf(Math.max((long) Segments.peak(segments), Math.round(iterations * scale)));
        return draft.withModel(new LoadModel.Closed(segments, closed.pacing(), fewer, closed.iterationsPerUser()));
    }

    /** Returns whole users, at least one if there were any. */
    private static double people(double users) {
        return users == 0 ? 0 : Math.max(1, Math.rint(users));
    }

    private void checkPeak(String scenario, Draft draft) {
        boolean open = draft.model() instanceof LoadModel.Open;
        if (draft.model().peak() > (open ? Rates.MAX : Numbers.MAX_USERS)) {
            problems.add("perf.scale was '"
                    + BigDecimal.valueOf(keys.scale()).stripTrailingZeros().toPlainString() + "' but must leave "
                    + BadValueException.quote(scenario) + " at or below "
                    + (open ? Rates.format(Rates.MAX) : Numbers.MAX_USERS + " users"));
        }
    }

    private Draft clampedUsers(Draft draft) {
        Integer most = keys.maxUsers();
        if (most == null) {
            return draft;
        }
        if (draft.model() instanceof LoadModel.Open open) {
            int users = Math.min(most, open.maxUsers());
            return draft.withModel(new LoadModel.Open(open.segments(), users, open.overflow(), open.arrivals()));
        }
        return draft.withSegments(Segments.mapLevels(draft.model().segments(), level -> Math.min(level, most)));
    }

    /**
     * Shortens a load that is longer than {@code perf.maxDuration}: the measured time alone, if ramps and warm-up leave
     * at least half of the limit for it, else everything in proportion. Stages, and loads in which a scenario starts
     * later, are always shortened in proportion. An automatic warm-up counts with the longest time that it may take; where
     * that is too long, it may take what is left, and at least a quarter of the limit.
     */
    List<Draft> clampedTime(List<Draft> planned) {
        Duration most = keys.maxDuration();
        if (most == null) {
            return planned;
        }
        if (planned.stream().anyMatch(draft -> draft.course() != null)) {
            return planned; // a load of one scenario, whose kind knows the limit
        }
        List<Draft> drafts =
                planned.stream().map(draft -> withWarmUpWithin(draft, most)).toList();
        Duration total =
                drafts.stream().map(Draft::end).max(Duration::compareTo).orElse(Duration.ZERO);
        if (total.compareTo(most) <= 0) {
            return drafts;
        }
        if (drafts.stream().allMatch(d -> d.startAfter().isZero())) {
            return drafts.stream().map(d -> shortened(d, most)).toList();
        }
        double factor = (double) most.toNanos() / total.toNanos();
        return drafts.stream()
                .map(d -> d.withStartAfter(times(d.startAfter(), factor))
                        .withSegments(Segments.resize(
                                d.model().segments(), times(d.model().duration(), factor))))
                .toList();
    }

    private static Draft withWarmUpWithin(Draft draft, Duration most) {
        Duration left = most.minus(draft.end());
        if (!draft.conditions().autoWarmUp() || left.compareTo(ScenarioPlan.LONGEST_AUTO_WARM_UP) >= 0) {
            return draft;
        }
        Duration quarter = most.dividedBy(4);
        Duration allowed = left.compareTo(quarter) > 0 ? left : quarter;
        boolean longer = allowed.compareTo(ScenarioPlan.LONGEST_AUTO_WARM_UP) > 0;
        return draft.withSegments(
                Segments.withWarmUp(draft.model().segments(), longer ? ScenarioPlan.LONGEST_AUTO_WARM_UP : allowed));
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }

    private static Draft shortened(Draft draft, Duration most) {
        List<Segment> segments = draft.model().segments();
        Duration length = Segments.length(segments);
        if (length.compareTo(most) <= 0) {
            return draft;
        }
        Duration around = segments.stream()
                .filter(s -> s.phase() != Phase.MEASURE)
                .map(Segment::duration)
                .reduce(Duration.ZERO, Duration::plus);
        boolean measuredAlone = !draft.staged() && around.multipliedBy(2).compareTo(most) <= 0;
        return draft.withSegments(
                measuredAlone
                        ? Segments.withLength(segments, Phase.MEASURE, most.minus(around))
                        : Segments.resize(segments, most));
    }
}
