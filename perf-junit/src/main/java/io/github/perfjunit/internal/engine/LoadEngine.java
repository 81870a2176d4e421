// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.internal.course.SeenStalls;
import io.github.perfjunit.internal.health.HealthWatch;
import io.github.perfjunit.internal.health.OpenFiles;
import io.github.perfjunit.internal.health.PinningWatch;
import io.github.perfjunit.internal.health.RunValidity;
import io.github.perfjunit.internal.metrics.CheckTable;
import io.github.perfjunit.internal.metrics.ErrorTable;
import io.github.perfjunit.internal.metrics.MetricTable;
import io.github.perfjunit.internal.metrics.SampleRecorder;
import io.github.perfjunit.internal.metrics.SeriesNames;
import io.github.perfjunit.internal.work.Allocations;
import io.github.perfjunit.internal.work.WorkWatch;
import io.github.perfjunit.load.CourseChange;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.WorkReport;
import io.github.perfjunit.spi.RunningLoad;
import io.github.perfjunit.spi.UserResource;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs one plan, or a share of one, in this JVM. The calling thread keeps the clock: once a second it reads the
 * recorder, calls the listener, and checks whether the load should end.
 */
public final class LoadEngine {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** The environment of a load, besides its plan. */
    public record Environment(
            Map<String, ScenarioCode> code,
            List<UserResource<?>> resources,
            UserThreads threads,
            ClassLoader classLoader,
            Consumer<Interval> intervals,
            Supplier<@Nullable String> stopRequested,
            Consumer<RunningLoad> begun,
            boolean failFast,
            Supplier<List<CourseChange>> changes,
            boolean countsPinned) {

        /** Sets the environment of a load whose course is fixed. */
        public Environment(
                Map<String, ScenarioCode> code,
                List<UserResource<?>> resources,
                UserThreads threads,
                ClassLoader classLoader,
                Consumer<Interval> intervals,
                Supplier<@Nullable String> stopRequested,
                Consumer<RunningLoad> begun,
                boolean failFast) {
            this(code, resources, threads, classLoader, intervals, stopRequested, begun, failFast, List::of, false);
        }
    }

    /** How often changes of the course are looked for: a small part of the seconds by which they come ahead. */
    private static final long CHANGES_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Environment environment;
    private final List<ScenarioRun> runs = new ArrayList<>();
    private final SeriesNames names = new SeriesNames();
    private final SampleRecorder samples = new SampleRecorder(names);
    private final ErrorTable errors = new ErrorTable();
    private final CheckTable checks = new CheckTable();
    private final MetricTable metrics = new MetricTable();
    private final AtomicReference<@Nullable String> stopReason = new AtomicReference<>();
    private final CompilerWatch compilers = new CompilerWatch(LoadEngine::compiledMillis);
    private final AlikeFailures alike;
    private final Map<ScenarioRun, WarmUpWatch> warmUps = new LinkedHashMap<>();
    private final PinningWatch pinning;
    private final WorkWatch work;
    private volatile Optional<WorkReport> workReport = Optional.empty();
    private volatile List<SeenStalls> seenStalls = List.of();
    private volatile PinnedThreads pinned = PinnedThreads.UNWATCHED;
    private volatile @Nullable HealthWatch health;
    private volatile Instant start = Instant.EPOCH;
    private volatile long origin;
    private volatile boolean broken;
    private long nextTick;
    private long intervalStart;
    private int changesMade;

    /** Prepares a plan; nothing runs yet. */
    public LoadEngine(LoadPlan plan, Environment environment) {
        this.environment = environment;
        this.alike = environment.failFast()
                ? AlikeFailures.watching(
                        plan.scenarios().stream().map(ScenarioPlan::baseUrl).toList(), System::nanoTime)
                : AlikeFailures.off();
        boolean virtual = environment.threads().areVirtual();
        this.pinning = PinningWatch.of(virtual, UserThreads.PREFIX);
        Allocations allocations = Allocations.here(virtual);
        this.work = EngineWork.watch(allocations, runs, samples, environment.countsPinned());
        UserThreads threads = environment.threads().around(task -> () -> allocations.run(task));
        RunFactory factory = new RunFactory(plan, environment, threads, this::fatal);
        for (ScenarioPlan scenario : plan.scenarios()) {
            ScenarioRecorder recorder = new ScenarioRecorder(
                    scenario.name(), RunFactory.clock(scenario), samples, names, errors, checks, metrics, alike);
            ScenarioRun run = factory.run(scenario, runs.size(), recorder);
            runs.add(run);
            if (scenario.autoWarmUp()) {
                warmUps.put(run, new WarmUpWatch(scenario));
            }
        }
    }

