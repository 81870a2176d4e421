// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.Drift;
import io.github.perfjunit.kind.SoakFigure;
import io.github.perfjunit.kind.SoakFigure.Verdict;
import io.github.perfjunit.kind.SoakReport;
import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.spi.ConductedLoad;
import io.github.perfjunit.spi.CourseControl;
import io.github.perfjunit.spi.KindSettings;
import io.github.perfjunit.spi.KindVerdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A steady load whose figures must not drift. Not thread-safe. */
public final class SoakLoad implements ConductedLoad {

    /** Twelve parts of three seconds. */
    static final Duration SHORTEST = Duration.ofSeconds(36);

    /** From this length on the tolerance is the one that was asked for; below it grows. */
    static final Duration FULL = Duration.ofMinutes(30);

    private static final String THROUGHPUT = "throughput";

    /**
     * The attributes as they are written.
     *
     * @param duration the measured time
     * @param tolerance change that counts as a drift
     * @param pacing time from one iteration of a user to its next one
     * @param forceGc whether collections are asked for
     */
    public record Texts(String duration, String tolerance, String pacing, boolean forceGc) {}

    private record Plan(
            boolean rateIsFree,
            double tolerance,
            boolean forceGc,
            String forceGcPlace,
            List<Objective> objectives,
            boolean judgesUnfit) {}

    /** A subject whose percentiles are judged. */
    private record Subject(String request, SoakPercentile p50, SoakPercentile p95) {}

    private final Plan plan;
    private final StepSeen seen = new StepSeen();
    private final List<Subject> subjects = new ArrayList<>();
    private final SoakHeaps heaps = new SoakHeaps();
    private Duration planned = SHORTEST;
    private SoakShare share = new SoakShare(SHORTEST);
    private long fromMillis = -1;
    private long toMillis;
    private long lostSeconds;
    private long started;
    private long late;

    private SoakLoad(Plan plan) {
        this.plan = plan;
    }

    /** Reads the attributes; mistakes are reported. */
    public static SoakLoad read(KindSettings settings, Texts texts) {
        Optional<Duration> duration = settings.time("duration", texts.duration);
        if (duration.isPresent() && duration.get().compareTo(SHORTEST) < 0) {
            settings.problem(settings.place("duration") + " was '"
                    + settings.resolved("duration", texts.duration).strip() + "' but must be at least "
                    + settings.text(SHORTEST)
                    + ", because a drift is judged by twelve parts; @LoadTest may be shorter");
        }
        double tolerance = settings.share("tolerance", texts.tolerance).orElse(100 * Drift.USUAL_TOLERANCE);
        if (tolerance == 0) {
            settings.problem(settings.place("tolerance") + " was '"
                    + settings.resolved("tolerance", texts.tolerance).strip() + "' but must be above 0%");
        }
        boolean paced = !settings.resolved("pacing", texts.pacing).isBlank();
        return new SoakLoad(new Plan(
                !settings.open() && !paced,
                tolerance == 0 ? Drift.USUAL_TOLERANCE : tolerance / 100,
                texts.forceGc,
                settings.place("forceGc"),
                settings.objectives(),
                settings.judgesUnfit()));
    }

    @Override
    public List<Segment> segments() {
        return List.of(); // those of the attributes
    }

    @Override
    public List<Segment> arrange(List<Segment> course) {
        planned = course.stream()
                .filter(segment -> segment.phase() == Phase.MEASURE)
                .map(Segment::duration)
                .reduce(Duration.ZERO, Duration::plus);
        share = new SoakShare(planned);
        subjects.clear();
        subjects.add(subject("", LoadResult.ALL_REQUESTS));
        plan.objectives.stream()
                .filter(objective -> !objective.request().isEmpty())
                .filter(objective -> switch (objective.metric()) {
                    case PERCENTILE, MAX, MEAN, WITHIN -> true;
                    default -> false;
                })
                .map(Objective::request)
                .distinct()
                .forEach(request -> subjects.add(subject(request, request)));
        return plan.forceGc ? SoakHeaps.withCollections(course) : course;
    }

