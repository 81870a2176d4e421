// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.internal.config.BadValueException;
import io.github.perfjunit.internal.config.KindSettingsReader;
import io.github.perfjunit.internal.config.PerfKeys;
import io.github.perfjunit.internal.config.Placeholders;
import io.github.perfjunit.internal.config.PlanReader;
import io.github.perfjunit.internal.config.Problems;
import io.github.perfjunit.internal.config.RawLoad;
import io.github.perfjunit.internal.config.RawSlo;
import io.github.perfjunit.internal.config.RawWork;
import io.github.perfjunit.internal.config.ScenarioLoad;
import io.github.perfjunit.internal.config.Settings;
import io.github.perfjunit.internal.config.SloReader;
import io.github.perfjunit.internal.config.TextReader;
import io.github.perfjunit.internal.config.WorkReader;
import io.github.perfjunit.internal.engine.UserThreads;
import io.github.perfjunit.internal.health.PinnedStream;
import io.github.perfjunit.internal.http.JvmAddresses;
import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.internal.util.Providers;
import io.github.perfjunit.internal.worker.WorkerTask;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.slo.MonitorObjective;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.slo.WorkObjective;
import io.github.perfjunit.spi.ConductedLoad;
import io.github.perfjunit.spi.LoadConductor;
import io.github.perfjunit.spi.LoadExecutor;
import io.github.perfjunit.spi.UserResource;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The common set-up of annotated and fluent loads: settings, keys, plan, executor; collects mistakes. */
public final class LoadSetUp {

    private final Settings settings;
    private final Problems problems;
    private final PerfKeys keys;
    private final @Nullable WorkerTask worker;
    private List<String> keysWithoutEffect = List.of();
    private List<WorkObjective> work = List.of();

    public LoadSetUp(String place, Settings settings) {
        this.settings = settings;
        this.problems = new Problems(place);
        this.keys = PerfKeys.read(settings, problems);
        this.worker = WorkerTask.read(settings, problems::add);
        if (keys.threads() == PerfKeys.Threads.VIRTUAL && !UserThreads.hasVirtual()) {
            problems.add(
                    "perf.threads was 'virtual' but this is Java "
                            + Runtime.version().feature(),
                    "virtual threads need Java 21 or later; auto takes them where they are");
        }
    }

    /** Returns the settings of a test: those of this JVM and those of extensions. */
    public static Settings settings(ExtensionContext context) {
        ClassLoader classLoader = context.getRequiredTestClass().getClassLoader();
        return Settings.of(
                key -> context.getConfigurationParameter(key).orElse(null),
                key -> Extensions.value(key, context, classLoader),
                keys(classLoader));
    }

    /** Returns the keys of the library that extensions and executors read. */
    private static Set<String> keys(ClassLoader classLoader) {
        Set<String> keys = new HashSet<>(Extensions.keys(classLoader));
        Providers.of(LoadExecutor.class, classLoader).forEach(executor -> keys.addAll(ExecutorCall.keys(executor)));
        return keys;
    }

    /** Returns the name of a load's only scenario; a name that cannot be read is reported with the plan. */
    public static String scenario(Settings settings, String given, String byDefault) {
        try {
            String name = new Placeholders(settings).resolve(given).strip();
            return name.isEmpty() ? byDefault : name;
        } catch (BadValueException e) {
            return byDefault;
        }
    }

    public Settings settings() {
        return settings;
    }

    TextReader texts() {
        return new TextReader(settings, problems);
    }

    public Problems problems() {
        return problems;
    }

    public PerfKeys keys() {
        return keys;
    }

    /** Returns the share of a load that this JVM runs for a controller; null if it is not a worker. */
    public @Nullable WorkerTask worker() {
        return worker;
    }

    /** Reads the plan, or the share of it that this JVM runs. */
    public Optional<LoadPlan> plan(String name, List<ScenarioLoad> scenarios, List<UserResource<?>> resources) {
        Optional<LoadPlan> plan = new PlanReader(settings, keys, problems).read(name, scenarios);
        plan.ifPresent(p -> check(p, resources));
        if (worker != null) {
            plan.ifPresent(p -> worker.check(p, problems::add));
        }
        return plan.map(p -> p.withShare(worker == null ? WorkerShare.WHOLE : worker.share()));
    }

