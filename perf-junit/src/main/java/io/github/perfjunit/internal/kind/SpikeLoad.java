// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.Recovery;
import io.github.perfjunit.kind.LoadStep.State;
import io.github.perfjunit.kind.SpikeReport;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Base, spike, base again. Not thread-safe. */
public final class SpikeLoad implements ConductedLoad {

    static final String BASE = "base";
    static final String SPIKE = "spike";
    static final String AFTER = "after";

    /**
     * The attributes as they are written.
     *
     * @param spike load of the spike
     * @param spikeFor how long it is held
     * @param before how long the base is judged before
     * @param settle how long the base settles
     * @param after how long the base is held after
     * @param recoverWithin longest time to recovery
     * @param spikeErrorRate most failures within the spike
     */
    public record Texts(
            String spike,
            String spikeFor,
            String before,
            String settle,
            String after,
            String recoverWithin,
            String spikeErrorRate) {}

    private record Plan(
            boolean open,
            double base,
            double spike,
            Duration settle,
            Duration before,
            Duration spikeFor,
            Duration after,
            Duration recoverWithin,
            double spikeErrors,
            List<Objective> limits,
            boolean judgesUnfit,
            String description) {}

    private final Plan plan;
    private final StepSeen seen = new StepSeen();
    private final RecoveryLog log = new RecoveryLog();
    private final StepRecord base;
    private final StepRecord spike;
    private final StepRecord after;
    private long dropped;

    private SpikeLoad(Plan plan) {
        this.plan = plan;
        this.base = new StepRecord(BASE, plan.base, plan.open, plan.limits, plan.judgesUnfit);
        this.spike = new StepRecord(SPIKE, plan.spike, plan.open, plan.limits, plan.judgesUnfit);
        this.after = new StepRecord(AFTER, plan.base, plan.open, plan.limits, plan.judgesUnfit);
    }

    /** Reads the attributes; null after mistakes, which are reported. */
    public static @Nullable SpikeLoad read(KindSettings settings, Texts texts) {
        double start = settings.level().orElse(1.0);
        double peak = KindTimes.upTo(settings, "spike", texts.spike, start, "the base");
        Duration spikeFor = KindTimes.atLeast(settings, "spikeFor", texts.spikeFor, Duration.ofSeconds(1));
        Duration before = KindTimes.atLeast(settings, "before", texts.before, KindTimes.SHORTEST);
        Duration settle = settings.duration("settle", texts.settle).orElse(Duration.ZERO);
        Duration after =
                KindTimes.orElse(settings, "after", texts.after, KindTimes.SHORTEST, Recovery.observation(spikeFor));
        Duration around = settle.plus(before).plus(spikeFor).plus(KindTimes.SPARE);
        Optional<Duration> longest = settings.longest();
        if (longest.isPresent() && around.plus(after).compareTo(longest.get()) > 0) {
            Duration left = longest.get().minus(around);
            if (left.compareTo(KindTimes.SHORTEST) < 0) {
                settings.problem("perf.maxDuration was '" + settings.text(longest.get())
                        + "' but must be at least " + settings.text(around.plus(KindTimes.SHORTEST))
                        + ", which " + settings.kind() + " takes");
            } else {
                after = left;
            }
        }
        Duration within = KindTimes.orElse(settings, "recoverWithin", texts.recoverWithin, Duration.ofMillis(1), after);
        if (within.compareTo(after) > 0 && longest.isEmpty()) {
            settings.problem(settings.place("recoverWithin") + " was '"
                    + settings.resolved("recoverWithin", texts.recoverWithin).strip() + "' but must be at most "
                    + settings.place("after") + ", " + settings.text(after));
        }
        List<Objective> limits = KindObjectives.read(settings);
        double spikeErrors = settings.share("spikeErrorRate", texts.spikeErrorRate)
                .orElseGet(() -> KindObjectives.errorLimit(limits));
        if (settings.level().isEmpty()) {
            return null;
        }
        String text = settings.text(start) + " for " + settings.text(before) + ", " + settings.text(peak)
                + " for " + settings.text(spikeFor) + ", " + settings.text(start) + " for "
                + settings.text(after);
        return new SpikeLoad(new Plan(
                settings.open(),
                start,
                peak,
                settle,
                before,
                spikeFor,
                after,
                within,
                spikeErrors,
                limits,
                settings.judgesUnfit(),
                text));
    }