    private Subject subject(String request, String name) {
        return new Subject(request, new SoakPercentile(50, name, planned), new SoakPercentile(95, name, planned));
    }

    @Override
    public @Nullable CourseLimits limits() {
        return null;
    }

    @Override
    public String description() {
        return "";
    }

    @Override
    public boolean keepsObjectives() {
        return true;
    }

    @Override
    public void watched(Collection<Monitor> monitors) {
        heaps.watch(monitors);
        if (plan.forceGc && heaps.areNone()) {
            throw new IllegalArgumentException(
                    plan.forceGcPlace + " was 'true' but no JVM is watched that could be asked"
                            + "\n    Hint: add @Watch(jvm = true) if the target runs in this JVM, or @Watch(jmx = \"host:port\")");
        }
    }

    @Override
    public void interval(Interval interval, CourseControl course) {
        ScenarioInterval scenario = interval.scenarios().get(0);
        seen.look(interval);
        if (scenario.phase() != Phase.MEASURE || interval.millis() == 0) {
            heaps.unmeasured(scenario.label(), scenario.phase(), fromMillis >= 0);
            return;
        }
        heaps.measured();
        fromMillis = fromMillis < 0 ? interval.fromMillis() : fromMillis;
        toMillis = interval.toMillis();
        started += scenario.started();
        late += scenario.late();
        boolean lost = interval.lostMillis() > StepRecord.LOST_SECOND * interval.millis();
        lostSeconds += lost ? 1 : 0;
        for (Subject subject : subjects) {
            List<Series> own = own(interval, subject.request);
            LatencySummary ok = merged(own, false);
            LatencySummary served = merged(own, true);
            subject.p50.add(ok, served, lost, interval.millis());
            subject.p95.add(ok, served, lost, interval.millis());
        }
        List<Series> all = own(interval, "");
        long well = all.stream().mapToLong(series -> series.ok().count()).sum();
        long bodies = seen.kind() == SeriesKind.REQUEST ? scenario.bodyFailures() : 0;
        long badly = all.stream().mapToLong(Series::failures).sum() + bodies + scenario.failedChecks();
        share.add(well, badly, interval.millis(), interval.lostMillis());
    }

    private List<Series> own(Interval interval, String request) {
        return interval.series().stream()
                .filter(series -> series.key().phase() == Phase.MEASURE)
                .filter(series -> StepLimit.isOf(request, series.key(), seen.kind()))
                .toList();
    }

    private static LatencySummary merged(List<Series> own, boolean service) {
        return LatencySummary.merge(
                own.stream().map(service ? Series::service : Series::ok).toList());
    }

    @Override
    public KindVerdict judge(LoadResult result) {
        List<SoakFigure> figures = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (SoakFigure figure : figures()) {
            List<String> reasons = figure.verdict() == Verdict.DRIFTING ? explanations(figure) : List.of();
            if (reasons.isEmpty() || plan.judgesUnfit) {
                figures.add(figure);
            } else {
                invalid.addAll(reasons);
                figures.add(doubted(figure, reasons.get(0)));
            }
        }
        List<ObjectiveResult> verdicts = new ArrayList<>(figures.stream()
                .filter(figure -> figure.verdict() == Verdict.STABLE || figure.verdict() == Verdict.DRIFTING)
                .map(this::judged)
                .toList());
        SoakMonitors monitors = SoakMonitors.of(result.monitorTimeline(), Math.max(0, fromMillis), toMillis);
        monitors.figures().forEach(figure -> {
            figures.add(figure);
            if (figure.verdict() == Verdict.DRIFTING) {
                verdicts.add(grown(figure));
            }
        });
        return new KindVerdict(verdicts, invalid, List.of(report(figures, heaps.grown(monitors.grown()))));
    }

    @Override
    public List<ResultSection> found() {
        return List.of(report(figures(), List.of()));
    }

    private Duration run() {
        return Duration.ofMillis(Math.max(1, fromMillis < 0 ? 0 : toMillis - fromMillis));
    }

