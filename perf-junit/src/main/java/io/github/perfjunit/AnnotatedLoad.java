// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.PerfExtension.ResultHolder;
import io.github.perfjunit.internal.config.BadValueException;
import io.github.perfjunit.internal.config.PerfKeys;
import io.github.perfjunit.internal.config.Placeholders;
import io.github.perfjunit.internal.config.RawLoad;
import io.github.perfjunit.internal.config.RawSlo;
import io.github.perfjunit.internal.config.ScenarioLoad;
import io.github.perfjunit.internal.config.SloReader;
import io.github.perfjunit.internal.engine.ScenarioCode;
import io.github.perfjunit.internal.engine.ScenarioEnd;
import io.github.perfjunit.internal.feed.FeedExhausted;
import io.github.perfjunit.internal.feed.FeedSpec;
import io.github.perfjunit.internal.feed.Feeder;
import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.internal.util.SourceLines;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.Share;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.slo.SloViolation;
import io.github.perfjunit.spi.LoadExecutor;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Runs one annotated test method as a load and judges it. */
final class AnnotatedLoad implements AutoCloseable {

    private final RawLoad raw;
    private final ExtensionContext context;
    private final @Nullable Object[] arguments;
    private final ResultHolder holder;
    private final Method method;
    private final LoadSetUp setUp;
    private final List<Feeder> feeds = new ArrayList<>();
    private @Nullable Participants participants;

    AnnotatedLoad(RawLoad raw, ExtensionContext context, @Nullable Object[] arguments, ResultHolder holder) {
        this.raw = raw;
        this.context = context;
        this.arguments = arguments;
        this.holder = holder;
        this.method = context.getRequiredTestMethod();
        this.setUp = new LoadSetUp(PerfExtension.place(context), LoadSetUp.settings(context));
    }

    void run() throws Throwable {
        UserParameters parameters = UserParameters.of(context.getRequiredTestClass());
        raw.http = LoadAnnotation.http(context);
        String scenario = LoadSetUp.scenario(setUp.settings(), raw.name, method.getName());
        Optional<LoadPlan> plan = setUp.plan(
                PerfExtension.place(context), List.of(new ScenarioLoad(scenario, raw)), parameters.resources());
        SloReader slos = new SloReader(setUp.settings(), setUp.problems());
        List<Objective> objectives = new ArrayList<>();
        for (RawSlo slo : LoadAnnotation.objectives(context)) {
            objectives.addAll(slos.read(slo));
        }
        Optional<LoadExecutor> executor =
                setUp.executor(context.getRequiredTestClass().getClassLoader());
        AfterLoadMethods afterLoad = new AfterLoadMethods(context, setUp.problems()::add);
        List<Object> instances = context.getRequiredTestInstances().getAllInstances();
        UserBody before = UserMethods.before(instances, parameters, setUp.problems()::add);
        UserBody after = UserMethods.after(instances, parameters, setUp.problems()::add);
        Participants taking = Participants.join(context, setUp, plan);
        participants = taking;
        Map<Integer, MethodBody.Argument> own = arguments(parameters, taking, plan);
        taking.open(ExtensionConfigurationException::new);

        BodySamples samples = new BodySamples();
        UserBody body =
                samples.watch(taking.around(new MethodBody(method, context.getRequiredTestInstance(), arguments, own)));
        LocalLoad local = new LocalLoad(
                plan.orElseThrow(),
                Map.of(scenario, new ScenarioCode(samples.watch(before), body, samples.watch(after))),
                parameters.resources(),
                taking.threads(setUp.keys().threads()),
                context.getRequiredTestClass().getClassLoader(),
                taking::begun);
        WorkerTask worker = setUp.worker();
        if (worker != null) {
            worker.run(local);
            return;
        }
        runAndJudge(taking, local, objectives, executor.orElseThrow(), afterLoad, samples);
    }

