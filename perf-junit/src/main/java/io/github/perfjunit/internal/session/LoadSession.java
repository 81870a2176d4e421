// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.config.PerfKeys;
import io.github.perfjunit.internal.course.CourseFindings;
import io.github.perfjunit.internal.health.OpenFiles;
import io.github.perfjunit.internal.remote.Gauge;
import io.github.perfjunit.internal.remote.RemoteJob;
import io.github.perfjunit.internal.remote.RemoteRun;
import io.github.perfjunit.internal.remote.WorkersSection;
import io.github.perfjunit.internal.report.ResultDirectory;
import io.github.perfjunit.internal.report.console.Glyphs;
import io.github.perfjunit.internal.report.console.ProgressMode;
import io.github.perfjunit.internal.report.console.ProgressPrinter;
import io.github.perfjunit.internal.report.console.SummaryTable;
import io.github.perfjunit.internal.report.log.GaugeSample;
import io.github.perfjunit.internal.report.text.FailureText;
import io.github.perfjunit.internal.report.text.NoRequest;
import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.load.CourseChange;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.MonitorSample;
import io.github.perfjunit.metrics.MonitorTimeline;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.WorkReport;
import io.github.perfjunit.monitor.LateMonitor;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.slo.AbortWatch;
import io.github.perfjunit.slo.Delivery;
import io.github.perfjunit.slo.MonitorObjective;
import io.github.perfjunit.slo.MonitorWatch;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.slo.Objectives;
import io.github.perfjunit.slo.WorkObjective;
import io.github.perfjunit.spi.KindVerdict;
import io.github.perfjunit.spi.LoadExecutor;
import io.github.perfjunit.spi.LoadJob;
import io.github.perfjunit.spi.LoadListener;
import io.github.perfjunit.spi.RemoteSettings;
import io.github.perfjunit.spi.RemoteWorkers;
import io.github.perfjunit.spi.RunStore;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One load from its validated plan to its written result. */
public final class LoadSession implements LoadJob {

    /** The load and its settings. */
    public record Spec(
            TestName test,
            LocalLoad local,
            List<Objective> objectives,
            List<MonitorObjective> ofMonitors,
            List<WorkObjective> work,
            PerfKeys keys,
            LoadExecutor executor,
            @Nullable String uniqueId,
            Map<String, String> settings,
            List<String> notes,
            Participants participants,
            @Nullable Conduct conduct,
            List<LoadData> earlier) {}

    /** Identifier that all tests of this JVM have in common. */
    private static final String RUN_ID =
            Long.toString(ProcessHandle.current().pid(), 36) + "-" + Long.toString(System.currentTimeMillis(), 36);

    private final Spec spec;
    private final AbortWatch abort;
    private final MonitorWatch monitorWatch;
    private final ResultDirectory directory;
    private final Thread emergency;
    private final List<String> notes;
    private final Map<String, Monitor> monitors;
    private final Map<String, LoadListener> listeners;
    private Consumer<Interval> intervals = interval -> {};
    private volatile @Nullable RemoteRun remote;
    private @Nullable WorkersSection workers;

    /**
     * Opens the files.
     *
     * @throws IllegalArgumentException if they cannot be written
     */
    public LoadSession(Spec spec) {
        this.spec = spec;
        this.notes = new ArrayList<>(spec.notes());
        if (spec.executor().name().equals("local")) {
            OpenFiles.notes(spec.local().plan(), OpenFiles.limit()).forEach(this::warn);
        }
        Conduct conduct = spec.conduct();
        boolean judgesItself = conduct != null && !conduct.keepsObjectives();
        this.abort = new AbortWatch(spec.objectives().stream()
                .filter(objective -> !judgesItself)
                .filter(objective -> canFail(objective, spec.keys()))
                .toList());
        boolean enforced = spec.keys().sloInForce() == Enforcement.ENFORCE;
        this.monitorWatch = new MonitorWatch(enforced ? spec.ofMonitors() : List.of());
        this.monitors = spec.participants().monitors();
        if (conduct != null) {
            conduct.watched(monitors.values());
        }
        this.listeners = spec.participants().listeners();
        ResultDirectory.Header header =
                new ResultDirectory.Header(spec.test(), RUN_ID, spec.local().plan(), this::start);
        this.directory = ResultDirectory.open(spec.keys().output(), header, this::snapshot, !monitors.isEmpty());
        if (conduct != null) {
            directory.findings(conduct::found);
        }
        this.emergency = new Thread(directory::emergency, "perf-emergency");
    }

