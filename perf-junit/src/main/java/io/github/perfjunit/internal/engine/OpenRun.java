// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.internal.schedule.Arrival;
import io.github.perfjunit.internal.schedule.ArrivalSchedule;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.ScenarioSummary;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Users that share the arrivals of a schedule. A free user claims the next arrival ahead of its time and waits for it;
 * so no thread has to distribute work, and an arrival that is claimed after its time is one for which no user was free.
 */
final class OpenRun extends ScenarioRun {

    private static final double FIRST_USERS_SECONDS = 0.05;
    private static final double SPARE_USERS_SECONDS = 0.01;
    private static final long GROW_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Time before a delayed start at which the first users are set up; at most half the delay. */
    private static final long SET_UP_AHEAD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LoadModel.Open model;
    private volatile ArrivalSchedule schedule;
    private final ArrivalSchedule.Cursor cursor;
    private final int maxUsers;
    private final int spare;
    private final AtomicInteger free = new AtomicInteger();
    private final LongAdder passedOver = new LongAdder();
    private final SetUpBackOff backOff = new SetUpBackOff();
    private volatile long leftOut;
    private volatile boolean handedOut;
    private volatile @Nullable Thread grower;

    OpenRun(ScenarioPlan plan, LoadModel.Open model, ArrivalSchedule schedule, ScenarioCode code, Context context) {
        super(plan, code, context, users(plan, model, context.share(), FIRST_USERS_SECONDS));
        this.model = model;
        this.schedule = schedule;
        this.cursor = schedule.cursor(context.share());
        this.maxUsers = maxUsers(model, context.share());
        this.spare = users(plan, model, context.share(), SPARE_USERS_SECONDS);
    }

    /** Returns as many users as there are arrivals in some time at the highest rate, at least one. */
    private static int users(ScenarioPlan plan, LoadModel.Open model, WorkerShare share, double seconds) {
        int most = maxUsers(model, share);
        double arrivals = Math.ceil(plan.highest() / share.count() * seconds);
        return (int) Math.max(Math.min(1, most), Math.min(most, arrivals));
    }

    private static int maxUsers(LoadModel.Open model, WorkerShare share) {
        return (int) share.of(model.maxUsers());
    }

    @Override
    void open() {
        end.oneMore();
        super.open();
        Thread thread = new Thread(this::growAsNeeded, "perf-" + plan.name() + "-grower");
        thread.setDaemon(true);
        grower = thread;
        thread.start();
    }

    @Override
    void addUser() {
        free.incrementAndGet();
        backOff.started();
        super.addUser();
    }

    /**
     * The first users are set up before the load starts, so that they are ready for the first arrivals; if the scenario
     * starts later, shortly before that.
     */
    @Override
    boolean setUp(EngineUser user) {
        return startsLater() || prepare(user);
    }

    private boolean startsLater() {
        return !plan.startAfter().isZero();
    }

    private boolean prepare(EngineUser user) {
        boolean ready = script.prepare(user);
        backOff.ended(ready, System.nanoTime());
        if (!ready) {
            free.decrementAndGet();
        }
        return ready;
    }

    @Override
    void drive(EngineUser user) {
        if (startsLater() && !setUpShortlyBefore(user)) {
            return;
        }
        Arrival arrival = next();
        while (arrival != null && serve(user, arrival)) {
            arrival = next();
        }
        if (arrival == null) {
            handedOut = true; // free users no longer matter
        }
        free.decrementAndGet();
    }

    /** Claims the next arrival; if there is none so far, waits for another course or the end. */
    private @Nullable Arrival next() {
        while (true) {
            ArrivalSchedule known = schedule;
            boolean fixed = !mayChange();
            Arrival arrival = cursor.next();
            if (arrival != null || (fixed && known == schedule)) {
                return arrival;
            }
            if (!time.waitWhile(known.endNanos(), () -> known == schedule) || time.isOver(System.nanoTime())) {
                return null;
            }
        }
    }

    @Override
    void follow(List<Segment> segments) {
        ArrivalSchedule changed =
                ArrivalSchedule.of(segments, model.arrivals(), Seeds.mix(context.seed(), context.place(), -1));
        schedule = changed;
        cursor.follow(changed);
    }

