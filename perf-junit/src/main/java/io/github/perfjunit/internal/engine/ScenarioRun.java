// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.internal.schedule.OpenCourse;
import io.github.perfjunit.load.CourseChange;
import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.spi.CurrentUser;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One population of virtual users while it runs; the common part of the closed and the open model.
 *
 * <p>All users' threads are made before the load starts and wait at a gate; a thread that is created while others
 * saturate the processors may not run for seconds.
 */
abstract class ScenarioRun {

    /** The objects that a load gives to each scenario. */
    record Context(
            UserThreads threads,
            UserResources resources,
            ScenarioRecorder scenarioRecorder,
            PhaseClock clock,
            WorkerShare share,
            int place,
            long seed,
            ClassLoader classLoader,
            Consumer<Throwable> fatal) {}

    private static final long LONGEST_SET_UP_SECONDS = 60;

    /** Far beyond every plan. */
    static final long END_OF_PLAN = Long.MAX_VALUE;

    final ScenarioPlan plan;
    final Context context;
    final ScenarioTime time;
    final RunEnd end;
    final StartCounter starts = new StartCounter();
    final AtomicInteger active = new AtomicInteger();
    final UserScript script;
    private final ThinkTime thinkTime;
    private final Crew crew;
    private final RunFigures figures = new RunFigures(this);
    private final CountDownLatch launched;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicLong lastEnd = new AtomicLong();
    private volatile boolean usedUp;
    private volatile @Nullable OpenCourse course;

    /**
     * Creates the run of a scenario.
     *
     * @param firstUsers number of users that are created before the load starts
     */
    ScenarioRun(ScenarioPlan plan, ScenarioCode code, Context context, int firstUsers) {
        this.plan = plan;
        this.context = context;
        CourseLimits limits = plan.limits();
        this.course = limits == null ? null : OpenCourse.of(plan.model().segments(), limits);
        this.script = new UserScript(code, context.scenarioRecorder(), context.fatal(), this::dataIsUsedUp);
        this.thinkTime = plan.thinkTime();
        this.launched = new CountDownLatch(firstUsers);
        this.time = new ScenarioTime(context.clock());
        this.crew = new Crew(this::close);
        this.end = new RunEnd(
                time,
                context.clock(),
                context.scenarioRecorder(),
                crew,
                plan.gracefulStop().toNanos());
    }

    /** Runs on the user's thread, from the opening of the gate until no iteration of the user will start any more. */
    abstract void drive(EngineUser user);

    /** Returns the number of iterations of this share that were due until a time since the start of the scenario. */
    abstract long due(long untilNanos);

    abstract double targetPerSecond(long nanos);

    /**
     * Runs the set-up of a user before the load starts, if there is one; returns false if the user cannot take part.
     */
    abstract boolean setUp(EngineUser user);