    @Override
    public List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        if (!plan.settle.isZero()) {
            segments.add(Segment.hold(plan.settle, plan.base, Phase.WARM_UP, ""));
        }
        segments.add(Segment.hold(plan.before.plus(KindTimes.SPARE), plan.base, Phase.MEASURE, BASE));
        segments.add(Segment.hold(plan.spikeFor, plan.spike, Phase.MEASURE, SPIKE));
        segments.add(Segment.hold(plan.after, plan.base, Phase.MEASURE, AFTER));
        return segments;
    }

    @Override
    public @Nullable CourseLimits limits() {
        return null;
    }

    @Override
    public String description() {
        return plan.description;
    }

    @Override
    public void interval(Interval interval, CourseControl course) {
        ScenarioInterval scenario = interval.scenarios().get(0);
        seen.look(interval);
        dropped += scenario.dropped();
        switch (scenario.label()) {
            case BASE -> {
                base.add(interval, scenario, seen.kind());
                log.base();
            }
            case SPIKE -> {
                if (spike.seconds() == 0) {
                    log.disturbed();
                }
                spike.add(interval, scenario, seen.kind());
            }
            case AFTER -> {
                after.add(interval, scenario, seen.kind());
                log.over();
            }
            default -> log.pause();
        }
        log.add(interval, scenario, seen.kind(), plan.open);
    }

    @Override
    public KindVerdict judge(LoadResult result) {
        StepVerdict onBase = base.judge((int) plan.before.toSeconds());
        Recovery recovery = onBase.state().isHeld() ? log.judge() : null;
        SpikeReport report = new SpikeReport(
                plan.open,
                base.step(onBase),
                spike.step(new StepVerdict(State.UNCLEAR, false, "reported, not judged", onBase.outcome())),
                log.mostWaiting(),
                dropped,
                KindCheck.errors(result),
                recovery);
        List<String> invalid = new ArrayList<>();
        if (onBase.state() == State.INVALID) {
            invalid.add("base: " + onBase.reason());
        }
        spike.notAskedFor().ifPresent(invalid::add); // with perf.invalid=warn, a warning
        List<ObjectiveResult> verdicts = new ArrayList<>();
        verdicts.add(onBase(onBase));
        if (!onBase.state().isHeld()) {
            KindCheck.errors(base.step(onBase), KindObjectives.errorLimit(plan.limits))
                    .ifPresent(verdicts::add);
        }
        verdicts.add(KindCheck.errors(
                SPIKE, spike.errorPercent(), plan.spikeErrors, spike.count(), "nothing ended within the spike"));
        if (recovery != null) {
            ObjectiveResult judged = KindCheck.recovery(recovery, plan.recoverWithin);
            verdicts.add(judged);
            if (recovery.verdict() == Recovery.Verdict.RECOVERED) {
                verdicts.add(KindCheck.errors(
                        AFTER,
                        log.errorPercentAfter(recovery.after()),
                        KindObjectives.errorLimit(plan.limits),
                        after.count(),
                        "nothing ended after the spike"));
            }
            if (!judged.met() && log.isLost()) {
                invalid.add("the generator did not run for much of the time in which the target was to recover");
            }
        }
        return new KindVerdict(verdicts, invalid, List.of(report));
    }

    private ObjectiveResult onBase(StepVerdict verdict) {
        ObjectiveResult.State state =
                switch (verdict.state()) {
                    case HELD, HELD_IN_BURSTS -> ObjectiveResult.State.MET;
                    case MISSED -> ObjectiveResult.State.MISSED;
                    case UNCLEAR, INVALID -> ObjectiveResult.State.INCONCLUSIVE;
                };
        boolean held = verdict.state().isHeld();
        return KindCheck.of(
                "the base",
                plan.open ? "rate held" : "users held",
                ">=",
                plan.base,
                held ? plan.base : 0,
                plan.open ? "/s" : "",
                state,
                held ? "" : (state == ObjectiveResult.State.INCONCLUSIVE ? "not known: " : "") + verdict.reason());
    }
}