    private void check(LoadPlan plan, List<UserResource<?>> resources) {
        for (ScenarioPlan scenario : plan.scenarios()) {
            for (UserResource<?> resource : resources) {
                check(scenario, resource);
            }
        }
    }

    private void check(ScenarioPlan scenario, UserResource<?> resource) {
        try {
            resource.problems(scenario).forEach(problems::add);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            problems.add("the resource " + resource.getClass().getName() + " failed to check the scenario "
                    + scenario.name() + ": " + Reasons.of(e));
        }
    }

    /**
     * Reads objectives.
     *
     * @param scenarios names of the load's scenarios, of which an objective may name one
     */
    public List<Objective> objectives(List<RawSlo> slos, List<String> scenarios) {
        SloReader reader = new SloReader(settings, problems);
        List<Objective> objectives = new ArrayList<>();
        for (RawSlo slo : slos) {
            if (slo.isOfMonitor()) {
                continue;
            }
            List<Objective> read = reader.read(slo);
            read.stream()
                    .map(Objective::scenario)
                    .filter(scenario -> !scenario.isEmpty() && !scenarios.contains(scenario))
                    .findFirst()
                    .ifPresent(scenario -> problems.add(slo.place + ".scenario was '" + scenario
                            + "' but must be a scenario of the load, which has " + String.join(", ", scenarios)));
            objectives.addAll(read);
        }
        return objectives;
    }

    /** Reads those objectives that are about gauges of monitors. */
    public List<MonitorObjective> monitorObjectives(List<RawSlo> slos) {
        SloReader reader = new SloReader(settings, problems);
        return slos.stream()
                .filter(RawSlo::isOfMonitor)
                .flatMap(slo -> reader.readMonitor(slo).stream())
                .toList();
    }

    /** Reads the limits for the work of an iteration; empty if there are none. */
    public List<WorkObjective> work(Optional<RawWork> limits) {
        work = limits.map(new WorkReader(settings, keys, problems)::read).orElse(List.of());
        String obstacle = PinnedStream.obstacle();
        if (obstacle != null && countsPinned(work)) {
            problems.add("@WorkSlo.pinned cannot be counted: " + obstacle);
        }
        return work;
    }

    /**
     * Checks that the JVMs whose work is limited are watched, and tell it.
     *
     * @param monitors all that are opened
     */
    void checkJvms(Collection<Monitor> monitors) {
        Set<String> asked = new HashSet<>();
        for (WorkObjective objective : work) {
            if (!objective.jvm().isEmpty() && asked.add(objective.jvm())) {
                WatchedWork.check(objective.jvm(), work, monitors).ifPresent(problems::add);
            }
        }
    }

    /** Returns whether any objective is about pinned virtual threads of the target. */
    public static boolean countsPinned(List<WorkObjective> work) {
        return work.stream().anyMatch(objective -> objective.work() == Work.PINNED);
    }

    /** Returns the kind of threads for users: platform ones where their memory must be told from that of others. */
    public PerfKeys.Threads threads(List<WorkObjective> work, Participants participants) {
        return WorkReader.countsMemory(work) && keys.threads() == PerfKeys.Threads.AUTO
                ? PerfKeys.Threads.PLATFORM
                : participants.threads(keys.threads());
    }

    /** A limit of 100 % for errors says that failures alone are no reason to end the load. */
    public PerfKeys.FailFast failFast(List<Objective> objectives) {
        boolean allMayFail =
                objectives.stream().anyMatch(o -> o.metric() == Objective.Metric.ERROR_RATE && o.limit() >= 100);
        return allMayFail ? PerfKeys.FailFast.OFF : keys.failFast();
    }

    /** Has the course of a kind of load made; null after mistakes, or in smoke mode, in which the method runs once. */
    public @Nullable ConductedLoad conduct(
            Annotation kind, RawLoad raw, List<Objective> objectives, LoadConductor conductor) {
        KindSettingsReader reader = new KindSettingsReader(kind, raw, settings, keys, problems, objectives);
        ConductedLoad load;
        try {
            load = reader.conduct(conductor);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            problems.add("the kind of load " + conductor.getClass().getName() + " failed in conduct: " + Reasons.of(e));
            return null;
        }
        keysWithoutEffect = keys.mode() == PerfKeys.Mode.SMOKE ? List.of() : reader.keysWithoutEffect();
        return keys.mode() == PerfKeys.Mode.SMOKE ? null : load;
    }

