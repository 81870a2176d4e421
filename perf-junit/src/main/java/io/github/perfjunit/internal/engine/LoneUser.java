// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.internal.metrics.CheckTable;
import io.github.perfjunit.internal.metrics.ErrorTable;
import io.github.perfjunit.internal.metrics.MetricTable;
import io.github.perfjunit.internal.metrics.SampleRecorder;
import io.github.perfjunit.internal.metrics.SeriesNames;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.metrics.CheckSummary;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.spi.CurrentUser;
import io.github.perfjunit.spi.UserResource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Runs code once, before a load, on the thread of a user of its own: with the resources of a scenario's users, and nothing
 * that it does is among the figures of the load.
 */
public final class LoneUser {

    private static final Duration LONGER_THAN_ANY = Duration.ofDays(36_500);
    private static final long LONGEST_END_MILLIS = 5_000;

    private final ScenarioPlan scenario;
    private final long seed;
    private final List<UserResource<?>> resources;
    private final UserThreads threads;
    private final ClassLoader classLoader;

    /**
     * Prepares the user.
     *
     * @param scenario gives the settings of its resources
     * @param seed of its random numbers
     * @param resources the kinds of objects that it can have
     * @param threads makes its thread
     * @param classLoader the context class loader of its thread
     */
    public LoneUser(
            ScenarioPlan scenario,
            long seed,
            List<UserResource<?>> resources,
            UserThreads threads,
            ClassLoader classLoader) {
        this.scenario = scenario;
        this.seed = seed;
        this.resources = resources;
        this.threads = threads;
        this.classLoader = classLoader;
    }

    /**
     * Runs the code to its end.
     *
     * @throws Throwable what it threw; an {@link AssertionError} if a check in it failed; the first failure to close a
     *     resource
     */
    public void run(UserBody code) throws Throwable {
        SeriesNames names = new SeriesNames();
        CheckTable checks = new CheckTable();
        ScenarioRecorder figures = new ScenarioRecorder(
                scenario.name(),
                new PhaseClock(List.of(Segment.hold(LONGER_THAN_ANY, 1, Phase.MEASURE, ""))),
                new SampleRecorder(names),
                names,
                new ErrorTable(),
                checks,
                new MetricTable(),
                AlikeFailures.off());
        UserRecorder recorder = new UserRecorder(figures, 0);
        UserResources shared = new UserResources(resources, scenario);
        UserResources.Held held = shared.new Held();
        EngineUser user = new EngineUser(0, scenario.name(), -1, recorder, held, seed);
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        Thread thread = threads.unstarted(
                UserThreads.PREFIX + "before-load",
                () -> CurrentUser.runAs(recorder, () -> live(user, figures, code, end)));
        thread.setContextClassLoader(classLoader);
        thread.start();
        try {
            end.get();
        } catch (ExecutionException e) {
            throw Objects.requireNonNull(e.getCause());
        } catch (InterruptedException e) {
            recorder.interrupt();
            thread.interrupt();
            held.close(problem -> {}); // frees it from blocking calls
            thread.join(LONGEST_END_MILLIS);
            throw e;
        } finally {
            shared.close(problem -> {});
        }
        for (CheckSummary check : checks.summaries()) {
            if (check.failed() > 0) {
                throw new AssertionError("check \"" + check.name() + "\" failed");
            }
        }
    }

    private static void live(EngineUser user, ScenarioRecorder figures, UserBody code, CompletableFuture<Boolean> end) {
        long now = System.nanoTime();
        figures.begin(now, now);
        user.bindToThread();
        user.nextIteration();
        user.recorder().iterationStarts(now, now);
        try {
            code.run(user);
            user.resources().bodyReturned();
            user.resources().iterationEnded(end::completeExceptionally);
            user.resources().close(end::completeExceptionally);
            end.complete(true);
        } catch (Throwable e) {
            user.resources().close(e::addSuppressed);
            end.completeExceptionally(e);
        }
    }
}
