// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.spi.CurrentUser;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One population of virtual users while it runs: what the closed and the open model have in common.
 *
 * <p>All users' threads are made before the load starts and wait at a gate; a thread that is made while others saturate
 * the processors may not get to run for seconds.
 */
abstract class ScenarioRun {

    /** What a load gives each of its scenarios. */
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
    private static final long JOIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    final ScenarioPlan plan;
    final Context context;
    final StartCounter starts = new StartCounter();
    final AtomicInteger active = new AtomicInteger();
    final UserScript script;
    private final ThinkTime thinkTime;
    private final Crew crew = new Crew(this::close);
    private final CountDownLatch launched;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicInteger living = new AtomicInteger(1);
    private final AtomicInteger created = new AtomicInteger();
    private volatile long startNanos;
    private volatile boolean stopped;
    private volatile boolean noMoreWork;
    private volatile long finishedNanos;
    private volatile long interruptedNanos;
    private volatile boolean givenUp;
    private Progress reported = Progress.NONE;

    /**
     * Lays out a scenario.
     *
     * @param firstUsers how many users are made before the load starts
     */
    ScenarioRun(ScenarioPlan plan, ScenarioCode code, Context context, int firstUsers) {
        this.plan = plan;
        this.script = new UserScript(code, context.scenarioRecorder(), context.fatal(), this::noMoreWork);
        this.context = context;
        this.thinkTime = plan.thinkTime();
        this.launched = new CountDownLatch(firstUsers);
    }

    /** Runs on the user's thread, from the opening of the gate until the user ends. */
    abstract void drive(EngineUser user);

    /** How many iterations of this share were due until a time since the start of the scenario. */
    abstract long due(long untilNanos);

    abstract double targetPerSecond(long nanos);

    /** What a user does before the load starts, if anything; returns false if it cannot take part. */
    abstract boolean setUp(EngineUser user);