    private void runAndJudge(
            Participants taking,
            LocalLoad local,
            List<Objective> objectives,
            LoadExecutor executor,
            AfterLoadMethods afterLoad,
            BodySamples samples)
            throws Throwable {
        boolean judged = setUp.keys().sloInForce() != Enforcement.OFF;
        LoadSession session = session(taking, local, judged ? objectives : List.of(), executor);
        LoadResult result = session.run();
        boolean interrupted = Thread.interrupted(); // or no file can be written any more
        try {
            judge(session, result, samples, judged ? afterLoad::call : List::of);
            taking.concluded(result);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private LoadSession session(
            Participants taking, LocalLoad local, List<Objective> objectives, LoadExecutor executor) {
        TestName test = Invocations.name(context, Invocations.number(context));
        return session(new LoadSession.Spec(
                test,
                local,
                objectives,
                setUp.keys(),
                executor,
                context.getUniqueId(),
                setUp.settings().found(),
                taking.notes(setUp.notes(context, local.plan())),
                taking));
    }

    private void judge(LoadSession session, LoadResult result, BodySamples samples, Supplier<List<Throwable>> afterLoad)
            throws Throwable {
        boolean smoke = setUp.keys().mode() == PerfKeys.Mode.SMOKE;
        Throwable first = samples.first();
        if (smoke && first != null && result.data().stopReason().isEmpty()) {
            finish(session, result, first instanceof TestAbortedException ? Verdict.ABORTED : Verdict.FAILED);
            throw first;
        }
        List<ObjectiveResult> verdicts = new ArrayList<>(session.judge(result));
        Participants taking = session.spec().participants();
        if (!smoke) {
            List<ObjectiveResult> more = judge(taking, session, result, verdicts);
            verdicts.addAll(setUp.keys().sloInForce() == Enforcement.OFF ? List.of() : more);
        }
        verdicts.forEach(result::record);
        holder.set(result);
        List<Throwable> missed = smoke ? List.of() : afterLoad.get();
        LoadVerdict verdict = LoadVerdict.of(new LoadVerdict.Case(
                method.getName(),
                result,
                verdicts,
                samples.samples(),
                session.abortReason(),
                setUp.keys(),
                SourceLines.frameOf(method)));
        Verdict shown = smoke && verdict.failure() == null ? Verdict.SMOKE : verdict.verdict();
        finish(session, result, missed.isEmpty() || verdict.failure() != null ? shown : Verdict.FAILED);
        boolean left = taking.decide()
                && result.enforcement() == Enforcement.ENFORCE
                && verdict.failure() instanceof SloViolation;
        throwAny(left ? null : verdict.failure(), missed);
    }

    /** Whatever is wrong with those who take part, what was measured is kept and shown. */
    private static List<ObjectiveResult> judge(
            Participants taking, LoadSession session, LoadResult result, List<ObjectiveResult> verdicts) {
        try {
            return taking.judge(result, List.copyOf(verdicts));
        } catch (RuntimeException | Error e) {
            verdicts.forEach(result::record);
            finish(session, result, Verdict.FAILED);
            throw e;
        }
    }

    private LoadSession session(LoadSession.Spec spec) {
        try {
            return new LoadSession(spec);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    "1 configuration error in " + PerfExtension.place(context) + ":\n  - " + e.getMessage(), e);
        }
    }

    private static void finish(LoadSession session, LoadResult result, Verdict verdict) {
        session.write(result, verdict);
        session.print(result, verdict);
    }

    private static void throwAny(@Nullable Throwable failure, List<Throwable> missed) throws Throwable {
        Throwable thrown = failure;
        for (Throwable each : missed) {
            if (thrown == null) {
                thrown = each;
            } else {
                thrown.addSuppressed(each);
            }
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    private Map<Integer, MethodBody.Argument> arguments(
            UserParameters parameters, Participants taking, Optional<LoadPlan> plan) {
        Map<Integer, MethodBody.Argument> own = new LinkedHashMap<>();
        Parameter[] all = method.getParameters();
        for (int i = 0; i < all.length; i++) {
            int index = i;
            Feed feed = all[i].getAnnotation(Feed.class);
            MethodBody.Argument supplied = feed == null ? taking.argument(all[i]) : null;
            if (supplied != null) {
                own.put(i, supplied);
            } else if (feed != null) {
                argument(feed, all[i], plan).ifPresent(argument -> own.put(index, argument));
            } else if (parameters.isOfUser(all[i].getType())) {
                own.put(i, parameters.argument(all[i].getType()));
            }
        }
        return own;
    }

    /** Reads the records even if there is no plan: their mistakes are to be reported with those of the plan. */
    private Optional<MethodBody.Argument> argument(Feed annotation, Parameter parameter, Optional<LoadPlan> plan) {
        String source;
        try {
            source = new Placeholders(setUp.settings()).resolve(annotation.value());
        } catch (BadValueException e) {
            setUp.problems().add("@Feed " + e.getMessage());
            return Optional.empty();
        }
        FeedSpec spec = new FeedSpec(
                source,
                annotation.strategy(),
                parameter.getParameterizedType(),
                context.getRequiredTestClass(),
                context.getRequiredTestInstance(),
                plan.map(AnnotatedLoad::users).orElse(1),
                plan.map(LoadPlan::share).orElse(Share.WHOLE));
        List<String> mistakes = new ArrayList<>();
        Optional<Feeder> loaded = Feeder.load(spec, mistakes);
        mistakes.forEach(setUp.problems()::add);
        return loaded.map(feed -> {
            feeds.add(feed);
            return user -> {
                Object record = feed.next(user.id(), user.random());
                if (record == FeedExhausted.INSTANCE) {
                    throw new ScenarioEnd("@Feed(\"" + source + "\") is used up");
                }
                return record;
            };
        });
    }

    private static int users(LoadPlan plan) {
        LoadModel model = plan.scenarios().get(0).model();
        return model instanceof LoadModel.Open open ? open.maxUsers() : (int) Math.ceil(model.peak());
    }

    @Override
    public void close() {
        try {
            feeds.forEach(Feeder::close);
        } finally {
            if (participants != null) {
                participants.close();
            }
        }
    }

    /** Finds an annotation that would silently not apply to virtual users. */
    static Optional<String> transactional(ExtensionContext context) {
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
