// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.internal.schedule.ArrivalSchedule;
import io.github.perfjunit.internal.schedule.OpenCourse;
import io.github.perfjunit.internal.schedule.UserSchedule;
import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import java.util.List;
import java.util.function.Consumer;

/** Creates the runs of the scenarios of a plan. */
final class RunFactory {

    private final LoadPlan plan;
    private final LoadEngine.Environment environment;
    private final UserThreads threads;
    private final Consumer<Throwable> fatal;

    /**
     * Takes the objects that all scenarios share.
     *
     * @param threads those of the environment, watched
     * @param fatal receives the reason to end the load
     */
    RunFactory(LoadPlan plan, LoadEngine.Environment environment, UserThreads threads, Consumer<Throwable> fatal) {
        this.plan = plan;
        this.environment = environment;
        this.threads = threads;
        this.fatal = fatal;
    }

    private static List<Segment> segments(ScenarioPlan scenario) {
        List<Segment> segments = scenario.model().segments();
        CourseLimits limits = scenario.limits();
        if (limits != null) {
            return OpenCourse.of(segments, limits).segments();
        }
        return scenario.autoWarmUp() ? PhaseClock.withAutoWarmUp(segments) : segments;
    }

    static PhaseClock clock(ScenarioPlan scenario) {
        return new PhaseClock(segments(scenario));
    }

    /**
     * Creates the run of a scenario.
     *
     * @param place its number in the plan, from 0; its random numbers depend on that, not on its name
     */
    ScenarioRun run(ScenarioPlan scenario, int place, ScenarioRecorder recorder) {
        ScenarioCode code = environment.code().get(scenario.name());
        if (code == null) {
            throw new IllegalStateException("no code for scenario " + scenario.name());
        }
        ScenarioRun.Context context = new ScenarioRun.Context(
                threads,
                new UserResources(environment.resources(), scenario),
                recorder,
                recorder.clock(),
                plan.share(),
                place,
                plan.seed(),
                environment.classLoader(),
                fatal);
        List<Segment> segments = segments(scenario);
        if (scenario.model() instanceof LoadModel.Open open) {
            long seed = Seeds.mix(plan.seed(), place, -1);
            return new OpenRun(scenario, open, ArrivalSchedule.of(segments, open.arrivals(), seed), code, context);
        }
        return new ClosedRun(scenario, (LoadModel.Closed) scenario.model(), UserSchedule.of(segments), code, context);
    }
}
