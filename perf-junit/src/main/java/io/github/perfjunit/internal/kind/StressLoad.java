// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.Recovery;
import io.github.perfjunit.kind.LoadStep;
import io.github.perfjunit.kind.LoadStep.State;
import io.github.perfjunit.kind.StressReport;
import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.spi.ConductedLoad;
import io.github.perfjunit.spi.CourseControl;
import io.github.perfjunit.spi.KindSettings;
import io.github.perfjunit.spi.KindVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A staircase that ends when a step is missed; then the load falls back to the first step. Not thread-safe. */
public final class StressLoad implements ConductedLoad {

    static final String RECOVERY = "recovery";

    private static final int MOST_STEPS = 200;

    /** Steps whose verdict may take three times as long before the time set aside is used up. */
    private static final int DOUBTFUL_STEPS = 2;

    /**
     * The attributes as they are written.
     *
     * @param upTo highest load
     * @param step load that each step adds
     * @param hold how long a step is judged
     * @param settle how long it settles before
     * @param recovery how long the first step is held again
     * @param recoverWithin longest time to recovery
     */
    public record Texts(String upTo, String step, String hold, String settle, String recovery, String recoverWithin) {}

    private record Plan(
            boolean open,
            List<Double> levels,
            Duration hold,
            Duration settle,
            Duration recovery,
            Duration recoverWithin,
            List<Objective> limits,
            boolean judgesUnfit,
            CourseLimits course,
            String description) {}

    private final Plan plan;
    private final StepSeen seen = new StepSeen();
    private final RecoveryLog log = new RecoveryLog();
    private final List<LoadStep> steps = new ArrayList<>();
    private final Probing probing;
    private boolean broke;

    private StressLoad(Plan plan) {
        this.plan = plan;
        this.probing = new Probing(plan.settle, plan.hold, plan.course.longest());
        probing.begin(record(0), Duration.ZERO, plan.settle, plan.hold);
    }

    /** Reads the attributes; null after mistakes, which are reported. */
    public static @Nullable StressLoad read(KindSettings settings, Texts texts) {
        double start = settings.level().orElse(1.0);
        double most = KindTimes.upTo(settings, "upTo", texts.upTo, start, "the first step");
        double by = settings.level("step", texts.step).orElse(start);
        Duration hold = KindTimes.atLeast(settings, "hold", texts.hold, KindTimes.SHORTEST);
        Duration settle = settings.duration("settle", texts.settle).orElse(Duration.ZERO);
        Duration recovery = KindTimes.atLeast(settings, "recovery", texts.recovery, KindTimes.SHORTEST);
        Duration within =
                KindTimes.orElse(settings, "recoverWithin", texts.recoverWithin, Duration.ofMillis(1), recovery);
        if (within.compareTo(recovery) > 0) {
            settings.problem(settings.place("recoverWithin") + " was '"
                    + settings.resolved("recoverWithin", texts.recoverWithin).strip() + "' but must be at most "
                    + settings.place("recovery") + ", " + settings.text(recovery));
        }
        List<Objective> limits = KindObjectives.read(settings);
        if (settings.level().isEmpty()) {
            return null;
        }
        List<Double> levels = levels(start, Math.max(start, most), by);
        if (levels.size() > MOST_STEPS) {
            settings.problem(settings.place("step") + " makes " + (int) Math.ceil((most - start) / by + 1)
                    + " steps but must make at most " + MOST_STEPS);
            return null;
        }
        Duration one = settle.plus(hold).plus(KindTimes.SPARE).plus(KindTimes.AHEAD);
        Duration doubt = hold.plus(KindTimes.AHEAD).plus(KindTimes.SPARE).multipliedBy(2L * DOUBTFUL_STEPS);
        Duration all = one.multipliedBy(levels.size())
                .plus(doubt)
                .plus(Probing.LONGEST_SETTLE)
                .plus(recovery);
        Duration longest =
                settings.longest().filter(limit -> limit.compareTo(all) < 0).orElse(all);
        if (longest.compareTo(one) < 0) {
            settings.problem("perf.maxDuration was '" + settings.text(longest) + "' but must be at least "
                    + settings.text(one) + ", which one step of " + settings.kind() + " takes");
            return null;
        }
        String text = settings.text(start) + " to " + settings.text(levels.get(levels.size() - 1)) + " in "
                + levels.size() + " steps of " + settings.text(hold);
        CourseLimits course = new CourseLimits(longest, levels.get(levels.size() - 1));
        return new StressLoad(new Plan(
                settings.open(), levels, hold, settle, recovery, within, limits, settings.judgesUnfit(), course, text));
    }

