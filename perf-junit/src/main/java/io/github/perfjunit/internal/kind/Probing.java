// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.Persistence;
import io.github.perfjunit.kind.LoadStep.State;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.spi.CourseControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds one step after another, and lengthens a step whose verdict is not clear. Not thread-safe. */
final class Probing {

    /** Longest time that a step may settle beyond the time that was set for it. */
    static final Duration LONGEST_SETTLE = Duration.ofSeconds(60);

    private final Duration settle;
    private final Duration longest;
    private @Nullable StepRecord step;
    private Duration hold;
    private long endMillis;
    private int lengthened;

    /**
     * Prepares for steps.
     *
     * @param settle how long a step settles, at least
     * @param hold how long a step is judged
     * @param longest when the whole course ends at the latest
     */
    Probing(Duration settle, Duration hold, Duration longest) {
        this.settle = settle;
        this.hold = hold;
        this.longest = longest;
    }

    /** Begins a step whose segments {@link #segments} gives; returns when it ends. */
    Duration begin(StepRecord record, Duration at, Duration settling, Duration held) {
        step = record;
        hold = held;
        lengthened = 0;
        Duration end = at.plus(settling).plus(held).plus(KindTimes.SPARE);
        endMillis = end.toMillis();
        return end;
    }

    /** Returns whether a step that begins at a time ends before the course must. */
    boolean fits(Duration at, Duration settling, Duration held) {
        return fits(at.plus(settling).plus(held).plus(KindTimes.SPARE));
    }

    boolean fits(Duration end) {
        return end.compareTo(longest) <= 0;
    }

    static List<Segment> segments(StepRecord record, Duration settling, Duration held) {
        List<Segment> segments = new ArrayList<>();
        if (!settling.isZero()) {
            segments.add(Segment.hold(settling, record.level(), Phase.WARM_UP, ""));
        }
        segments.add(Segment.hold(held.plus(KindTimes.SPARE), record.level(), Phase.MEASURE, record.label()));
        return segments;
    }

    /** Returns how long a step settles: the slower the one before was, the longer. */
    Duration settle(StepRecord before) {
        Duration twice = before.p99().multipliedBy(2);
        Duration most = settle.plus(LONGEST_SETTLE);
        Duration wanted = twice.compareTo(settle) > 0 ? twice : settle;
        return wanted.compareTo(most) > 0 ? most : Duration.ofSeconds((wanted.toMillis() + 999) / 1000);
    }

    @Nullable
    StepRecord step() {
        return step;
    }

    /** Returns whether an interval belongs to the step under way. */
    boolean isIn(ScenarioInterval scenario) {
        return step != null && step.label().equals(scenario.label());
    }

    /** Takes an interval; returns the verdict once the step is over and clear, or cannot become clearer. */
    @Nullable
    StepVerdict interval(Interval interval, ScenarioInterval scenario, SeriesKind kind, CourseControl course) {
        StepRecord current = step;
        if (current == null) {
            return null;
        }
        if (isIn(scenario)) {
            current.add(interval, scenario, kind);
        }
        if (interval.toMillis() < endMillis) {
            return null;
        }
        boolean last = lengthened == Persistence.LONGEST - 1;
        int planned = (int) hold.toSeconds();
        // Seconds that a busy machine has run together must not leave the last judgement open.
        StepVerdict verdict =
                current.judge(last ? Math.min(planned, current.seconds() / Persistence.LONGEST) : planned);
        boolean tooShort = verdict.state() == State.UNCLEAR && current.seconds() < hold.toSeconds();
        boolean doubtful = verdict.lengthen() || tooShort || verdict.state() == State.INVALID;
        Duration at = KindTimes.next(interval.toMillis());
        if (doubtful && !last && fits(at.plus(hold))) {
            lengthened++;
            course.change(at, List.of(Segment.hold(hold, current.level(), Phase.MEASURE, current.label())));
            endMillis = at.plus(hold).toMillis();
            return null;
        }
        step = null;
        return verdict;
    }
}
