// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Share;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioSummary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
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
            ScenarioBooks books,
            PhaseClock clock,
            Share share,
            long seed,
            ClassLoader classLoader,
            Consumer<Throwable> fatal) {}

    private record Member(EngineUser user, Thread thread) {}

    static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(ScenarioSummary.LATE_MILLIS);

    private static final long JOIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    final ScenarioPlan plan;
    final Context context;
    final AtomicInteger active = new AtomicInteger();
    private final ScenarioCode code;
    private final ThinkTime thinkTime;
    private final ConcurrentLinkedQueue<Member> members = new ConcurrentLinkedQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicInteger living = new AtomicInteger(1);
    private final AtomicInteger created = new AtomicInteger();
    private final LongAdder queued = new LongAdder();
    private final LongAdder timedStarts = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAccumulator worstLate = new LongAccumulator(Math::max, 0);
    private volatile long startNanos;
    private volatile boolean stopped;
    private volatile boolean noMoreWork;
    private volatile long finishedNanos;
    private volatile long interruptedNanos;
    private volatile boolean givenUp;

    ScenarioRun(ScenarioPlan plan, ScenarioCode code, Context context) {
        this.plan = plan;
        this.code = code;
        this.context = context;
        this.thinkTime = plan.thinkTime();
    }

    /** Makes the users that are needed at the start. */
    abstract void launch();

    /** Runs on the user's thread, from the opening of the gate until the user ends. */
    abstract void drive(EngineUser user);

    /** How many iterations of this share were due until a time since the start of the scenario. */
    abstract long due(long untilNanos);

    abstract double targetPerSecond(long nanos);

    void open(long loadStart) {
        startNanos = loadStart + plan.startAfter().toNanos();
        context.books().begin(loadStart, startNanos);
        gate.countDown();
        userEnded(); // the token that kept a scenario without users from being finished before it began
    }

    final void addUser() {
        int id = Math.toIntExact(context.share().global(created.getAndIncrement()));
        UserRecorder recorder = new UserRecorder(context.books(), id);
        EngineUser user = new EngineUser(id, plan.name(), recorder, context.resources().new Held(), context.seed());
        living.incrementAndGet();
        Thread thread = context.threads().unstarted("perf-" + plan.name() + "-" + id, () -> live(user));
        thread.setContextClassLoader(context.classLoader());
        members.add(new Member(user, thread));
        try {
            thread.start();
        } catch (Throwable e) {
            userEnded();
            context.fatal().accept(new IllegalStateException("could not start user " + created.get() + ": " + e, e));
        }
    }

    private void live(EngineUser user) {
        try {
            user.bindToThread();
            boolean ready = setUp(user);
            gate.await();
            if (ready) {
                drive(user);
            }
            if (user.isPrepared() && !user.recorder().interrupted()) {
                outside(user, code.after(), "after user: ");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped before the load began
        } catch (Throwable e) {
            context.fatal().accept(e);
        } finally {
            close(user);
            userEnded();
        }
    }

    private void close(EngineUser user) {
        try {
            user.resources().close();
        } catch (RuntimeException e) {
            context.books().error(LoadResult.USER, "close", "closing a user's resource failed: " + e, e);
        }
    }

    /** What a user does before the load starts, if anything; returns false if it cannot take part. */
    boolean setUp(EngineUser user) {
        return true;
    }

    private void userEnded() {
        if (living.decrementAndGet() == 0) {
            finishedNanos = System.nanoTime();
            if (noMoreWork) {
                context.clock().endAt(finishedNanos - startNanos);
            }
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

    /** Runs the user's set-up; returns false if it failed, which is an error of the load and the end of the user. */
    final boolean prepare(EngineUser user) {
        if (outside(user, code.before(), "before user: ")) {
            user.prepared();
        }
        return user.isPrepared();
    }

    private boolean outside(EngineUser user, UserBody part, String where) {
        try {
            part.run(user);
            return true;
        } catch (Throwable e) {
            Failure failure = Failure.of(e, user.recorder().interrupted());
            if (failure.isFatal()) {
                context.fatal().accept(e);
            } else if (failure.outcome() != Outcome.INTERRUPTED) {
                // Counted as measured whenever it happens: a load that lacks users must not pass.
                context.books().error(LoadResult.USER, failure.kind(), where + failure.message(), e, Phase.MEASURE);
            }
            return false;
        }
    }

    /**
     * Runs one iteration.
     *
     * @param due when it was due, at most {@code started}
     * @return when it ended
     */
    final long iterate(EngineUser user, long due, long started) {
        UserRecorder recorder = user.recorder();
        user.nextIteration();
        recorder.iterationStarts(started - due);
        Outcome outcome = Outcome.OK;
        try {
            code.body().run(user);
        } catch (ScenarioEnd e) {
            noMoreWork();
            return System.nanoTime();
        } catch (Throwable e) {
            Failure failure = Failure.of(e, recorder.interrupted());
            outcome = failure.outcome();
            if (failure.isFatal()) {
                context.fatal().accept(e);
            } else if (user.isNew(e)) {
                failure.list(recorder, LoadResult.ITERATION);
            }
        }
        long ended = System.nanoTime();
        recorder.iterationEnds(due, started, ended, recorder.interrupted() ? Outcome.INTERRUPTED : outcome);
        if (!recorder.interrupted()) {
            Thread.interrupted(); // an interrupt that the body left behind is not ours
        }
        return ended;
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
        while (left > 0) {
            if (stopped || noMoreWork) {
                return false;
            }
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted() && stopped) {
                return false;
            }
            left = nanoTime - System.nanoTime();
        }
        return !stopped && !noMoreWork;
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
        noMoreWork = true;
        wakeAll();
    }

    final long start() {
        return startNanos;
    }

    final void countQueued() {
        queued.increment();
    }

    /** Counts a start that could have been in time; what happens before the measured time is not held against it. */
    final void countStart(long due, long started) {
        if (context.clock().at(due - startNanos) == Phase.MEASURE) {
            timedStarts.increment();
            worstLate.accumulate(started - due);
            if (started - due > LATE_NANOS) {
                late.increment();
            }
        }
    }

    final int users() {
        return created.get();
    }

    // What follows is called by the load, on other threads than the users'.

    final void stop(long now) {
        stopped = true;
        context.clock().endAt(now - startNanos);
        wakeAll();
    }

    private void wakeAll() {
        members.forEach(member -> LockSupport.unpark(member.thread()));
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
        }
    }

    /** Ends running iterations: their connections are closed and their threads interrupted. */
    final void interrupt() {
        if (interruptedNanos != 0) {
            return;
        }
        interruptedNanos = System.nanoTime();
        stopped = true;
        for (Member member : members) {
            member.user().recorder().interrupt();
        }
        for (Member member : members) {
            if (member.thread().isAlive()) {
                close(member.user());
                member.thread().interrupt();
            }
        }
    }

    /** Describes users that live on although they were interrupted, at most ten. */
    final List<String> stuck() {
        if (!givenUp) {
            return List.of();
        }
        return members.stream()
                .filter(member -> member.thread().isAlive())
                .limit(10)
                .map(member -> member.user() + stack(member.thread()))
                .toList();
    }

    private static String stack(Thread thread) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("\n\tat ").append(frame);
        }
        return text.toString();
    }

    final ScenarioSummary summary(long loadStart, boolean open, boolean paced) {
        long now = isFinished() ? finishedNanos : System.nanoTime();
        long sinceStart = Math.max(0, now - startNanos);
        Map<Outcome, Long> iterations = context.books().iterations();
        long ran = iterations.values().stream().mapToLong(Long::longValue).sum();
        long due = Math.max(ran, due(Math.min(sinceStart, context.clock().end())));
        return new ScenarioSummary(
                plan.name(),
                plan.description(),
                open,
                paced,
                created.get(),
                iterations,
                due,
                dropped(due, ran),
                queued.sum(),
                timedStarts.sum(),
                late.sum(),
                worstLate.get() / 1_000,
                context.clock().millis(sinceStart),
                (startNanos - loadStart + context.clock().measureStart()) / 1_000_000);
    }

    private long dropped(long due, long ran) {
        return isFinished() ? due - ran : 0;
    }

    abstract ScenarioSummary summary(long loadStart);
}