    /** Runs the plan to its end. */
    public LoadData run() {
        return run(() -> {});
    }

    /**
     * Runs the plan to its end, and waits for a signal when the users are ready.
     *
     * <p>If the calling thread is interrupted, the load ends at once and the interrupt status is restored.
     *
     * @param signal returns when the first user may start
     */
    public LoadData run(Runnable signal) {
        boolean interrupted = false;
        try (HealthWatch watch = new HealthWatch();
                PinningWatch pins = pinning;
                StallWatch stalls = new StallWatch(watch::lateMillis);
                WorkWatch counted = work) {
            health = watch;
            runs.forEach(ScenarioRun::launch);
            signal.run();
            counted.prepare();
            start = Instant.now();
            origin = System.nanoTime();
            intervalStart = origin;
            nextTick = origin + SECOND;
            runs.forEach(run -> run.begin(origin));
            RunningLoad running = EngineLoad.of(runs, this::phase, checks::summaries, () -> metrics.summaries(origin));
            counted.begin(this::phase, running::measureStartNanos, origin);
            stalls.begin(runs, origin);
            environment.begun().accept(running);
            runs.forEach(ScenarioRun::open);
            while (runs.stream().anyMatch(run -> run.end.isPending())) {
                try {
                    watchOver();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stop("interrupted");
                    runs.forEach(ScenarioRun::interrupt);
                }
            }
            seenStalls = stalls.end();
            workReport = counted.end();
            tick(System.nanoTime());
            runs.forEach(ScenarioRun::closeResources);
            pinned = pins.end();
            return data();
        } catch (Throwable e) {
            abandon();
            throw e;
        } finally {
            runs.forEach(ScenarioRun::closeResources); // again, if something failed before
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Stops all users after a failure outside their code. */
    private void abandon() {
        runs.forEach(run -> run.stop(System.nanoTime()));
        runs.forEach(ScenarioRun::interrupt);
    }

    private void watchOver() throws InterruptedException {
        long wake = nextTick;
        if (runs.stream().anyMatch(ScenarioRun::mayChange)) {
            wake = Math.min(wake, System.nanoTime() + CHANGES_EVERY_NANOS);
        }
        for (ScenarioRun run : runs) {
            wake = Math.min(wake, run.end.nextDeadline());
        }
        awaitFinish(wake);
        long now = System.nanoTime();
        if (now >= nextTick) {
            stopIfAllFailAlike(tick(now), now);
            pinning.begin(this::isMeasured);
            nextTick += SECOND * ((now - nextTick) / SECOND + 1);
        }
        changeCourse(now);
        String reason = environment.stopRequested().get();
        if (reason != null) {
            stop(reason);
        }
        if (broken) {
            runs.forEach(ScenarioRun::interrupt);
        }
        runs.forEach(run -> run.end.enforceDeadline(now));
    }

    private void changeCourse(long now) {
        List<CourseChange> changes = environment.changes().get();
        for (; changesMade < changes.size(); changesMade++) {
            CourseChange change = changes.get(changesMade);
            runs.stream()
                    .filter(run -> run.plan.name().equals(change.scenario()))
                    .forEach(run -> run.change(change, now));
        }
    }

    private void awaitFinish(long until) throws InterruptedException {
        for (ScenarioRun run : runs) {
            if (!run.end.awaitFinish(until - System.nanoTime())) {
                return;
            }
        }
    }

    private void stop(String reason) {
        if (stopReason.compareAndSet(null, reason)) {
            long now = System.nanoTime();
            runs.forEach(run -> run.stop(now));
        }
    }

    private void fatal(Throwable cause) {
        broken = true;
        Throwable mistake = Failure.mistake(cause);
        if (mistake != null) {
            stop(String.valueOf(mistake.getMessage()));
            return;
        }
        int users = runs.stream().mapToInt(ScenarioRun::users).sum();
        stop("aborted by " + cause + OpenFiles.hint(users, OpenFiles.limit()));
    }

    private List<Series> tick(long now) {
        List<Series> series = samples.takeInterval();
        HealthWatch watch = health;
        double lost = 0;
        if (watch != null) {
            lost = watch.sample(phase(intervalStart + (now - intervalStart) / 2) == Phase.MEASURE);
        }
        watchWarmUps(series, now);
        List<ScenarioInterval> scenarios =
                runs.stream().map(run -> run.interval(now)).toList();
        environment
                .intervals()
                .accept(new Interval(millis(intervalStart), millis(now), phase(now), series, scenarios, lost));
        intervalStart = now;
        return series;
    }

    private void stopIfAllFailAlike(List<Series> series, long now) {
        int users = runs.stream().mapToInt(ScenarioRun::users).sum();
        String reason = alike.reason(series, now, users);
        if (reason != null && runs.stream().anyMatch(run -> !run.time.isOver(now))) {
            stop(reason);
        }
    }

    private void watchWarmUps(List<Series> series, long now) {
        if (warmUps.isEmpty()) {
            return;
        }
        double compiling = compilers.share(now);
        warmUps.forEach((run, watch) -> {
            if (!run.isWarmingUp(now)) {
                watch.elsewhere();
            } else if (watch.settled(series, compiling)) {
                run.cutWarmUp(now);
            }
        });
    }

    /** Returns how long compilers worked, summed over their threads; zero if this JVM does not tell. */
    private static long compiledMillis() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler == null || !compiler.isCompilationTimeMonitoringSupported()
                ? 0
                : compiler.getTotalCompilationTime();
    }

    /** A load is measured as soon as one of its scenarios is. */
    private Phase phase(long now) {
        List<Phase> phases = runs.stream()
                .map(run -> run.context.clock().at(now - run.time.start()))
                .toList();
        return phases.contains(Phase.MEASURE)
                ? Phase.MEASURE
                : phases.stream()
                        .filter(phase -> phase != Phase.GRACE)
                        .findFirst()
                        .orElse(Phase.GRACE);
    }

    private boolean isMeasured(long nanoTime) {
        return origin != 0 && nanoTime - origin >= 0 && phase(nanoTime) == Phase.MEASURE;
    }

    private long millis(long nanoTime) {
        return Math.round((nanoTime - origin) / 1e6);
    }

    /** Returns whether {@link #data()} can be called. */
    public boolean hasBegun() {
        return origin != 0;
    }

    /** Returns the start of the load: time 0 of its intervals. */
    public Instant start() {
        return start;
    }

    /** Returns the figures so far, to the last full second while the load runs. */
    public LoadData data() {
        List<ScenarioSummary> scenarios =
                runs.stream().map(run -> run.summary(origin)).toList();
        List<String> stuck = runs.stream().flatMap(run -> run.stuck().stream()).toList();
        String reason = stopReason.get();
        return new LoadData(
                start,
                millis(System.nanoTime()),
                samples.totals(),
                scenarios,
                errors.summaries(),
                checks.summaries(),
                health(scenarios, stuck),
                reason == null ? "" : reason,
                names.overCap(),
                names.firstOverCap(),
                metrics.summaries(origin));
    }

    /** Returns notes on warm-ups and those of the users' resources, once the load has ended. */
    public List<String> notes() {
        return Stream.concat(
                        warmUps.values().stream().flatMap(watch -> watch.note().stream()),
                        runs.stream().flatMap(run -> run.context.resources().notes().stream()
                                .map(note -> runs.size() == 1 ? note : run.plan.name() + ": " + note)))
                .toList();
    }

    /** Returns what each iteration made the target do, once the load has ended; empty if it was never measured. */
    public Optional<WorkReport> work() {
        return workReport;
    }

    /** Returns the stalls of the target by scenario, once the load has ended; only of scenarios that had some. */
    public List<SeenStalls> stalls() {
        return seenStalls;
    }

    private GeneratorHealth health(List<ScenarioSummary> scenarios, List<String> stuck) {
        HealthWatch watch = health;
        if (watch == null) {
            throw new IllegalStateException("the load has not begun");
        }
        List<String> problems = new ArrayList<>(
                RunValidity.problems(scenarios, watch.gcTotalMillis(), watch.hiccups(), watch.lostMillis()));
        int users = scenarios.stream().mapToInt(ScenarioSummary::users).sum();
        problems.addAll(OpenFiles.problems(errors.summaries(), users, OpenFiles.limit()));
        if (!stuck.isEmpty()) {
            int all = runs.stream().mapToInt(run -> run.end.stuckUsers()).sum();
            problems.add(FigureFormat.count(Math.max(all, stuck.size()), "user")
                    + " ignored the interrupt at the end of the load; the first is " + stuck.get(0));
        }
        return new GeneratorHealth(
                watch.machineCpu(),
                watch.processCpu(),
                watch.gcTotalMillis(),
                watch.gcLongestMillis(),
                watch.hiccups(),
                watch.lostMillis(),
                pinned,
                stuck,
                problems);
    }
}
