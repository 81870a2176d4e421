// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.Capacity;
import io.github.perfjunit.analysis.CapacitySearch;
import io.github.perfjunit.kind.CapacityReport;
import io.github.perfjunit.kind.LoadStep;
import io.github.perfjunit.kind.LoadStep.State;
import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.FigureFormat;
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

/** A search for the highest load that is held. Not thread-safe. */
public final class CapacityLoad implements ConductedLoad {

    /**
     * The attributes as they are written.
     *
     * @param upTo highest load that is tried
     * @param atLeast load that must be held
     * @param hold how long a probe is judged
     * @param settle how long it settles before
     * @param within longest time of the search
     */
    public record Texts(String upTo, String atLeast, String hold, String settle, String within) {}

    private record Plan(
            boolean open,
            double start,
            double atLeast,
            Duration hold,
            Duration settle,
            List<Objective> limits,
            boolean judgesUnfit,
            CourseLimits course,
            String description) {}

    private final Plan plan;
    private final StepSeen seen = new StepSeen();
    private final Drain drain = new Drain();
    private final Probing probing;
    private final List<LoadStep> steps = new ArrayList<>();
    private CapacitySearch search;
    private CapacitySearch.@Nullable Probe waiting;
    private Duration settling;
    private String stopped = "";
    private boolean unfit;

    private CapacityLoad(Plan plan, CapacitySearch search) {
        this.plan = plan;
        this.search = search;
        this.settling = plan.settle;
        this.probing = new Probing(plan.settle, plan.hold, plan.course.longest());
        probing.begin(record(plan.start), Duration.ZERO, plan.settle, plan.hold);
    }

    /** Reads the attributes; null after mistakes, which are reported. */
    public static @Nullable CapacityLoad read(KindSettings settings, Texts texts) {
        double start = settings.level().orElse(1.0);
        double most = KindTimes.upTo(settings, "upTo", texts.upTo, start, "the first probe");
        double atLeast = settings.level("atLeast", texts.atLeast).orElse(0.0);
        if (atLeast > most && most > start) {
            settings.problem(settings.place("atLeast") + " was '"
                    + settings.resolved("atLeast", texts.atLeast).strip() + "' but must be at most "
                    + settings.text(most) + ", the highest load that is tried");
        }
        Duration hold = KindTimes.atLeast(settings, "hold", texts.hold, KindTimes.SHORTEST);
        Duration settle = settings.duration("settle", texts.settle).orElse(Duration.ZERO);
        Duration one = settle.plus(hold).plus(KindTimes.SPARE).plus(KindTimes.AHEAD);
        Duration within = KindTimes.atLeast(settings, "within", texts.within, one);
        List<Objective> limits = KindObjectives.read(settings);
        if (!KindObjectives.hasLatency(limits)) {
            settings.problem(settings.kind()
                    + " has no limit for a percentile or a share within a time but must have one, such as @Slo(p95 = \"300ms\"): it is"
                    + " searched how much load keeps it");
        }
        Duration longest =
                settings.longest().filter(limit -> limit.compareTo(within) < 0).orElse(within);
        boolean tooShort =
                settings.longest().filter(limit -> limit.compareTo(one) < 0).isPresent();
        if (tooShort) {
            settings.problem("perf.maxDuration was '" + settings.text(longest) + "' but must be at least "
                    + settings.text(one) + ", which one probe of " + settings.kind() + " takes");
        }
        if (settings.level().isEmpty() || tooShort) {
            return null;
        }
        double highest = Math.max(start, most);
        String text = "capacity between " + settings.text(start) + " and " + settings.text(highest) + " by probes of "
                + settings.text(hold) + " within " + settings.text(longest);
        Plan plan = new Plan(
                settings.open(),
                start,
                atLeast,
                hold,
                settle,
                limits,
                settings.judgesUnfit(),
                new CourseLimits(longest, highest),
                text);
        return new CapacityLoad(plan, CapacitySearch.of(new CapacitySearch.Settings(start, highest, !settings.open())));
    }

    private StepRecord record(double level) {
        return new StepRecord("probe " + (steps.size() + 1), level, plan.open, plan.limits, plan.judgesUnfit);
    }