    /** Creates the users that are needed at the start, and waits until they are set up. */
    final void launch() {
        for (long left = launched.getCount(); left > 0 && !time.isStopped(); left--) {
            addUser();
        }
        try {
            if (!time.isStopped() && !launched.await(LONGEST_SET_UP_SECONDS, TimeUnit.SECONDS)) {
                context.fatal()
                        .accept(new IllegalStateException("the set-up of users that start together took more than "
                                + LONGEST_SET_UP_SECONDS + " s"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the load ends as soon as it has begun
        }
    }

    /** Sets the time from which everything counts. */
    void begin(long loadStart) {
        time.begin(loadStart + plan.startAfter().toNanos());
        context.scenarioRecorder().begin(loadStart, time.start());
    }

    void open() {
        gate.countDown();
        end.oneEnded(); // the token that kept a scenario without users from finishing before it began
    }

    void addUser() {
        end.oneMore();
        working.incrementAndGet();
        try {
            int id = Math.toIntExact(context.share().global(created.getAndIncrement()));
            UserRecorder recorder = new UserRecorder(context.scenarioRecorder(), id);
            EngineUser user = new EngineUser(
                    id, plan.name(), context.place(), recorder, context.resources().new Held(), context.seed());
            String name = UserThreads.PREFIX + plan.name() + "-" + id;
            Thread thread = context.threads().unstarted(name, () -> CurrentUser.runAs(recorder, () -> live(user)));
            thread.setContextClassLoader(context.classLoader());
            crew.start(user, thread);
        } catch (Throwable e) {
            working.decrementAndGet();
            end.oneEnded();
            context.fatal()
                    .accept(new IllegalStateException(
                            "could not start user " + created.get() + " of " + plan.name() + ": "
                                    + UserThreads.reason(e),
                            e));
        }
    }

    private void live(EngineUser user) {
        try {
            user.bindToThread();
            work(user);
            script.finish(user);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped before the load began
        } catch (Throwable e) {
            context.fatal().accept(e);
        } finally {
            close(user);
            end.oneEnded();
        }
    }

    private void work(EngineUser user) throws InterruptedException {
        try {
            boolean ready = setUpFirst(user);
            gate.await();
            if (ready) {
                drive(user);
            }
        } finally {
            leave(user);
        }
    }

    private boolean setUpFirst(EngineUser user) {
        try {
            return setUp(user);
        } finally {
            launched.countDown();
        }
    }

    /**
     * If work runs out before the time, the scenario ends with its last iteration, because there is no load after it.
     */
    private void leave(EngineUser user) {
        if (user.iteration() >= 0) {
            lastEnd.accumulateAndGet(user.lastEnded() - time.start(), Math::max);
        }
        if (working.decrementAndGet() == 0 && time.isOutOfWork() && lastEnd.get() > 0) {
            context.clock().endAt(lastEnd.get());
        }
    }

    private void close(EngineUser user) {
        user.resources().close(e -> context.scenarioRecorder()
                .error(LoadResult.USER, "close", String.valueOf(e.getMessage()), e, Phase.GRACE));
    }

    /** Releases the objects that users share; may be called again. */
    final void closeResources() {
        crew.awaitClosed();
        context.resources().close(e -> context.scenarioRecorder()
                .error(LoadResult.USER, "close", String.valueOf(e.getMessage()), e, Phase.GRACE));
    }

    /** Runs one iteration; returns when it ended. */
    final long iterate(EngineUser user, long due, long started) {
        starts.started();
        long ended = script.iterate(user, due, started);
        user.ended(ended);
        return ended;
    }

    /**
     * Pauses after an iteration, but not beyond the time in which another one could start.
     *
     * @param planned time of the plan at which the user stops
     * @return the time then
     */
    final long think(EngineUser user, long now, long planned) {
        if (thinkTime.isNone()) {
            return now;
        }
        time.waitUntil(now + thinkTime.nanos(user.random().nextDouble()), planned);
        return System.nanoTime();
    }

    private void dataIsUsedUp() {
        usedUp = true;
        noMoreWork();
    }

    /** Returns whether the scenario ended because there was no data for another iteration. */
    final boolean isUsedUp() {
        return usedUp;
    }

    final void noMoreWork() {
        if (time.workIsDone()) {
            crew.wake();
        }
    }

    /** Counts a start that could have been in time; starts before the measured time do not count. */
    final void countStart(long due, long started) {
        if (context.clock().at(due - time.start()) == Phase.MEASURE) {
            starts.timed(started - due);
        }
    }

    final int users() {
        return created.get();
    }

    // The following methods are called by the load, on threads other than the users'.

    /** Stops iterations from starting from now on. */
    final void stop(long now) {
        time.stop(now);
        crew.wake();
    }

    /** Changes the course from a time on, if it may still be changed; only on the clock's thread. */
    final void change(CourseChange change, long now) {
        OpenCourse known = course;
        if (known == null || time.isStopped()) {
            return;
        }
        OpenCourse changed = known.with(change, Duration.ofNanos(Math.max(0, now - time.start())));
        follow(changed.segments());
        context.clock().follow(changed.segments());
        course = changed;
        crew.wake();
    }

    /** Returns whether there may be another change of the course. */
    final boolean mayChange() {
        OpenCourse known = course;
        return known != null && !known.isFixed();
    }

    /** Goes on along another course with the same beginning. */
    abstract void follow(List<Segment> segments);

    /** Returns the highest level of the course so far: users, or iterations a second. */
    final double peak() {
        OpenCourse known = course;
        List<Segment> segments = known == null ? plan.model().segments() : known.segments();
        return segments.stream()
                .mapToDouble(s -> Math.max(s.from(), s.to()))
                .max()
                .orElse(0);
    }

    /** Ends an automatic warm-up that is under way. */
    final void cutWarmUp(long now) {
        leaveOut(now - time.start(), context.clock().plannedMeasureStart());
        context.clock().cutWarmUp(now - time.start());
        crew.wake();
    }

    /** Called with the part of the plan that will be left out, before that happens. */
    abstract void leaveOut(long from, long to);

    /** Returns whether an automatic warm-up is under way. */
    final boolean isWarmingUp(long now) {
        long since = now - time.start();
        return plan.autoWarmUp()
                && since < context.clock().measureStart() // later parts that are not measured are no warm-up
                && context.clock().at(since) == Phase.WARM_UP;
    }

    /** Ends running iterations. */
    final void interrupt() {
        if (end.interrupt()) {
            gate.countDown(); // if the load never began
        }
    }

    /** Returns the most users that may exist at once. */
    abstract int mostUsers();

    abstract ScenarioSummary summary(long loadStart);

    final ScenarioSummary summary(long loadStart, boolean open, boolean paced) {
        return figures.summary(loadStart, open, paced);
    }

    /** Returns the figures of this scenario since the last call; only on the clock's thread. */
    final ScenarioInterval interval(long now) {
        return figures.interval(now);
    }

    /** Counts the users in a request that began at most some time ago. */
    final int waiting(long now, long longestNanos) {
        return crew.waiting(now, longestNanos);
    }

    /** Describes users that still run after they were interrupted. */
    final List<String> stuck() {
        return end.stuck();
    }
}