    private Instant start() {
        RemoteRun elsewhere = remote;
        return (elsewhere == null ? spec.local().start() : elsewhere.start()).orElseGet(Instant::now);
    }

    private @Nullable LoadData snapshot() {
        RemoteRun elsewhere = remote;
        return elsewhere == null ? spec.local().snapshot() : elsewhere.snapshot();
    }

    /** Prints a note at once, although the summary repeats it, because the load may fail for that reason. */
    private void warn(String note) {
        notes.add(note);
        printLine(spec.test().display() + ": " + note);
    }

    /** Prints a line that a reader should see before the summary. */
    static void printLine(String line) {
        System.out.println(line);
    }

    /** Objectives that are only reported never abort the load. */
    private static boolean canFail(Objective objective, PerfKeys keys) {
        return keys.sloInForce() == Enforcement.ENFORCE || objective.metric() == Objective.Metric.ERROR_RATE;
    }

    /** Runs the load and returns its result, even if it ended early. */
    public LoadResult run() {
        Observers observers = observers();
        Runtime.getRuntime().addShutdownHook(emergency);
        spec.participants().whenBegun(observers::begun);
        intervals = directory.andThen(observers).andThen(abort::accept);
        Conduct conduct = spec.conduct();
        if (conduct != null) {
            conduct.begin();
            intervals = intervals.andThen(conduct::accept);
        }
        LoadData data;
        try {
            data = ExecutorCall.execute(spec.executor(), this);
            RemoteRun elsewhere = remote;
            if (elsewhere != null) {
                workers = elsewhere.section();
                notes.addAll(workers.summary());
            }
            notes.addAll(EndNotes.of(spec.local().plan(), data));
        } catch (RuntimeException | Error e) {
            endConduct();
            notes.addAll(observers.stopped(Reasons.of(e)));
            directory.emergency();
            forgetEmergency();
            throw e;
        }
        notes.addAll(spec.local().notes());
        boolean interrupted = Thread.interrupted(); // otherwise the extensions could not be called any more
        try {
            notes.addAll(observers.ended(data));
            LateValues late = late(data);
            LoadResult result = new LoadResult(
                            spec.local().plan().name(),
                            data,
                            directory.timeline(),
                            directory.path(),
                            spec.keys().sloInForce(),
                            directory.monitors(),
                            sections(data))
                    .with(directory.monitorTimeline());
            MonitorTimeline timeline = result.monitorTimeline();
            return result.with(course(result.with((MonitorTimeline) each -> timeline.forEach(sample -> {
                if (!late.has(sample.name())) {
                    each.accept(sample);
                }
            }))));
        } catch (RuntimeException | Error e) {
            directory.emergency();
            forgetEmergency();
            throw e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for the values that are known only now. */
    private LateValues late(LoadData data) {
        LateValues values =
                new LateValues(data, (millis, phase, sample) -> directory.sampled(millis, phase, List.of(sample)));
        Map<String, LateMonitor> asked = new LinkedHashMap<>();
        monitors.forEach((who, monitor) -> {
            if (monitor instanceof LateMonitor own) {
                asked.put(who, own);
            }
        });
        if (asked.isEmpty() || spec.keys().mode() == PerfKeys.Mode.SMOKE) {
            return values;
        }
        printLine(spec.test().display() + ": waiting for values of " + String.join(", ", asked.keySet()));
        notes.addAll(values.ask(asked));
        spec.ofMonitors().stream()
                .filter(objective -> objective.abort() != null && values.has(objective.gauge()))
                .forEach(objective -> notes.add(
                        "monitor '" + objective.gauge() + "' could not end the load early: its values came after it"));
        return values;
    }

    private List<ResultSection> sections(LoadData data) {
        List<ResultSection> sections = new ArrayList<>();
        if (spec.keys().mode() == PerfKeys.Mode.LOAD) {
            spec.local().work().ifPresent(sections::add);
        }
        sections.addAll(spec.participants().ended(data));
        if (workers != null) {
            sections.add(workers);
        }
        sections.replaceAll(section -> section instanceof WorkReport work && isLimited(work) ? work.show() : section);
        return sections;
    }

    private boolean isLimited(WorkReport report) {
        return spec.work().stream().anyMatch(objective -> objective.jvm().equals(report.jvm()));
    }

    private List<ResultSection> course(LoadResult result) {
        try {
            return CourseFindings.of(result, spec.local().stalls());
        } catch (UncheckedIOException e) {
            notes.add("the course of the load was not looked at: " + Reasons.of(e));
            return List.of();
        }
    }

    private Observers observers() {
        Observers observers = new Observers(this::sampled);
        PerfKeys.Progress mode = spec.keys().progress();
        if (mode != PerfKeys.Progress.OFF) {
            ProgressMode shown = ProgressMode.valueOf(mode.name());
            observers.add(
                    "the progress on the console",
                    new ShownProgress(ProgressPrinter.open(shown, spec.local().plan())));
        }
        monitors.forEach(observers::add);
        listeners.forEach(observers::add);
        return observers;
    }

    private List<MonitorSample> sampled(Interval interval, List<GaugeSample> samples) {
        samples.stream()
                .filter(GaugeSample::hasValue)
                .forEach(sample -> monitorWatch.accept(interval, sample.name(), sample.unit(), sample.value()));
        return directory.sampled(interval, samples).stream()
                .map(sample -> new MonitorSample(
                        interval.toMillis(), interval.phase(), sample.name(), sample.unit(), sample.value()))
                .toList();
    }

    private void sampledByWorkers(Interval interval, List<Gauge> gauges) {
        sampled(
                interval,
                gauges.stream()
                        .map(gauge -> new GaugeSample(gauge.name(), gauge.unit(), gauge.value()))
                        .toList());
    }

    /**
     * Writes the result with its verdict; may be called again when more objectives were evaluated.
     *
     * @param failure of the test; null if it passes
     */
    public void write(LoadResult result, Verdict verdict, @Nullable Throwable failure) {
        directory.because(failure == null ? List.of() : FailureText.of(failure));
        List<String> all = new ArrayList<>(notes());
        if (spec.keys().mode() == PerfKeys.Mode.LOAD) {
            NoRequest.note(result).ifPresent(all::add);
        }
        if (verdict == Verdict.INVALID) {
            all.addAll(new Delivery(result).problems());
        }
        directory.finish(result, verdict, all);
        forgetEmergency();
    }

    private List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        spec.participants().failures().stream()
                .filter(failure -> !(failure instanceof AssertionError)) // those are in the message of the test
                .forEach(failure -> all.add(String.valueOf(failure.getMessage())));
        return all;
    }

    private void forgetEmergency() {
        try {
            Runtime.getRuntime().removeShutdownHook(emergency);
        } catch (IllegalStateException e) {
            notes.add("the JVM was shutting down when the load ended");
        }
    }

    /** Prints the summary; once per load, when the verdict is known. */
    public void print(LoadResult result, Verdict verdict) {
        List<String> all = notes();
        all.addAll(directory.problems());
        System.out.print(SummaryTable.text(
                spec.test(), result, verdict, all, RunFiles.report(spec.keys(), result), Glyphs.ofStdout()));
        System.out.flush();
    }

    /** Judges the objectives; the one that ended the load is missed, whatever its figure over the whole time. */
    List<ObjectiveResult> judge(LoadResult result) {
        return withReason(Objectives.evaluate(result, spec.objectives()));
    }

    /** Judges the objectives and nothing else. */
    public List<ObjectiveResult> judgeAlone(LoadResult result) {
        List<ObjectiveResult> verdicts =
                new ArrayList<>(withReason(Objectives.evaluateAlone(result, spec.objectives())));
        verdicts.addAll(judgeMonitors(result));
        return verdicts;
    }

    /** Judges the work of an iteration; not in smoke mode, in which there is one. */
    public List<ObjectiveResult> judgeWork(LoadResult result) {
        return spec.keys().mode() == PerfKeys.Mode.SMOKE
                ? List.of()
                : spec.work().stream().map(work -> work.judge(result)).toList();
    }

    private List<ObjectiveResult> withReason(List<ObjectiveResult> judged) {
        List<ObjectiveResult> verdicts = new ArrayList<>(judged);
        Objective missed = abort.missed();
        String reason = abort.reason();
        if (missed != null && reason != null) {
            int index = spec.objectives().indexOf(missed);
            verdicts.set(index, verdicts.get(index).missed(reason));
        }
        return verdicts;
    }

    /** Judges the limits of gauges. */
    public List<ObjectiveResult> judgeMonitors(LoadResult result) {
        return monitorWatch.judge(result, spec.ofMonitors());
    }

    /** Has the kind of the load judge it; empty if it has no verdict of its own. */
    Optional<KindVerdict> judgeKind(LoadResult result) {
        return Optional.ofNullable(spec.conduct()).map(conduct -> conduct.judge(result));
    }

    /** Returns what the kind of the load found until it was cut off. */
    List<ResultSection> found() {
        Conduct conduct = spec.conduct();
        return conduct == null ? List.of() : conduct.foundAtLast();
    }

    /** Returns whether the kind of the load judges in place of its objectives. */
    boolean judgesItself() {
        Conduct conduct = spec.conduct();
        return conduct != null && !conduct.keepsObjectives();
    }

    /** Releases what a load with a course of its own holds. */
    public void endConduct() {
        Conduct conduct = spec.conduct();
        if (conduct != null) {
            conduct.end();
        }
    }

    /** Returns why an objective ended the load, or null if none did. */
    public @Nullable String abortReason() {
        String reason = abort.reason();
        return reason == null ? monitorWatch.reason() : reason;
    }

    public Spec spec() {
        return spec;
    }

    @Override
    public LoadPlan plan() {
        return spec.local().plan();
    }

    @Override
    public @Nullable String uniqueId() {
        return spec.uniqueId();
    }

    @Override
    public Map<String, String> settings() {
        return spec.settings();
    }

    @Override
    public Consumer<Interval> intervals() {
        return intervals;
    }

    @Override
    public @Nullable String stopRequested() {
        Conduct conduct = spec.conduct();
        String failure = conduct == null ? null : conduct.failure();
        return failure == null ? abortReason() : failure;
    }

    @Override
    public List<CourseChange> changes() {
        Conduct conduct = spec.conduct();
        return conduct == null ? List.of() : conduct.changes();
    }

    @Override
    public LoadData runHere(LoadPlan plan, Consumer<Interval> intervals) {
        return spec.local().run(plan, intervals, this::stopRequested, this::changes, () -> {});
    }

    @Override
    public LoadData runElsewhere(RunStore store, RemoteWorkers workers, RemoteSettings settings) {
        String test = spec.uniqueId();
        if (test == null) {
            throw new IllegalStateException("a load that JUnit did not start cannot be found by workers");
        }
        RemoteRun run = new RemoteRun(
                new RemoteJob(
                        plan(),
                        test,
                        spec.earlier(),
                        settings(),
                        intervals,
                        this::stopRequested,
                        this::changes,
                        this::sampledByWorkers,
                        line -> printLine(spec.test().display() + ": " + line)),
                store,
                workers,
                settings);
        remote = run;
        return run.run();
    }
}
