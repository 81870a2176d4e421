// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.config.PerfKeys;
import io.github.perfjunit.internal.course.SeenStalls;
import io.github.perfjunit.internal.engine.LoadEngine;
import io.github.perfjunit.internal.engine.LoneUser;
import io.github.perfjunit.internal.engine.ScenarioCode;
import io.github.perfjunit.internal.engine.UserThreads;
import io.github.perfjunit.load.CourseChange;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.WorkReport;
import io.github.perfjunit.spi.LoadExecutor;
import io.github.perfjunit.spi.RunningLoad;
import io.github.perfjunit.spi.UserResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A plan with the code of its scenarios, ready to run in this JVM. */
public final class LocalLoad {

    private final LoadPlan plan;
    private final Map<String, ScenarioCode> code;
    private final List<UserResource<?>> resources;
    private final UserThreads threads;
    private final boolean countsPinned;
    private final boolean failFast;
    private final ClassLoader classLoader;
    private final Consumer<RunningLoad> begun;
    private final Preparation preparation;
    private final AtomicReference<@Nullable LoadEngine> engine = new AtomicReference<>();

    public LocalLoad(
            LoadPlan plan,
            Map<String, ScenarioCode> code,
            List<UserResource<?>> resources,
            PerfKeys.Threads threads,
            boolean countsPinned,
            PerfKeys.FailFast failFast,
            ClassLoader classLoader,
            Consumer<RunningLoad> begun,
            Preparation preparation) {
        this.plan = plan;
        this.code = code;
        this.resources = resources;
        this.threads = UserThreads.of(UserThreads.Mode.valueOf(threads.name()));
        this.countsPinned = countsPinned;
        this.failFast = failFast == PerfKeys.FailFast.ON;
        this.classLoader = classLoader;
        this.begun = begun;
        this.preparation = preparation;
    }

    /**
     * Runs the code that comes before the load, in the JVM that judges it.
     *
     * @param executor runs the load; if that is this JVM, what comes before its users runs now as well
     */
    public void prepare(LoadExecutor executor) {
        preparation.onController(loneUser());
        if (executor.name().equals("local")) {
            preparation.onMachine(loneUser());
        }
    }

    private LoneUser loneUser() {
        return new LoneUser(plan.scenarios().get(0), plan.seed(), resources, threads, classLoader);
    }

    public LoadPlan plan() {
        return plan;
    }

    /** Runs the plan or a share of it, whose course may be changed. */
    public LoadData run(
            LoadPlan part,
            Consumer<Interval> intervals,
            Supplier<@Nullable String> stopRequested,
            Supplier<List<CourseChange>> changes,
            Runnable signal) {
        preparation.onMachine(loneUser());
        LoadEngine running = new LoadEngine(
                part,
                new LoadEngine.Environment(
                        code,
                        resources,
                        threads,
                        classLoader,
                        intervals,
                        stopRequested,
                        begun,
                        failFast,
                        changes,
                        countsPinned));
        engine.set(running);
        return running.run(signal);
    }

    /** Returns the notes of the load, once it has ended in this JVM. */
    List<String> notes() {
        LoadEngine ended = engine.get();
        return ended == null ? List.of() : ended.notes();
    }

    /** Returns what each iteration made the target do, once the load has ended in this JVM. */
    Optional<WorkReport> work() {
        LoadEngine ended = engine.get();
        return ended == null ? Optional.empty() : ended.work();
    }

    /** Returns the stalls of the target, once the load has ended in this JVM; none of a load that ran elsewhere. */
    List<SeenStalls> stalls() {
        LoadEngine ended = engine.get();
        return ended == null ? List.of() : ended.stalls();
    }

    /** Returns the start of the load's intervals; empty before that, and for a load that runs elsewhere. */
    public Optional<Instant> start() {
        LoadEngine running = engine.get();
        return running == null || !running.hasBegun() ? Optional.empty() : Optional.of(running.start());
    }

    /** Returns the figures so far in this JVM; null if nothing runs here yet. */
    @Nullable
    LoadData snapshot() {
        LoadEngine running = engine.get();
        return running == null || !running.hasBegun() ? null : running.data();
    }
}
