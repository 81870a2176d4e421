// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.internal.schedule.UserSchedule;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioSummary;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Persistent users that loop while the schedule has them active. */
final class ClosedRun extends ScenarioRun {

    private volatile UserSchedule schedule;
    private final long paceNanos;
    private final Quota quota;
    private final LongAdder missed = new LongAdder();

    ClosedRun(ScenarioPlan plan, LoadModel.Closed model, UserSchedule schedule, ScenarioCode code, Context context) {
        super(plan, code, context, (int) context.share().of(users(plan)));
        this.schedule = schedule;
        this.paceNanos = model.pacing() == null ? 0 : model.pacing().toNanos();
        this.quota = Quota.of(model, context.share(), schedule.users());
    }

    private static long users(ScenarioPlan plan) {
        return (long) Math.ceil(plan.highest());
    }

    @Override
    void follow(List<Segment> segments) {
        schedule = UserSchedule.of(segments);
    }

    /** Users that start later are set up when they start. */
    @Override
    boolean setUp(EngineUser user) {
        boolean atOnce = plan.startAfter().isZero() && schedule.startNanos(user.id(), 0) == 0;
        return !atOnce || prepare(user);
    }

    private boolean prepare(EngineUser user) {
        if (script.prepare(user)) {
            return true;
        }
        quota.claims().abandon();
        endIfDone();
        return false;
    }

    private void endIfDone() {
        if (quota.isDone()) {
            noMoreWork();
        }
    }

    @Override
    void drive(EngineUser user) {
        Quota.Claims claims = quota.claims();
        long from = 0;
        boolean on = true;
        while (on) {
            UserSchedule known = schedule;
            long at = known.startNanos(user.id(), from);
            if (at < 0 && !mayChange() && known == schedule) {
                return; // never again
            }
            on = time.waitWhile(at < 0 ? known.endNanos() : at, () -> known == schedule);
            if (!on || (at < 0 && time.isOver(System.nanoTime()))) {
                return;
            }
            if (at < 0 || known != schedule) {
                continue;
            }
            if (!user.isPrepared() && !prepare(user)) {
                return;
            }
            active.incrementAndGet();
            from = loop(user, claims, at);
            active.decrementAndGet();
            on = !claims.isUsedUp();
        }
    }

    /**
     * Runs iterations from a time of the plan to the end of the user's activity, which it returns. An iteration that the
     * user waited for is started even if the user wakes up just after that time, because it was due before.
     */
    private long loop(EngineUser user, Quota.Claims claims, long at) {
        UserSchedule known = schedule;
        long until = known.stopNanos(user.id(), at);
        long now = System.nanoTime();
        Pace pace = new Pace(paceNanos, now);
        boolean waited = false;
        boolean behind = false;
        while (time.isOn() && (waited ? pace.due() : now) < time.limit(until) && claim(claims, pace.due())) {
            if (known != schedule) {
                known = schedule;
                until = known.stopNanos(user.id(), now - time.start());
                continue;
            }
            if (waited) {
                countStart(pace.due(), now);
            } else if (behind) {
                starts.queued();
            }
            now = iterate(user, pace.due(), now);
            if (claims.isUsedUp()) {
                return until;
            }
            now = think(user, now, until);
            pace.next(now);
            if (paceNanos == 0) {
                continue;
            }
            behind = pace.isBehind(now);
            waited = !behind;
            if (waited) {
                time.waitUntil(pace.due(), until); // to the end, or the load would be over before its time
                now = System.nanoTime();
            }
        }
        if (!quota.isLimited() && !isUsedUp()) {
            missed.add(pace.missed(time.limit(until)));
        }
        return until;
    }

    private boolean claim(Quota.Claims claims, long due) {
        if (!quota.isLimited() || context.clock().at(due - time.start()) != Phase.MEASURE) {
            return true;
        }
        boolean claimed = claims.claim();
        endIfDone(); // with the last iteration: nothing is left to wait for
        return claimed;
    }

    /**
     * Iterations that were asked for by number or fell due by a pace and never ran count as dropped, unless the data
     * was used up.
     */
    @Override
    long due(long untilNanos) {
        long ran = context.scenarioRecorder().ended();
        return end.isPending() || isUsedUp() ? ran : ran + quota.open() + missed.sum();
    }

    @Override
    void leaveOut(long from, long to) {}

    @Override
    int mostUsers() {
        return (int) context.share().of(users(plan));
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
