// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.internal.schedule.UserSchedule;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Share;
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
        super(plan, code, context);
        this.schedule = schedule;
        this.paceNanos = model.pacing() == null ? 0 : model.pacing().toNanos();
        this.iterationsLeft = model.iterations() == null
                ? null
                : new AtomicLong(ofThoseWithUsers(context.share(), schedule.users(), model.iterations()));
    }

    /** Where there are more workers than users, those without a user leave the iterations to the others. */
    private static long ofThoseWithUsers(Share share, long users, long iterations) {
        int count = (int) Math.min(share.count(), users);
        return share.index() < count ? new Share(share.index(), count).of(iterations) : 0;
    }

    @Override
    void launch() {
        long own = context.share().of(schedule.users());
        for (long i = 0; i < own; i++) {
            addUser();
        }
    }

    @Override
    void drive(EngineUser user) {
        long at = schedule.startNanos(user.id(), 0);
        while (at >= 0 && waitUntil(start() + at)) {
            if (!user.isPrepared() && !prepare(user)) {
                return;
            }
            long until = schedule.stopNanos(user.id(), at);
            active.incrementAndGet();
            loop(user, start() + until);
            active.decrementAndGet();
            at = schedule.startNanos(user.id(), until);
        }
    }

    private void loop(EngineUser user, long until) {
        long now = System.nanoTime();
        long due = now;
        while (now < until && !isOver(now) && claim(now)) {
            now = think(user, iterate(user, paceNanos > 0 ? due : now, now));
            if (paceNanos > 0) {
                due += paceNanos;
                if (due <= now) {
                    countQueued();
                } else if (due >= until || !waitUntil(due)) {
                    return;
                } else {
                    now = System.nanoTime();
                    countStart(due, now);
                }
            }
        }
    }

    private boolean claim(long now) {
        AtomicLong left = iterationsLeft;
        if (left == null || context.clock().at(now - start()) != Phase.MEASURE) {
            return true;
        }
        if (left.decrementAndGet() >= 0) {
            return true;
        }
        unclaimed.incrementAndGet();
        noMoreWork();
        return false;
    }

    /** Iterations that were asked for by number and never ran count as dropped. */
    @Override
    long due(long untilNanos) {
        AtomicLong left = iterationsLeft;
        long ran = context.books().iterations().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return left == null || !isFinished() ? ran : ran + left.get() + unclaimed.get();
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
