// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.spi.UserResource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Engines with one scenario, on platform threads so that those left over can be found. */
final class Engines {

    static final String SCENARIO = "shop";

    private Engines() {}

    static LoadEngine of(LoadModel model, Duration gracefulStop, ScenarioCode code, Consumer<Interval> intervals) {
        return of(model, gracefulStop, false, code, intervals);
    }

    static LoadEngine of(
            LoadModel model,
            Duration gracefulStop,
            boolean autoWarmUp,
            ScenarioCode code,
            Consumer<Interval> intervals) {
        ScenarioPlan scenario = new ScenarioPlan(
                SCENARIO, model, "some load", Duration.ZERO, ThinkTime.NONE, autoWarmUp, gracefulStop, "");
        return of(List.of(scenario), Map.of(SCENARIO, code), intervals);
    }

    static LoadEngine of(List<ScenarioPlan> scenarios, Map<String, ScenarioCode> code, Consumer<Interval> intervals) {
        return of(new LoadPlan("Engines", scenarios, 1, WorkerShare.WHOLE), code, intervals);
    }

    static LoadEngine of(LoadPlan plan, Map<String, ScenarioCode> code, Consumer<Interval> intervals) {
        return of(plan, code, List.of(), intervals, true);
    }

    static LoadEngine of(
            LoadPlan plan,
            Map<String, ScenarioCode> code,
            List<UserResource<?>> resources,
            Consumer<Interval> intervals,
            boolean failFast) {
        return new LoadEngine(
                plan,
                new LoadEngine.Environment(
                        code,
                        resources,
                        UserThreads.of(UserThreads.Mode.PLATFORM),
                        Engines.class.getClassLoader(),
                        intervals,
                        () -> null,
                        load -> {},
                        failFast));
    }

    static ScenarioPlan scenario(String name, LoadModel model, Duration startAfter, Duration gracefulStop) {
        return scenario(name, model, startAfter, ThinkTime.NONE, gracefulStop);
    }

    static ScenarioPlan scenario(
            String name, LoadModel model, Duration startAfter, ThinkTime thinkTime, Duration gracefulStop) {
        return new ScenarioPlan(name, model, "some load", startAfter, thinkTime, false, gracefulStop, "");
    }

    static LoadModel rate(double perSecond, Duration duration, int maxUsers) {
        return new LoadModel.Open(
                List.of(new Segment(duration, perSecond, perSecond, Phase.MEASURE)),
                maxUsers,
                Overflow.QUEUE,
                Arrivals.EVEN);
    }

    static LoadData run(LoadModel model, UserBody body) {
        return of(model, Duration.ofSeconds(20), ScenarioCode.of(body), interval -> {})
                .run();
    }

    static LoadModel users(int users, Duration duration) {
        return new LoadModel.Closed(List.of(new Segment(duration, users, users, Phase.MEASURE)), null, null, null);
    }

    static LoadModel iterations(int users, long iterations) {
        return new LoadModel.Closed(
                List.of(new Segment(Duration.ofMinutes(10), users, users, Phase.MEASURE)), null, iterations, null);
    }

    static LoadResult result(LoadData data) {
        return new LoadResult("Engines", data, each -> {}, Path.of("."), Enforcement.ENFORCE);
    }

    /** Returns the threads of users that are alive. */
    static List<Thread> userThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("perf-" + SCENARIO))
                .toList();
    }
}