    @Override
    public List<Segment> segments() {
        return Probing.segments(record(plan.start), plan.settle, plan.hold);
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
        CapacitySearch.Probe next = waiting;
        if (next != null) {
            if (drain.isOver(interval, seen.kind())) {
                waiting = null;
                probe(next, interval.toMillis(), course);
            }
            return;
        }
        StepRecord current = probing.step();
        if (probing.isIn(scenario)) {
            drain.base(interval, seen.kind());
        }
        StepVerdict verdict = probing.interval(interval, scenario, seen.kind(), course);
        if (current != null && verdict != null) {
            told(current, verdict, interval.toMillis(), course);
        }
    }

    private void told(StepRecord done, StepVerdict verdict, long now, CourseControl course) {
        drain.baseIsOver(verdict.state().isHeld());
        steps.add(done.step(verdict));
        settling = probing.settle(done);
        if (verdict.state() == State.UNCLEAR || verdict.state() == State.INVALID) {
            unfit = verdict.state() == State.INVALID;
            stop("at " + load(done.level()) + ": " + verdict.reason(), now, course);
            return;
        }
        search = search.told(verdict.outcome());
        Optional<CapacitySearch.Probe> next = search.next();
        if (next.isEmpty()) {
            course.finish(Duration.ofMillis(now), List.of());
        } else if (verdict.state().isHeld()) {
            probe(next.get(), now, course);
        } else {
            waiting = next.get();
            drain.begin();
            Duration at = KindTimes.next(now);
            double level = plan.open
                    ? next.get().drainLoad()
                    : Math.max(1, Math.floor(next.get().drainLoad()));
            course.change(at, List.of(Segment.hold(Duration.ofSeconds(1), level, Phase.WARM_UP, "")));
        }
    }

    private void probe(CapacitySearch.Probe next, long now, CourseControl course) {
        Duration at = KindTimes.next(now);
        Duration held = plan.hold.multipliedBy(next.length());
        if (!probing.fits(at, settling, held)) {
            stop("the search was not over within " + FigureFormat.duration(plan.course.longest()), now, course);
            return;
        }
        StepRecord record = record(next.load());
        course.change(at, Probing.segments(record, settling, held));
        probing.begin(record, at, settling, held);
    }

    private void stop(String why, long now, CourseControl course) {
        stopped = why;
        course.finish(Duration.ofMillis(now), List.of());
    }

    private String load(double level) {
        return plan.open ? FigureFormat.rate(level) : FigureFormat.count(Math.round(level), "user");
    }

    @Override
    public KindVerdict judge(LoadResult result) {
        Capacity found = search.result();
        CapacityReport report = CapacityReport.of(plan.open, found, steps, stopped);
        List<String> invalid = unfit ? List.of(stopped) : List.of();
        List<ObjectiveResult> verdicts = new ArrayList<>();
        verdicts.add(verdict(found, report));
        if (found.load() == 0 && !steps.isEmpty()) {
            KindCheck.errors(steps.get(steps.size() - 1), KindObjectives.errorLimit(plan.limits))
                    .ifPresent(verdicts::add);
        }
        return new KindVerdict(verdicts, invalid, List.of(report));
    }

    private ObjectiveResult verdict(Capacity found, CapacityReport report) {
        double limit = plan.atLeast;
        ObjectiveResult.State state =
                switch (found.verdict()) {
                    case VERIFIED, AT_LEAST ->
                        found.load() >= limit ? ObjectiveResult.State.MET : ObjectiveResult.State.MISSED;
                    case NONE -> ObjectiveResult.State.MISSED;
                    case NOT_VERIFIED, UNFINISHED -> ObjectiveResult.State.INCONCLUSIVE;
                };
        boolean clear = state == ObjectiveResult.State.MET || state == ObjectiveResult.State.MISSED;
        return KindCheck.of(
                "the target",
                plan.open ? "capacity" : "capacity in users",
                limit == 0 ? ">" : ">=",
                limit,
                clear ? found.load() : Double.NaN,
                plan.open ? "/s" : "",
                state,
                clear ? report.limitText() : "not known: " + report.summary());
    }
}
