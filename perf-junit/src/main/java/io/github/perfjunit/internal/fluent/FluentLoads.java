// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.fluent;

import io.github.perfjunit.internal.body.BodySamples;
import io.github.perfjunit.internal.body.UserParameters;
import io.github.perfjunit.internal.config.PerfKeys;
import io.github.perfjunit.internal.config.RawHttp;
import io.github.perfjunit.internal.config.RawSlo;
import io.github.perfjunit.internal.config.RawWork;
import io.github.perfjunit.internal.config.Settings;
import io.github.perfjunit.internal.engine.ScenarioCode;
import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.internal.session.Conduct;
import io.github.perfjunit.internal.session.Invocations;
import io.github.perfjunit.internal.session.KindJudgement;
import io.github.perfjunit.internal.session.LoadFeeds;
import io.github.perfjunit.internal.session.LoadSession;
import io.github.perfjunit.internal.session.LoadSetUp;
import io.github.perfjunit.internal.session.LoadVerdict;
import io.github.perfjunit.internal.session.LocalLoad;
import io.github.perfjunit.internal.session.Participants;
import io.github.perfjunit.internal.session.Preparation;
import io.github.perfjunit.internal.session.RunFiles;
import io.github.perfjunit.internal.session.Share;
import io.github.perfjunit.internal.util.Rethrow;
import io.github.perfjunit.internal.util.SourceLines;
import io.github.perfjunit.internal.worker.ShareDone;
import io.github.perfjunit.internal.worker.WorkerTask;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Timeline;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.slo.InvalidRunException;
import io.github.perfjunit.slo.MonitorObjective;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.slo.Objectives;
import io.github.perfjunit.slo.SloViolation;
import io.github.perfjunit.slo.WorkObjective;
import io.github.perfjunit.spi.ConductedLoad;
import io.github.perfjunit.spi.LoadExecutor;
import io.github.perfjunit.spi.LoadKind;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * The loads of a test method that builds them itself. The method makes assertions; everything they do not cover
 * (errors, an empty load, a generator that could not keep up) is judged when the method has ended.
 */
public final class FluentLoads {

    /** A load that has ended; it is judged once. */
    private static final class Done {
        private final LoadSession session;
        private final LoadResult result;
        private final BodySamples samples;
        private final List<ObjectiveResult> objectives;
        private final KindJudgement kind;
        private @Nullable LoadVerdict verdict;

        private Done(
                LoadSession session,
                LoadResult result,
                BodySamples samples,
                List<ObjectiveResult> objectives,
                KindJudgement kind) {
            this.session = session;
            this.result = result;
            this.samples = samples;
            this.objectives = objectives;
            this.kind = kind;
        }

        /** Judges by the limits that hold by default; a kind with a verdict of its own has judged that. */
        private List<ObjectiveResult> rest(List<ObjectiveResult> judged) {
            return kind.alone() ? List.of() : Objectives.evaluateRest(result, judged);
        }

        private PerfKeys keys() {
            return session.spec().keys();
        }
    }

    private final ExtensionContext context;
    private final @Nullable RawHttp http;
    private final List<RawSlo> slos;
    private final Optional<RawWork> limitsOfWork;
    private final List<Class<? extends Annotation>> kinds;
    private final List<Done> done = new ArrayList<>();
    private final List<FluentLoad> builders = new ArrayList<>();
    private List<?> arguments = List.of();

    /** In a worker: loads that the controller had run before that of this worker. */
    private final List<LoadResult> earlier = new ArrayList<>();

    /**
     * Prepares the loads of a test method.
     *
     * @param http HTTP settings of its users; null for the defaults
     * @param slos objectives that hold for each load
     * @param limitsOfWork limits for the work of an iteration of each load
     * @param kinds annotations of the kinds that a load can be of
     */
    public FluentLoads(
            ExtensionContext context,
            @Nullable RawHttp http,
            List<RawSlo> slos,
            Optional<RawWork> limitsOfWork,
            List<Class<? extends Annotation>> kinds) {
        this.context = context;
        this.http = http;
        this.slos = slos;
        this.limitsOfWork = limitsOfWork;
        this.kinds = kinds;
    }

    /** Takes what JUnit's extensions gave to the test method. */
    public void arguments(List<?> given) {
        arguments = given;
    }

    public LoadBuilder load() {
        FluentLoad builder = new FluentLoad(this);
        builders.add(builder);
        return builder;
    }

