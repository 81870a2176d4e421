// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.internal.schedule.UserSchedule;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioSummary;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Persistent users that loop while the schedule has them active. */
final class ClosedRun extends ScenarioRun {

    private final UserSchedule schedule;
    private final long paceNanos;
    private final @Nullable AtomicLong iterationsLeft;
    private final AtomicLong unclaimed = new AtomicLong();

    ClosedRun(ScenarioPlan plan, LoadModel.Closed model, UserSchedule schedule, ScenarioCode code, Context context) {
        super(plan, code, context, (int) context.share().of(schedule.users()));
        this.schedule = schedule;
        this.paceNanos = model.pacing() == null ? 0 : model.pacing().toNanos();
        this.iterationsLeft = model.iterations() == null
                ? null
                : new AtomicLong(ofThoseWithUsers(context.share(), schedule.users(), model.iterations()));
    }

    /** Where there are more workers than users, those without a user leave the iterations to the others. */
    private static long ofThoseWithUsers(WorkerShare share, long users, long iterations) {
        int count = (int) Math.min(share.count(), users);
        return share.index() < count ? new WorkerShare(share.index(), count).of(iterations) : 0;
    }

    /** Users that begin later are set up when they do. */
    @Override
    boolean setUp(EngineUser user) {
        boolean atOnce = plan.startAfter().isZero() && schedule.startNanos(user.id(), 0) == 0;
        return !atOnce || script.prepare(user);
    }

    @Override
    void drive(EngineUser user) {
        long at = schedule.startNanos(user.id(), 0);
        while (at >= 0 && waitUntilPlanned(at)) {
            if (!user.isPrepared() && !script.prepare(user)) {
                return;
            }
            long until = schedule.stopNanos(user.id(), at);
            active.incrementAndGet();
            loop(user, until);
            active.decrementAndGet();
            at = schedule.startNanos(user.id(), until);
        }
    }

    private void loop(EngineUser user, long until) {
        long now = System.nanoTime();
        long due = now;
        while (isBefore(now, until) && !isOver(now) && claim(due)) {
            starts.started();
            now = think(user, script.iterate(user, due, now));
            if (paceNanos == 0) {
                due = now;
                continue;
            }
            due += paceNanos;
            if (due <= now) {
                starts.queued();
            } else if (!isBefore(due, until)) {
                waitUntilPlanned(until); // or the load would be over before its time
                return;
            } else if (!waitUntil(due)) {
                return;
            } else {
                now = System.nanoTime();
                countStart(due, now);
            }
        }
    }

    private boolean isBefore(long nanoTime, long planned) {
        return context.clock().planned(nanoTime - start()) < planned;
    }

    private boolean claim(long due) {
        AtomicLong left = iterationsLeft;
        if (left == null || context.clock().at(due - start()) != Phase.MEASURE) {
            return true;
        }
        if (left.decrementAndGet() >= 0) {
            return true;
        }
        unclaimed.incrementAndGet();
        noMoreWork();
        return false;
    }

    /** Iterations that were asked for by number and never ran count as dropped, unless the data was used up. */
    @Override
    long due(long untilNanos) {
        AtomicLong left = iterationsLeft;
        long ran = context.scenarioRecorder().ended();
        return left == null || isPending() || isOutOfWork() ? ran : ran + left.get() + unclaimed.get();
    }

    @Override
    void leaveOut(long from, long to) {}

    @Override
    int mostUsers() {
        return (int) context.share().of(schedule.users());
    }

    @Override
    double targetPerSecond(long nanos) {
        return 0;
    }

    @Override
    ScenarioSummary summary(long loadStart) {
        return summary(loadStart, false, paceNanos > 0);
    }
}