    /** Makes the users that are needed at the start, and waits until they are set up. */
    final void launch() {
        for (long left = launched.getCount(); left > 0 && !stopped; left--) {
            addUser();
        }
        try {
            if (!stopped && !launched.await(LONGEST_SET_UP_SECONDS, TimeUnit.SECONDS)) {
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
        startNanos = loadStart + plan.startAfter().toNanos();
        if (stopped) {
            context.clock().endAt(0);
        }
        context.scenarioRecorder().begin(loadStart, startNanos);
    }

    void open() {
        gate.countDown();
        userEnded(); // the token that kept a scenario without users from being finished before it began
    }

    void addUser() {
        living.incrementAndGet();
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
            userEnded();
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
            boolean ready = setUpFirst(user);
            gate.await();
            if (ready) {
                drive(user);
            }
            script.finish(user);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped before the load began
        } catch (Throwable e) {
            context.fatal().accept(e);
        } finally {
            close(user);
            userEnded();
        }
    }

    private boolean setUpFirst(EngineUser user) {
        try {
            return setUp(user);
        } finally {
            launched.countDown();
        }
    }

    private void close(EngineUser user) {
        user.resources().close(e -> context.scenarioRecorder()
                .error(LoadResult.USER, "close", String.valueOf(e.getMessage()), e, Phase.GRACE));
    }

    /** Releases what the users shared; may be called again. */
    final void closeResources() {
        context.resources().close(e -> context.scenarioRecorder()
                .error(LoadResult.USER, "close", String.valueOf(e.getMessage()), e, Phase.GRACE));
    }

    private void userEnded() {
        if (living.decrementAndGet() == 0) {
            finishedNanos = System.nanoTime();
            context.clock().endAt(finishedNanos - startNanos);
            finished.countDown();
        }
    }

    /** Keeps the scenario from being finished while something else than a user may still add users. */
    final void hold() {
        living.incrementAndGet();
    }

    final void release() {
        userEnded();
    }

    /** Pauses after an iteration; returns the time then. */
    final long think(EngineUser user, long now) {
        if (thinkTime.isNone()) {
            return now;
        }
        waitUntil(now + thinkTime.nanos(user.random().nextDouble()));
        return System.nanoTime();
    }

    /** Waits; returns false if the load was stopped meanwhile or the scenario has no more work. */
    final boolean waitUntil(long nanoTime) {
        long left = nanoTime - System.nanoTime();
        while (left > 0 && !stopped && !noMoreWork) {
            park(left);
            left = nanoTime - System.nanoTime();
        }
        return !stopped && !noMoreWork;
    }

    /** Waits for a time of the plan, which comes earlier if the warm-up is cut short meanwhile. */
    final boolean waitUntilPlanned(long planned) {
        long left = startNanos + context.clock().actual(planned) - System.nanoTime();
        while (left > 0 && !stopped && !noMoreWork) {
            park(left);
            left = startNanos + context.clock().actual(planned) - System.nanoTime();
        }
        return !stopped && !noMoreWork;
    }

    private void park(long nanos) {
        LockSupport.parkNanos(this, nanos);
        if (!stopped) {
            Thread.interrupted(); // or the next park would not wait
        }
    }

    final boolean isOver(long now) {
        return stopped || noMoreWork || now - startNanos >= context.clock().end();
    }

    /** Tells whether the scenario ended because there was nothing left to do, rather than by time. */
    final boolean isOutOfWork() {
        return noMoreWork;
    }

    final boolean isStopped() {
        return stopped;
    }

    final void noMoreWork() {
        if (!noMoreWork) {
            noMoreWork = true;
            crew.wake();
        }
    }

    final long start() {
        return startNanos;
    }

    /** Counts a start that could have been in time; what happens before the measured time is not held against it. */
    final void countStart(long due, long started) {
        if (context.clock().at(due - startNanos) == Phase.MEASURE) {
            starts.timed(started - due);
        }
    }

    final int users() {
        return created.get();
    }

    // What follows is called by the load, on other threads than the users'.

    /** No iteration starts from now on. */
    final void stop(long now) {
        stopped = true;
        if (startNanos != 0) {
            context.clock().endAt(now - startNanos);
        }
        crew.wake();
    }

    /** Ends an automatic warm-up that is under way. */
    final void cutWarmUp(long now) {
        leaveOut(now - startNanos, context.clock().plannedMeasureStart());
        context.clock().cutWarmUp(now - startNanos);
        crew.wake();
    }

    /** Told what part of the plan will never come, before that is so. */
    abstract void leaveOut(long from, long to);

    /** Tells whether an automatic warm-up is under way. */
    final boolean isWarmingUp(long now) {
        return plan.autoWarmUp() && context.clock().at(now - startNanos) == Phase.WARM_UP;
    }

    final boolean awaitFinish(long nanos) throws InterruptedException {
        return finished.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    final boolean isFinished() {
        return finished.getCount() == 0;
    }

    /** Tells whether there is anything left to wait for. */
    final boolean isPending() {
        return !isFinished() && !givenUp;
    }

    /** Returns when something must be done about users that still run; far away if nothing. */
    final long nextDeadline() {
        if (!isPending()) {
            return Long.MAX_VALUE;
        }
        return interruptedNanos != 0
                ? interruptedNanos + JOIN_NANOS
                : startNanos + context.clock().end() + plan.gracefulStop().toNanos();
    }

    /** Interrupts users that run on after the graceful stop, and gives up those that run on even so. */
    final void enforceDeadline(long now) {
        if (now < nextDeadline()) {
            return;
        }
        if (interruptedNanos == 0) {
            interrupt();
        } else {
            givenUp = true;
            crew.giveUp(now);
        }
    }

    /** Ends running iterations. */
    final void interrupt() {
        if (interruptedNanos == 0) {
            interruptedNanos = System.nanoTime();
            context.scenarioRecorder().usersAreInterrupted(interruptedNanos);
            stopped = true;
            gate.countDown(); // if the load never began
            crew.interrupt();
        }
    }

    /** Returns how many users live on although they were interrupted. */
    final int stuckUsers() {
        return givenUp ? crew.alive() : 0;
    }

    /** Describes some of them. */
    final List<String> stuck() {
        return givenUp ? crew.described() : List.of();
    }

    final ScenarioSummary summary(long loadStart, boolean open, boolean paced) {
        long now = isFinished() ? finishedNanos : System.nanoTime();
        long sinceStart = Math.max(0, now - startNanos);
        Map<Outcome, Long> iterations = context.scenarioRecorder().iterations();
        long ran = iterations.values().stream().mapToLong(Long::longValue).sum();
        long due = Math.max(ran, dueUntil(now));
        return new ScenarioSummary(
                plan.name(),
                plan.description(),
                open,
                paced,
                created.get(),
                mostUsers(),
                open ? plan.model().peak() / context.share().count() : 0,
                iterations,
                due,
                isPending() ? 0 : due - ran, // while iterations may still start nobody can tell
                starts.sumQueued(),
                starts.sumTimed(),
                starts.sumLate(),
                starts.sumMicros(),
                starts.worstMicros(),
                context.clock().windows(sinceStart, startNanos - loadStart));
    }

    private long dueUntil(long now) {
        return due(Math.min(Math.max(0, now - startNanos), context.clock().end()));
    }

    /** Returns the most users that may exist at once. */
    abstract int mostUsers();

    abstract ScenarioSummary summary(long loadStart);

    /** Returns what this scenario did since it was last asked; on the clock's thread alone. */
    final ScenarioInterval interval(long now) {
        long ran = context.scenarioRecorder().ended();
        long due = now < startNanos ? 0 : Math.max(ran, dueUntil(now));
        Progress so = new Progress(
                due,
                starts.sumStarted(),
                starts.sumLate(),
                starts.sumQueued(),
                isPending() ? starts.sumRefused() : due - ran,
                context.scenarioRecorder().bodyFailures());
        Progress before = reported;
        reported = so;
        return new ScenarioInterval(
                plan.name(),
                context.clock().at(now - startNanos),
                active.get(),
                targetPerSecond(now - startNanos),
                so.due - before.due,
                so.started - before.started,
                so.late - before.late,
                so.queued - before.queued,
                so.dropped - before.dropped,
                so.bodyFailures - before.bodyFailures);
    }

    /** Sums since the start. */
    private record Progress(long due, long started, long late, long queued, long dropped, long bodyFailures) {
        static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0);
    }
}