    /**
     * Waits for an arrival that is not due yet; another course may bring its time forward or put it off.
     *
     * @return when it is due by the course of now; -1 if it is not due any more, or the scenario was stopped
     */
    private long await(Arrival arrival) {
        while (true) {
            ArrivalSchedule known = schedule;
            boolean fixed = !mayChange();
            long due = known.dueNanos(arrival);
            boolean never =
                    due < 0 || context.clock().actual(due) >= context.clock().end();
            if (never && fixed && known == schedule) {
                return -1;
            }
            if (!time.waitWhile(never ? known.endNanos() : due, () -> known == schedule)) {
                return -1;
            }
            if (!never && known == schedule) {
                return due;
            }
            if (time.isOver(System.nanoTime())) {
                return -1;
            }
        }
    }

    private boolean setUpShortlyBefore(EngineUser user) {
        long ahead = Math.min(SET_UP_AHEAD_NANOS, plan.startAfter().toNanos() / 2);
        return time.waitUntilBefore(0, ahead) && prepare(user);
    }

    private boolean serve(EngineUser user, Arrival arrival) {
        if (isLeftOut(arrival)) {
            return true;
        }
        PhaseClock clock = context.clock();
        long due = time.start() + clock.actual(arrival.dueNanos());
        long now = System.nanoTime();
        boolean inTime = now <= due;
        if (inTime) {
            long planned = await(arrival);
            if (planned < 0) {
                return false;
            }
            if (isLeftOut(arrival)) {
                return true;
            }
            due = time.start() + clock.actual(planned);
            now = System.nanoTime();
            countStart(due, now);
        } else if (time.isOver(now)) {
            return false; // due, and never started: counted as dropped
        } else if (users() < maxUsers) {
            countStart(due, now); // another user would have been allowed: the generator was slow to add it
        } else if (model.overflow() == Overflow.DROP) {
            starts.refused();
            return true;
        } else {
            starts.queued();
        }
        active.incrementAndGet();
        if (free.decrementAndGet() < spare && users() < maxUsers) {
            LockSupport.unpark(grower);
        }
        think(user, iterate(user, due, now), END_OF_PLAN);
        free.incrementAndGet();
        active.decrementAndGet();
        return true;
    }

    /**
     * Returns whether the end of the warm-up removed an arrival that was claimed ahead of its time or is in the plan.
     */
    private boolean isLeftOut(Arrival arrival) {
        boolean never = context.clock().isCut(arrival.dueNanos());
        if (never) {
            passedOver.increment();
        }
        return never;
    }

    @Override
    void leaveOut(long from, long to) {
        long before = schedule.countUntil(from, context.share());
        leftOut = schedule.countUntil(to, context.share()) - before;
    }

    /** Goes on until the end even if no more users may be added: a load does not end before its time. */
    private void growAsNeeded() {
        try {
            while (!time.isOver(System.nanoTime())) {
                int unused = free.get(); // first: a user that ends reports it before it is no longer free
                if (users() < maxUsers && !handedOut) {
                    long handled = cursor.claimed() - passedOver.sum();
                    long behind = due(System.nanoTime() - time.start()) - handled;
                    long now = System.nanoTime();
                    long wanted = backOff.allowed(Math.max(0, behind) + spare - unused, now);
                    for (long i = 0; i < wanted && users() < maxUsers && !time.isStopped(); i++) {
                        addUser();
                    }
                }
                LockSupport.parkNanos(this, GROW_EVERY_NANOS);
            }
        } catch (Throwable e) {
            context.fatal().accept(e);
        } finally {
            end.oneEnded();
        }
    }

    /** Iterations that could not run for lack of data were not due. */
    @Override
    long due(long untilNanos) {
        if (isUsedUp()) {
            return context.scenarioRecorder().ended() + starts.sumRefused();
        }
        long nanos = Math.min(untilNanos, context.clock().end());
        long planned = context.clock().planned(nanos);
        long count = schedule.countUntil(planned, context.share());
        return planned == nanos ? count : count - leftOut;
    }

    @Override
    int mostUsers() {
        return maxUsers;
    }

    @Override
    double targetPerSecond(long nanos) {
        if (nanos < 0) {
            return 0;
        }
        long within = Math.min(nanos, context.clock().end() - 1);
        return schedule.rate(context.clock().planned(within)) / context.share().count();
    }

    @Override
    ScenarioSummary summary(long loadStart) {
        return summary(loadStart, true, true);
    }
}