    /** Returns the annotation of a kind. */
    Class<? extends Annotation> kind(String name) {
        return kinds.stream()
                .filter(kind -> kind.getAnnotation(LoadKind.class).value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the name of the only scenario of a load. */
    String scenario(String given) {
        return LoadSetUp.scenario(
                settings(), given, context.getRequiredTestMethod().getName());
    }

    private Settings settings() {
        return LoadSetUp.settings(context);
    }

    LoadResult run(
            List<FluentScenario> scenarios,
            List<String> unused,
            Preparation preparation,
            List<Monitor> monitors,
            @Nullable FluentKind kind) {
        UserParameters parameters = UserParameters.of(context.getRequiredTestClass());
        LoadSetUp setUp = new LoadSetUp(Invocations.place(context), settings());
        unused.forEach(setting -> setUp.problems()
                .add("load." + setting + " is set, but in a load of several scenarios each must set its own"));
        for (FluentScenario scenario : scenarios) {
            if (!scenario.hasBody()) {
                setUp.problems().add("scenario(\"" + scenario.name() + "\") has no code but must call run(...)");
            }
        }
        scenarios.forEach(scenario -> scenario.raw.http = http);
        List<String> names = scenarios.stream().map(FluentScenario::name).toList();
        List<Objective> objectives = new ArrayList<>();
        ConductedLoad conducted = null;
        if (kind != null) { // a kind reads them before it gives its load a course
            setUp.objectives(slos, names).forEach(objective -> objectives.add(objective.inScenario("")));
            conducted = kind.conduct(setUp, scenarios.get(0).raw, objectives);
        }
        Optional<LoadPlan> plan = setUp.plan(
                Invocations.place(context),
                scenarios.stream().map(FluentScenario::load).toList(),
                parameters.resources());
        Optional<LoadExecutor> executor =
                setUp.executor(context.getRequiredTestClass().getClassLoader());
        List<MonitorObjective> ofMonitors = setUp.monitorObjectives(slos);
        if (kind == null) {
            objectives.addAll(setUp.objectives(slos, names));
        } else if (conducted != null) {
            setUp.checkCourse(kind.place(), conducted, executor);
        }
        Conduct conduct = conducted == null ? null : new Conduct(conducted, names.get(0));
        List<WorkObjective> work = setUp.work(limitsOfWork);
        WorkerTask worker = setUp.worker();
        if (worker != null) {
            Optional<LoadResult> known = worker.earlier(earlier.size()).map(data -> known(plan, data));
            if (known.isPresent()) {
                earlier.add(known.get());
                return known.get();
            }
        }
        try (LoadFeeds feeds = new LoadFeeds(context, setUp);
                Participants participants =
                        Participants.join(new Participants.Test(context, arguments), setUp, plan, executor, monitors)) {
            scenarios.forEach(scenario -> scenario.openFeeds(feeds, plan));
            participants.open(IllegalArgumentException::new);
            BodySamples samples = new BodySamples();
            Map<String, ScenarioCode> code = new LinkedHashMap<>();
            scenarios.forEach(s -> code.put(s.name(), s.code(participants::around, samples::watch)));
            LocalLoad local = new LocalLoad(
                    plan.orElseThrow(),
                    code,
                    parameters.resources(),
                    setUp.threads(work, participants),
                    LoadSetUp.countsPinned(work),
                    setUp.failFast(objectives),
                    context.getRequiredTestClass().getClassLoader(),
                    participants::begun,
                    preparation);
            if (worker != null) {
                worker.run(local.plan(), new Share(local, participants));
                throw new ShareDone();
            }
            local.prepare(participants.executor());
            return run(setUp, local, objectives, ofMonitors, work, samples, participants, conduct);
        } finally {
            scenarios.forEach(FluentScenario::closeFeeds);
        }
    }

    /** Returns the controller's result of an earlier load; its checks were judged there. */
    private static LoadResult known(Optional<LoadPlan> plan, LoadData data) {
        return new LoadResult(
                plan.map(LoadPlan::name).orElse(""),
                data,
                Timeline.EMPTY,
                Path.of(""),
                Enforcement.OFF,
                List.of(),
                List.of());
    }

    private LoadResult run(
            LoadSetUp setUp,
            LocalLoad local,
            List<Objective> objectives,
            List<MonitorObjective> ofMonitors,
            List<WorkObjective> work,
            BodySamples samples,
            Participants participants,
            @Nullable Conduct conduct) {
        boolean judged = setUp.keys().sloInForce() != Enforcement.OFF;
        TestName test = Invocations.name(context, Invocations.number(context, done.size() + 1));
        LoadSession session = new LoadSession(new LoadSession.Spec(
                test,
                local,
                judged ? objectives : List.of(),
                judged ? ofMonitors : List.of(),
                judged ? work : List.of(),
                setUp.keys(),
                participants.executor(),
                context.getUniqueId(),
                setUp.settings().found(),
                participants.notes(setUp.notes(context, local.plan())),
                participants,
                conduct,
                done.stream().map(earlier -> earlier.result.data()).toList()));
        RunFiles.expect(context, setUp.keys(), test);
        LoadResult measured = session.run();
        boolean interrupted = Thread.interrupted(); // otherwise no file could be written
        boolean smoke = setUp.keys().mode() == PerfKeys.Mode.SMOKE;
        KindJudgement kind = KindJudgement.of(session, measured, smoke);
        session.endConduct();
        LoadResult result = measured.with(kind.sections());
        session.write(result, Verdict.INCOMPLETE, null);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        List<ObjectiveResult> verdicts =
                new ArrayList<>(kind.alone() ? session.judgeMonitors(result) : session.judgeAlone(result));
        verdicts.addAll(judged ? kind.verdicts() : List.of());
        verdicts.addAll(session.judgeWork(result));
        Done load = new Done(session, result, samples, verdicts, kind);
        load.objectives.forEach(result.ledger()::add);
        done.add(load);
        if (!result.data().stopReason().isEmpty()) {
            throw Rethrow.unchecked(
                    Objects.requireNonNull(judge(load, false).failure())); // assertions would judge half a load
        }
        Stream.concat(kind.failures().stream(), participants.failures().stream())
                .findFirst()
                .ifPresent(failure -> {
                    throw Rethrow.unchecked(failure);
                });
        Throwable first = samples.first();
        if (smoke && first != null) {
            throw Rethrow.unchecked(first);
        }
        return result;
    }

    /** Judges everything that the test method did not, prints the summaries, and writes the final results. */
    public void judge(Optional<Throwable> thrown) {
        Throwable neverRun = thrown.isPresent() ? null : neverRun();
        Throwable failure = neverRun;
        for (Done each : done) {
            LoadVerdict verdict = judge(each, thrown.isPresent());
            boolean smoke = each.keys().mode() == PerfKeys.Mode.SMOKE && verdict.failure() == null;
            Verdict own = neverRun == null ? verdict.verdict() : Verdict.FAILED;
            Verdict shown = thrown.map(t -> verdict(t, each.result)).orElse(smoke ? Verdict.SMOKE : own);
            each.session.write(each.result, shown, thrown.orElse(neverRun == null ? verdict.failure() : neverRun));
            each.session.print(each.result, shown);
            if (failure == null) {
                failure = verdict.failure();
            }
        }
        if (failure != null && thrown.isEmpty()) {
            throw Rethrow.unchecked(failure);
        }
    }

    /** Finds loads that were set up and not run: a test without a load must not pass. */
    private @Nullable Throwable neverRun() {
        List<String> leftOver =
                builders.stream().flatMap(builder -> builder.notRun().stream()).toList();
        if (!done.isEmpty() && leftOver.isEmpty()) {
            return null;
        }
        String setUp = leftOver.isEmpty() ? "" : " (set up: " + String.join(", ", leftOver) + ")";
        AssertionError error = new AssertionError(Invocations.place(context)
                + (done.isEmpty() ? " ran no load" : " set up a load that it did not run")
                + ": call run(...) or start() on the LoadBuilder" + setUp);
        StackTraceElement frame = SourceLines.frameOf(context.getRequiredTestMethod());
        if (frame != null) {
            error.setStackTrace(new StackTraceElement[] {frame});
        }
        return error;
    }

    /**
     * Returns the failure of a test after a failed check: a miss that the generator explains proves nothing.
     *
     * @param violation the exception of the check
     * @return an {@link InvalidRunException} that suppresses the violation, or the violation itself
     */
    public Throwable explained(SloViolation violation) {
        for (Done each : done) {
            List<ObjectiveResult> all = new ArrayList<>(each.result.objectives());
            all.addAll(each.rest(all));
            if (all.stream().allMatch(ObjectiveResult::met)) {
                continue;
            }
            Throwable failure = verdict(each, all).failure();
            if (failure instanceof InvalidRunException) {
                failure.addSuppressed(violation);
                return failure;
            }
            return violation;
        }
        return violation;
    }

    private static Verdict verdict(Throwable thrown, LoadResult result) {
        if (thrown instanceof InvalidRunException) {
            return Verdict.INVALID;
        }
        boolean aborted = thrown instanceof TestAbortedException
                || !result.data().stopReason().isEmpty();
        return aborted ? Verdict.ABORTED : Verdict.FAILED;
    }

    /**
     * Judges by the limits that hold by default what the test method did not.
     *
     * @param missesAreTold whether the method failed already; a check that was missed though it did not, because it was
     *     caught or its soft assertions were never asserted, takes nothing off those limits
     */
    private LoadVerdict judge(Done load, boolean missesAreTold) {
        LoadVerdict known = load.verdict;
        if (known != null) {
            return known;
        }
        List<ObjectiveResult> judged = load.result.objectives().stream()
                .filter(check -> missesAreTold
                        || check.met()
                        || !load.result.enforcement().binds(check)
                        || load.objectives.contains(check))
                .toList();
        List<ObjectiveResult> rest = load.rest(judged);
        rest.forEach(load.result.ledger()::add);
        List<ObjectiveResult> verdicts = new ArrayList<>(load.objectives);
        verdicts.addAll(rest);
        LoadVerdict verdict = verdict(load, verdicts);
        load.verdict = verdict;
        return verdict;
    }

    private LoadVerdict verdict(Done load, List<ObjectiveResult> objectives) {
        return LoadVerdict.of(new LoadVerdict.Case(
                context.getRequiredTestMethod().getName(),
                load.result,
                objectives,
                load.samples.samples(),
                load.session.abortReason(),
                load.keys(),
                SourceLines.frameOf(context.getRequiredTestMethod()),
                load.kind.invalid(),
                load.kind.alone()));
    }
}
