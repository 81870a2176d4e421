// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.internal.schedule.Arrival;
import io.github.perfjunit.internal.schedule.ArrivalSchedule;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.metrics.ScenarioSummary;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Users that share the arrivals of a schedule. A free user claims the next arrival ahead of its time and waits for it;
 * so no thread hands out work, and an arrival that is claimed after its time is one for which no user was free.
 */
final class OpenRun extends ScenarioRun {

    private static final long LONGEST_SET_UP_SECONDS = 60;
    private static final long GROW_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final LoadModel.Open model;
    private final ArrivalSchedule schedule;
    private final ArrivalSchedule.Cursor cursor;
    private final int maxUsers;
    private final int spare;
    private final int initial;
    private final CountDownLatch setUp;
    private final AtomicInteger free = new AtomicInteger();
    private volatile @Nullable Thread grower;

    OpenRun(ScenarioPlan plan, LoadModel.Open model, ArrivalSchedule schedule, ScenarioCode code, Context context) {
        super(plan, code, context);
        this.model = model;
        this.schedule = schedule;
        this.cursor = schedule.cursor(context.share());
        this.maxUsers = (int) context.share().of(model.maxUsers());
        double peak = model.peak() / context.share().count();
        this.initial = within(peak / 20); // 50 ms worth of arrivals
        this.spare = within(peak / 100);
        this.setUp = new CountDownLatch(initial);
    }

    private int within(double users) {
        return (int) Math.max(Math.min(1, maxUsers), Math.min(maxUsers, Math.ceil(users)));
    }

    @Override
    void launch() {
        hold();
        for (int i = 0; i < initial; i++) {
            grow();
        }
        try {
            if (!setUp.await(LONGEST_SET_UP_SECONDS, TimeUnit.SECONDS)) {
                context.fatal()
                        .accept(new IllegalStateException(
                                "the users' set-up took more than " + LONGEST_SET_UP_SECONDS + " s"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    void open(long loadStart) {
        super.open(loadStart);
        Thread thread = new Thread(this::growAsNeeded, "perf-" + plan.name() + "-grower");
        thread.setDaemon(true);
        grower = thread;
        thread.start();
    }

    private void grow() {
        free.incrementAndGet();
        addUser();
    }

    /** The first users are set up before the load starts, so that the first arrivals find them ready. */
    @Override
    boolean setUp(EngineUser user) {
        boolean ready = prepare(user);
        if (!ready) {
            free.decrementAndGet();
        }
        setUp.countDown();
        return ready;
    }

    @Override
    void drive(EngineUser user) {
        Arrival arrival = cursor.next();
        while (arrival != null && serve(user, arrival)) {
            arrival = cursor.next();
        }
        free.decrementAndGet();
    }

    private boolean serve(EngineUser user, Arrival arrival) {
        long due = start() + arrival.dueNanos();
        long now = System.nanoTime();
        boolean inTime = now <= due;
        if (inTime) {
            if (arrival.dueNanos() >= context.clock().end() || !waitUntil(due)) {
                return false;
            }
            now = System.nanoTime();
            countStart(due, now);
        } else if (isOver(now)) {
            return false; // due, and never started: counted as dropped
        } else if (users() < maxUsers) {
            countStart(due, now); // a user more would have been allowed: the generator was slow to add it
        } else if (model.overflow() == Overflow.DROP) {
            return true;
        } else {
            countQueued();
        }
        active.incrementAndGet();
        if (free.decrementAndGet() < spare && users() < maxUsers) {
            LockSupport.unpark(grower);
        }
        think(user, iterate(user, due, now));
        free.incrementAndGet();
        active.decrementAndGet();
        return true;
    }

    private void growAsNeeded() {
        try {
            while (!isFinishedGrowing()) {
                long behind = due(System.nanoTime() - start()) - cursor.claimed();
                long wanted = Math.max(0, behind) + spare - free.get();
                for (long i = 0; i < wanted && users() < maxUsers && !isStopped(); i++) {
                    grow();
                }
                LockSupport.parkNanos(this, GROW_EVERY_NANOS);
            }
        } finally {
            release();
        }
    }

    private boolean isFinishedGrowing() {
        return users() >= maxUsers || isOver(System.nanoTime());
    }

    @Override
    long due(long untilNanos) {
        if (isOutOfWork()) {
            return 0; // what could not be done for want of data was not due
        }
        return schedule.countUntil(Math.min(untilNanos, context.clock().end()), context.share());
    }

    @Override
    double targetPerSecond(long nanos) {
        return schedule.rate(Math.min(nanos, context.clock().end() - 1))
                / context.share().count();
    }

    @Override
    ScenarioSummary summary(long loadStart) {
        return summary(loadStart, true, true);
    }
}