    /** The last step is the highest load itself. */
    private static List<Double> levels(double start, double most, double by) {
        List<Double> levels = new ArrayList<>();
        for (int i = 0; i <= MOST_STEPS && start + i * by < most; i++) {
            levels.add(start + i * by);
        }
        levels.add(most);
        return levels;
    }

    @Override
    public List<Segment> segments() {
        return Probing.segments(record(0), plan.settle, plan.hold);
    }

    private static String label(int index) {
        return "step " + (index + 1);
    }

    private StepRecord record(int index) {
        return new StepRecord(label(index), plan.levels.get(index), plan.open, plan.limits, plan.judgesUnfit);
    }

    @Override
    public CourseLimits limits() {
        return plan.course;
    }

    @Override
    public String description() {
        return plan.description;
    }

    @Override
    public void interval(Interval interval, CourseControl course) {
        ScenarioInterval scenario = interval.scenarios().get(0);
        seen.look(interval);
        StepRecord current = probing.step();
        if (scenario.label().equals(RECOVERY)) {
            log.over();
        } else if (steps.isEmpty() && probing.isIn(scenario)) {
            log.base();
        } else if (steps.isEmpty() || scenario.phase() == Phase.GRACE) {
            log.pause();
        }
        log.add(interval, scenario, seen.kind(), plan.open);
        StepVerdict verdict = probing.interval(interval, scenario, seen.kind(), course);
        if (verdict != null && current != null) {
            next(current, verdict, interval.toMillis(), course);
        }
    }

    private void next(StepRecord done, StepVerdict verdict, long now, CourseControl course) {
        steps.add(done.step(verdict));
        int next = steps.size();
        Duration at = KindTimes.next(now);
        Duration settle = probing.settle(done);
        if (verdict.state().isHeld() && next < plan.levels.size() && probing.fits(at, settle, plan.hold)) {
            StepRecord record = record(next);
            log.disturbed();
            course.change(at, Probing.segments(record, settle, plan.hold));
            probing.begin(record, at, settle, plan.hold);
        } else if (verdict.state() == State.MISSED && next > 1 && probing.fits(at.plus(plan.recovery))) {
            broke = true;
            course.finish(at, List.of(Segment.hold(plan.recovery, plan.levels.get(0), Phase.RAMP_DOWN, RECOVERY)));
        } else {
            log.pause();
            course.finish(Duration.ofMillis(now), List.of());
        }
    }

    @Override
    public KindVerdict judge(LoadResult result) {
        Recovery recovery = broke ? log.judge() : null;
        List<String> failures = broke ? KindCheck.errors(result) : List.of();
        StressReport report = new StressReport(plan.open, steps, failures, recovery);
        List<String> invalid = new ArrayList<>();
        List<ObjectiveResult> verdicts = new ArrayList<>();
        verdicts.add(first(report));
        if (!steps.isEmpty() && !steps.get(0).state().isHeld()) {
            KindCheck.errors(steps.get(0), KindObjectives.errorLimit(plan.limits))
                    .ifPresent(verdicts::add);
        }
        if (!steps.isEmpty() && steps.get(0).state() == State.INVALID) {
            invalid.add("step 1: " + steps.get(0).reason());
        }
        if (recovery != null) {
            ObjectiveResult judged = KindCheck.recovery(recovery, plan.recoverWithin);
            verdicts.add(judged);
            if (recovery.verdict() == Recovery.Verdict.RECOVERED) {
                verdicts.add(KindCheck.errors(
                        RECOVERY, log.errorPercentAfter(recovery.after()), KindObjectives.errorLimit(plan.limits), 0));
            }
            if (!judged.met() && log.isLost()) {
                invalid.add("the generator did not run for much of the time in which the target was to recover");
            }
        }
        return new KindVerdict(verdicts, invalid, List.of(report));
    }

    /** A target that breaks at the first step was broken before; one that was not judged there is not known to hold. */
    private ObjectiveResult first(StressReport report) {
        double held = report.lastHeld().map(LoadStep::level).orElse(0.0);
        ObjectiveResult.State state = ObjectiveResult.State.MET;
        String note = "";
        if (held == 0) {
            LoadStep step1 = steps.isEmpty() ? null : steps.get(0);
            state = step1 == null
                    ? ObjectiveResult.State.NO_DATA
                    : step1.state() == State.MISSED ? ObjectiveResult.State.MISSED : ObjectiveResult.State.INCONCLUSIVE;
            note = step1 == null
                    ? "no step was run to its end"
                    : (state == ObjectiveResult.State.INCONCLUSIVE ? "not known: " : "") + step1.reason();
        }
        String unit = plan.open ? "/s" : "";
        return KindCheck.of(
                "the target",
                plan.open ? "rate held" : "users held",
                ">=",
                plan.levels.get(0),
                held,
                unit,
                state,
                note);
    }
}