    /** Checks that the load can be run with the course that its kind gives it. */
    public void checkCourse(String place, ConductedLoad load, Optional<LoadExecutor> executor) {
        if (load.limits() != null && executor.isPresent() && !executor.get().changesCourse()) {
            problems.add(
                    "perf.executor was '" + keys.executor() + "' but must be one that changes the course of a running"
                            + " load, as " + place + " needs",
                    "local and processes do");
        }
    }

    /**
     * Finds the executor that {@code perf.executor} names, or that other keys ask for. A worker runs its share itself, and
     * a load in smoke mode has one user, whose exceptions reach the test.
     */
    public Optional<LoadExecutor> executor(ClassLoader classLoader) {
        TreeMap<String, LoadExecutor> found = new TreeMap<>();
        for (LoadExecutor executor : Providers.of(LoadExecutor.class, classLoader)) {
            try {
                found.put(executor.name(), executor);
            } catch (RuntimeException e) { // otherwise its name is null
                problems.add("the load executor " + executor.getClass().getName() + " failed to tell its name: "
                        + Reasons.of(e));
            }
        }
        String wanted = worker == null && keys.mode() == PerfKeys.Mode.LOAD ? wanted(found) : "local";
        if (!found.containsKey(wanted)) {
            problems.add("perf.executor was '" + wanted + "' but must be one of " + String.join(", ", found.keySet()));
        }
        return Optional.ofNullable(found.get(wanted));
    }

    /** Two that are asked for are a mistake: nobody shall believe that a load was run elsewhere than it was. */
    private String wanted(Map<String, LoadExecutor> found) {
        String named = settings.find("perf.executor");
        List<String> asked = found.entrySet().stream()
                .filter(each -> ExecutorCall.isWanted(each.getValue(), settings::find))
                .map(Map.Entry::getKey)
                .filter(name -> named == null || !name.equals(keys.executor()))
                .toList();
        if (asked.size() + (named == null ? 0 : 1) > 1) {
            problems.add(
                    "keys ask for the executors " + String.join(" and ", asked)
                            + (named == null ? "" : " but perf.executor was '" + keys.executor() + "'"),
                    "leave out the keys of all but one");
        }
        return named != null || asked.isEmpty() ? keys.executor() : asked.get(0);
    }

    /** Returns notes on changes of the load by keys, and other remarks on its figures. */
    public List<String> notes(ExtensionContext context, LoadPlan plan) {
        List<String> notes = new ArrayList<>();
        List<HttpOptions> http = plan.scenarios().stream()
                .map(scenario -> scenario.settings(HttpOptions.class).orElse(HttpOptions.DEFAULTS))
                .toList();
        if (http.stream().anyMatch(HttpOptions::trustAll)) {
            notes.add("certificates of servers and their names were not checked (trustAll)");
        }
        transactional(context).ifPresent(notes::add);
        http.stream()
                .flatMap(options -> JvmAddresses.note(options).stream())
                .distinct()
                .forEach(notes::add);
        if (!keysWithoutEffect.isEmpty()) {
            notes.add(String.join(", ", keysWithoutEffect)
                    + " had no effect: a load of this kind gives itself its course");
        }
        if (keys.scale() != 1) {
            notes.add("scaled by " + keys.scale());
        }
        if (keys.mode() == PerfKeys.Mode.LOAD && keys.sloInForce() == Enforcement.REPORT) {
            notes.add(
                    keys.sloIsExplicit()
                            ? "objectives are reported, only errors fail the test (perf.slo=report)"
                            : "objectives are reported, only errors fail the test: a scaled-down load meets every"
                                    + " percentile (perf.slo=enforce judges it all the same)");
        }
        if (keys.sloInForce() == Enforcement.OFF && keys.mode() == PerfKeys.Mode.LOAD) {
            notes.add("objectives are not judged (perf.slo=off)");
        }
        return notes;
    }

    /** Finds an annotation that would silently not apply to virtual users. */
    private static Optional<String> transactional(ExtensionContext context) {
        List<Annotation> all =
                new ArrayList<>(List.of(context.getRequiredTestMethod().getAnnotations()));
        all.addAll(List.of(context.getRequiredTestClass().getAnnotations()));
        return all.stream()
                .filter(a -> a.annotationType().getSimpleName().equals("Transactional"))
                .findFirst()
                .map(a ->
                        "@Transactional does not reach virtual users: they have threads and transactions of their own,"
                                + " and do not see what the test did not commit");
    }
}