    /** The number of series that are judged together. */
    private int judged() {
        return 2 * subjects.size() + 1 + (plan.rateIsFree ? 1 : 0);
    }

    private List<SoakFigure> figures() {
        List<SoakFigure> figures = new ArrayList<>();
        for (Subject subject : subjects) {
            figures.add(figure(subject.p50));
            figures.add(figure(subject.p95));
        }
        figures.add(SoakJudgement.of("share of errors", share.errors(run(), judged()), "points", false, ""));
        if (plan.rateIsFree) {
            figures.add(SoakJudgement.of(THROUGHPUT, share.throughput(run(), plan.tolerance, judged()), "%", true, ""));
        }
        return figures;
    }

    private SoakFigure figure(SoakPercentile percentile) {
        return SoakJudgement.of(
                percentile.name(),
                percentile.judge(run(), plan.tolerance, judged()),
                "%",
                false,
                percentile.obstacle());
    }

    private List<String> explanations(SoakFigure figure) {
        if (figure.name().equals(THROUGHPUT)) {
            return share.explanations(run(), plan.tolerance, judged());
        }
        boolean startedLate = late > StepRecord.MOST_LATE * started;
        return subjects.stream()
                .flatMap(subject -> List.of(subject.p50, subject.p95).stream())
                .filter(percentile -> percentile.name().equals(figure.name()))
                .flatMap(percentile -> percentile.explanations(run(), plan.tolerance, judged(), startedLate).stream())
                .toList();
    }

    private static SoakFigure doubted(SoakFigure figure, String reason) {
        return new SoakFigure(
                figure.name(),
                Verdict.TOO_SHORT_TO_TELL,
                figure.change(),
                figure.low(),
                figure.high(),
                figure.perHour(),
                figure.tolerance(),
                figure.unit(),
                reason);
    }

    private ObjectiveResult judged(SoakFigure figure) {
        boolean falls = figure.name().equals(THROUGHPUT);
        double tolerance = figure.tolerance();
        // A fall to 1/1.1 counts as much as a rise to 1.1.
        double limit = falls ? 100 * tolerance / (100 + tolerance) : tolerance;
        return KindCheck.of(
                figure.name(),
                falls ? "fall" : "rise",
                "<=",
                BigDecimal.valueOf(limit).round(new MathContext(3)).doubleValue(),
                falls ? -figure.change() : figure.change(),
                figure.unit().equals("points") ? "%" : figure.unit(),
                figure.verdict() == Verdict.DRIFTING ? ObjectiveResult.State.MISSED : ObjectiveResult.State.MET,
                figure.remark());
    }

    private static ObjectiveResult grown(SoakFigure figure) {
        boolean isMemory = figure.unit().equals(SoakMonitors.MEBIBYTES); // of which results keep the bytes
        return KindCheck.of(
                figure.name(),
                "growth",
                "<=",
                0,
                isMemory ? figure.change() * (1 << 20) : figure.change(),
                figure.unit(),
                ObjectiveResult.State.MISSED,
                figure.remark());
    }

    private SoakReport report(List<SoakFigure> figures, List<String> grown) {
        List<String> remarks = new ArrayList<>(heaps.remarks(plan.forceGc, planned));
        Duration run = fromMillis < 0 ? Duration.ZERO : run();
        if (run.plusSeconds(2).compareTo(planned) < 0) {
            remarks.add("it was cut short");
        }
        if (run.compareTo(FULL) < 0) {
            double least = 100 * plan.tolerance * Math.sqrt((double) FULL.toMillis() / run().toMillis());
            remarks.add("so short a run tells only changes of " + FigureFormat.percent(least)
                    + " and more; from 30 min on " + FigureFormat.percent(100 * plan.tolerance) + " count");
        }
        if (lostSeconds > 0) {
            remarks.add("the generator did not run for part of " + FigureFormat.count(lostSeconds, "second"));
        }
        return new SoakReport(run, planned, figures, grown, remarks);
    }
}
