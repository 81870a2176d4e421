// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.ScenarioSummary;
import java.util.Map;

/** The figures of a scenario, while it runs and at its end. */
final class RunFigures {

    private final ScenarioRun run;
    private Progress reported = Progress.NONE;
    private long reportedAt;

    RunFigures(ScenarioRun run) {
        this.run = run;
    }

    ScenarioSummary summary(long loadStart, boolean open, boolean paced) {
        ScenarioRun.Context context = run.context;
        StartCounter starts = run.starts;
        long now = run.end.lastMoment();
        long sinceStart = Math.max(0, now - run.time.start());
        Map<Outcome, Long> iterations = context.scenarioRecorder().iterations();
        long ran = iterations.values().stream().mapToLong(Long::longValue).sum();
        long due = Math.max(ran, dueUntil(now));
        return new ScenarioSummary(
                run.plan.name(),
                run.plan.description(),
                open,
                paced,
                run.users(),
                run.mostUsers(),
                open ? run.peak() / context.share().count() : 0,
                iterations,
                due,
                run.end.isPending() ? 0 : due - ran, // not known while iterations may still start
                starts.sumQueued(),
                starts.sumTimed(),
                starts.sumLate(),
                starts.sumMicros(),
                starts.worstMicros(),
                context.clock().windows(sinceStart, run.time.start() - loadStart),
                run.plan.tags());
    }

    private long dueUntil(long now) {
        return run.due(Math.min(
                Math.max(0, now - run.time.start()), run.context.clock().end()));
    }

    /** Returns the figures of the scenario since the last call; only on the clock's thread. */
    ScenarioInterval interval(long now) {
        StartCounter starts = run.starts;
        long sinceStart = now - run.time.start();
        long ran = run.context.scenarioRecorder().ended();
        long due = sinceStart < 0 ? 0 : Math.max(ran, dueUntil(now));
        Progress so = new Progress(
                due,
                starts.sumStarted(),
                starts.sumLate(),
                starts.sumQueued(),
                run.end.isPending() ? starts.sumRefused() : due - ran,
                run.context.scenarioRecorder().bodyFailures(),
                run.context.scenarioRecorder().failedChecks());
        Progress before = reported;
        long middle = (reportedAt + sinceStart) / 2;
        reported = so;
        reportedAt = sinceStart;
        return new ScenarioInterval(
                run.plan.name(),
                run.context.clock().at(sinceStart),
                run.active.get(),
                run.targetPerSecond(sinceStart),
                so.due - before.due,
                so.started - before.started,
                so.late - before.late,
                so.queued - before.queued,
                so.dropped - before.dropped,
                so.bodyFailures - before.bodyFailures,
                so.failedChecks - before.failedChecks,
                run.context.clock().labelAt(middle));
    }

    /** Sums since the start. */
    private record Progress(
            long due, long started, long late, long queued, long dropped, long bodyFailures, long failedChecks) {
        static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0);
    }
}
