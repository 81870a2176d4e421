// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.body.BodySamples;
import io.github.perfjunit.internal.body.MethodBody;
import io.github.perfjunit.internal.body.UserMethods;
import io.github.perfjunit.internal.body.UserParameters;
import io.github.perfjunit.internal.config.LoadAttribute;
import io.github.perfjunit.internal.config.RawLoad;
import io.github.perfjunit.internal.config.ScenarioLoad;
import io.github.perfjunit.internal.engine.ScenarioCode;
import io.github.perfjunit.internal.session.Conduct;
import io.github.perfjunit.internal.session.Invocations;
import io.github.perfjunit.internal.session.JudgedLoad;
import io.github.perfjunit.internal.session.LoadFeeds;
import io.github.perfjunit.internal.session.LoadKinds;
import io.github.perfjunit.internal.session.LoadSetUp;
import io.github.perfjunit.internal.session.LocalLoad;
import io.github.perfjunit.internal.session.Participants;
import io.github.perfjunit.internal.session.Preparation;
import io.github.perfjunit.internal.session.Share;
import io.github.perfjunit.internal.worker.WorkerTask;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.slo.MonitorObjective;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.slo.WorkObjective;
import io.github.perfjunit.spi.ConductedLoad;
import io.github.perfjunit.spi.LoadConductor;
import io.github.perfjunit.spi.LoadExecutor;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Reads the annotations of one test method and its class, and runs the method as a load. */
final class AnnotatedLoad implements AutoCloseable {

    private final RawLoad raw;
    private final ExtensionContext context;
    private final @Nullable Object[] arguments;
    private final Consumer<LoadResult> results;
    private final Method method;
    private final LoadSetUp setUp;
    private final LoadFeeds feeds;
    private @Nullable Participants participants;

    AnnotatedLoad(RawLoad raw, ExtensionContext context, @Nullable Object[] arguments, Consumer<LoadResult> results) {
        this.raw = raw;
        this.context = context;
        this.arguments = arguments;
        this.results = results;
        this.method = context.getRequiredTestMethod();
        this.setUp = new LoadSetUp(Invocations.place(context), LoadSetUp.settings(context));
        this.feeds = new LoadFeeds(context, setUp);
    }

    void run() throws Throwable {
        UserParameters parameters = UserParameters.of(context.getRequiredTestClass());
        raw.http = LoadAnnotation.http(context);
        String scenario = LoadSetUp.scenario(setUp.settings(), raw.text(LoadAttribute.NAME), method.getName());
        List<Objective> objectives = new ArrayList<>();
        Optional<Annotation> kind = LoadKinds.kindOf(method);
        Optional<LoadConductor> conductor = kind.flatMap(LoadKinds::conductorOf);
        ConductedLoad conducted = null;
        if (conductor.isPresent()) {
            readObjectives(scenario, objectives);
            conducted = setUp.conduct(kind.orElseThrow(), raw, objectives, conductor.get());
        }
        Optional<LoadPlan> plan = setUp.plan(
                Invocations.place(context), List.of(new ScenarioLoad(scenario, raw)), parameters.resources());
        if (conductor.isEmpty()) {
            readObjectives(scenario, objectives);
        }
        List<MonitorObjective> ofMonitors = setUp.monitorObjectives(LoadAnnotation.objectives(context));
        List<WorkObjective> work = setUp.work(LoadAnnotation.work(context));
        Optional<LoadExecutor> executor =
                setUp.executor(context.getRequiredTestClass().getClassLoader());
        if (conducted != null) {
            setUp.checkCourse(raw.place, conducted, executor);
        }
        AfterLoadMethods afterLoad = new AfterLoadMethods(context, setUp.problems()::add);
        List<Object> instances = context.getRequiredTestInstances().getAllInstances();
        UserBody before = UserMethods.before(instances, BeforeUser.class, parameters, setUp.problems()::add);
        UserBody after = UserMethods.after(instances, AfterUser.class, parameters, setUp.problems()::add);
        Preparation preparation = BeforeLoadMethods.of(context, parameters, setUp.problems()::add);
        Participants taking =
                Participants.join(new Participants.Test(context, Arrays.asList(arguments)), setUp, plan, executor);
        participants = taking;
        Map<Integer, MethodBody.Argument> own = arguments(parameters, taking, scenario, plan);
        taking.open(ExtensionConfigurationException::new);

        BodySamples samples = new BodySamples();
        UserBody body =
                samples.watch(taking.around(new MethodBody(method, context.getRequiredTestInstance(), arguments, own)));
        LocalLoad local = new LocalLoad(
                plan.orElseThrow(),
                Map.of(scenario, new ScenarioCode(samples.watch(before), body, samples.watch(after))),
                parameters.resources(),
                setUp.threads(work, taking),
                LoadSetUp.countsPinned(work),
                setUp.failFast(objectives),
                context.getRequiredTestClass().getClassLoader(),
                taking::begun,
                preparation);
        WorkerTask worker = setUp.worker();
        if (worker != null) {
            worker.run(local.plan(), new Share(local, taking));
            return;
        }
        local.prepare(taking.executor());
        new JudgedLoad(new JudgedLoad.Spec(
                        context,
                        setUp,
                        taking,
                        local,
                        objectives,
                        work,
                        ofMonitors,
                        taking.executor(),
                        samples,
                        results,
                        afterLoad::call,
                        conducted == null ? null : new Conduct(conducted, scenario)))
                .run();
    }

    /** A load with one scenario has no need of its name. */
    private void readObjectives(String scenario, List<Objective> objectives) {
        setUp.objectives(LoadAnnotation.objectives(context), List.of(scenario))
                .forEach(objective -> objectives.add(objective.inScenario("")));
    }

    private Map<Integer, MethodBody.Argument> arguments(
            UserParameters parameters, Participants taking, String scenario, Optional<LoadPlan> plan) {
        Map<Integer, MethodBody.Argument> own = new LinkedHashMap<>();
        Parameter[] all = method.getParameters();
        for (int i = 0; i < all.length; i++) {
            int index = i;
            Feed feed = all[i].getAnnotation(Feed.class);
            MethodBody.Argument supplied = feed == null ? taking.argument(all[i]) : null;
            if (supplied != null) {
                own.put(i, supplied);
            } else if (feed != null) {
                feeds.open(wanted(feed, all[i], scenario), plan).ifPresent(supply -> own.put(index, supply::next));
            } else if (parameters.isOfUser(all[i].getType())) {
                own.put(i, parameters.argument(all[i].getType()));
            }
        }
        return own;
    }

    private static LoadFeeds.Wanted wanted(Feed feed, Parameter parameter, String scenario) {
        return new LoadFeeds.Wanted(
                "@Feed", "@Feed", feed.value(), feed.strategy(), parameter.getParameterizedType(), scenario);
    }

    @Override
    public void close() {
        try {
            feeds.close();
        } finally {
            if (participants != null) {
                participants.close();
            }
        }
    }
}
