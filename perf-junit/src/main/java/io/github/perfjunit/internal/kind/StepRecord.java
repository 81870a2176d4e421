// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.CapacitySearch;
import io.github.perfjunit.analysis.Persistence;
import io.github.perfjunit.kind.LoadStep;
import io.github.perfjunit.kind.LoadStep.State;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.slo.Objective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What happened in one step of a load, and the verdict on it. Every rule that could make a step pass on nothing, or miss
 * because of the generator, is here. Not thread-safe.
 */
final class StepRecord {

    /** Share of a second that the generator may have lost before the second is left out when a miss is examined. */
    static final double LOST_SECOND = 0.1;

    /** Share of a step that users of a closed model may have been held by the generator. */
    private static final double MOST_HELD = 0.05;

    /** Least share of the users that must have taken part. */
    private static final double LEAST_USERS = 0.95;

    /** Share of late starts above which the generator is asked whether it was the reason. */
    static final double MOST_LATE = 0.01;

    private final String label;
    private final double level;
    private final boolean open;
    private final boolean judgesUnfit;
    private final List<StepLimit> limits;
    private final LatencySummary.Builder times = new LatencySummary.Builder();
    private final List<Double> lost = new ArrayList<>();
    private final List<Long> ended = new ArrayList<>();
    private final List<Long> done = new ArrayList<>();
    private final List<Long> due = new ArrayList<>();
    private double users;
    private long millis;
    private long ok;
    private long failed;
    private long started;
    private long late;
    private long failedChecks;
    private long bodyFailures;

    /**
     * Begins a step.
     *
     * @param judgesUnfit whether the generator is no excuse
     */
    StepRecord(String label, double level, boolean open, List<Objective> objectives, boolean judgesUnfit) {
        this.judgesUnfit = judgesUnfit;
        this.label = label;
        this.level = level;
        this.open = open;
        this.limits = objectives.stream()
                .map(StepLimit::new)
                .filter(StepLimit::isLimit)
                .toList();
    }

    String label() {
        return label;
    }

    double level() {
        return level;
    }

    int seconds() {
        return lost.size();
    }

    /** Takes a second of the step. */
    void add(Interval interval, ScenarioInterval scenario, SeriesKind kind) {
        List<Series> judged = interval.series().stream()
                .filter(series -> series.key().kind() == kind)
                .toList();
        long good = judged.stream().mapToLong(series -> series.ok().count()).sum();
        long bad = judged.stream().mapToLong(Series::failures).sum();
        judged.forEach(series -> times.add(series.ok()));
        limits.forEach(limit -> limit.add(interval.series(), kind, scenario.bodyFailures()));
        lost.add(interval.millis() == 0 ? 0 : interval.lostMillis() / interval.millis());
        ended.add(good + bad);
        done.add(interval.series().stream()
                .filter(series -> series.key().kind() == SeriesKind.ITERATION)
                .mapToLong(series -> series.ok().count() + series.failures())
                .sum());
        due.add(scenario.due());
        users += scenario.users();
        millis += interval.millis();
        ok += good;
        failed += bad;
        started += scenario.started();
        late += scenario.late();
        failedChecks += scenario.failedChecks();
        bodyFailures += kind == SeriesKind.REQUEST ? scenario.bodyFailures() : 0;
    }

    LoadStep step(StepVerdict verdict) {
        long all = ok + failed;
        return new LoadStep(
                label,
                level,
                seconds(),
                verdict.state(),
                verdict.reason(),
                millis == 0 ? 0 : 1000.0 * ok / millis,
                percentile(95),
                all == 0 ? 0 : 100.0 * failed / all);
    }

    Duration percentile(double percentile) {
        LatencySummary all = times.copy();
        return all.isEmpty() ? Duration.ZERO : all.percentile(percentile);
    }

    /** Returns the p99 of the step, by which the next one settles. */
    Duration p99() {
        return percentile(99);
    }

    /** Returns why the load of the step was not the one that was asked for; empty if it was. */
    Optional<String> notAskedFor() {
        double mean = users / Math.max(1, seconds());
        if (!open && mean < LEAST_USERS * level) {
            return Optional.of("only " + FigureFormat.count(Math.round(mean)) + " of "
                    + FigureFormat.count(Math.round(level), "user") + " took part in " + label);
        }
        if (open && isLate()) {
            return Optional.of("in " + label + " " + lateness());
        }
        return !open && lostShare() > MOST_HELD
                ? Optional.of("users were held by the generator for " + FigureFormat.percent(100 * lostShare()) + " of "
                        + label)
                : Optional.empty();
    }

    /** Returns the number of requests that ended. */
    long count() {
        return ok + failed;
    }

    /** Returns the share of what ended in failure, bodies and checks included, in percent. */
    double errorPercent() {
        long bad = failed + bodyFailures + failedChecks;
        return bad == 0 ? 0 : Math.min(100, 100.0 * bad / Math.max(1, ok + failed));
    }

    StepVerdict judge(int planned) {
        int plannedSeconds = Math.max(1, planned);
        if (seconds() > 0 && ended.stream().allMatch(n -> n == 0)) {
            return blamed(missed("nothing ended in its " + seconds() + " s"));
        }
        StepVerdict undelivered = undelivered();
        if (undelivered != null) {
            return undelivered;
        }
        if (failedChecks > 0) {
            return missed(FigureFormat.count(failedChecks, "check") + " failed");
        }
        return byLimits(plannedSeconds);
    }

    private StepVerdict missed(String reason) {
        return new StepVerdict(State.MISSED, false, reason, CapacitySearch.Outcome.missed(reason));
    }

    /** Returns the verdict that the generator, not the target, has brought about. */
    private StepVerdict invalid(StepVerdict figures, String reason) {
        return judgesUnfit ? figures : new StepVerdict(State.INVALID, false, reason, figures.outcome());
    }

    /** A step in which less was asked than it stands for, or less was done than was asked, is not held. */
    private @Nullable StepVerdict undelivered() {
        if (!open) {
            double mean = users / Math.max(1, seconds());
            return mean < LEAST_USERS * level
                    ? blamed(missed("only " + FigureFormat.count(Math.round(mean)) + " of "
                            + FigureFormat.count(Math.round(level), "user") + " took part"))
                    : null;
        }
        Persistence delivered = Persistence.judgeDelivery(array(done), array(due));
        if (delivered.verdict() != Persistence.Verdict.MISSED) {
            return null;
        }
        String reason =
                FigureFormat.percent(100 * delivered.share()) + " of what was due was not done: " + delivered.text();
        return isLate() ? invalid(missed(reason), reason + "; " + lateness()) : blamed(missed(reason));
    }

    private boolean isLate() {
        return late > MOST_LATE * started;
    }

    private String lateness() {
        return "the generator began " + FigureFormat.percent(100.0 * late / Math.max(1, started))
                + " of the iterations late though users were free";
    }

    private double lostShare() {
        return lost.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /** A miss that has no figures to look at twice is the generator's if it did not run for much of the step. */
    private StepVerdict blamed(StepVerdict verdict) {
        boolean much = lost.stream().filter(share -> share > LOST_SECOND).count() * 2 > seconds();
        return much ? invalid(verdict, verdict.reason() + "; the generator did not run for " + heldText()) : verdict;
    }

    private String heldText() {
        return FigureFormat.percent(100 * lostShare()) + " of the step";
    }

    private StepVerdict byLimits(int plannedSeconds) {
        IntPredicate all = second -> true;
        Persistence worst = null;
        StepLimit decides = limits.get(0);
        CapacitySearch.Outcome nearest = new CapacitySearch.Outcome(Double.NEGATIVE_INFINITY, 0, "");
        for (StepLimit limit : limits) {
            Persistence judged = limit.judge(all, plannedSeconds);
            boolean miss = judged.verdict() == Persistence.Verdict.MISSED;
            CapacitySearch.Outcome outcome = limit.outcome(miss);
            nearest = outcome.value() > nearest.value() ? outcome : nearest;
            if (worst == null || judged.verdict().compareTo(worst.verdict()) > 0) {
                worst = judged;
                decides = limit;
            }
        }
        Persistence verdict = Objects.requireNonNull(worst);
        String reason = decides.describe(verdict);
        return switch (verdict.verdict()) {
            case MISSED -> explained(decides, reason, nearest, plannedSeconds);
            case LENGTHEN -> new StepVerdict(State.UNCLEAR, true, reason, nearest);
            case TOO_FEW -> new StepVerdict(State.UNCLEAR, true, reason, nearest);
            case HELD, HELD_IN_BURSTS -> held(verdict, reason, nearest);
        };
    }

    private StepVerdict held(Persistence verdict, String reason, CapacitySearch.Outcome nearest) {
        State state = verdict.verdict() == Persistence.Verdict.HELD ? State.HELD : State.HELD_IN_BURSTS;
        double value = Math.min(nearest.value(), -Double.MIN_NORMAL); // stalls alone are no miss
        StepVerdict held = new StepVerdict(
                state, false, reason, new CapacitySearch.Outcome(value, nearest.noise(), nearest.limit()));
        return !open && lostShare() > MOST_HELD
                ? invalid(held, "users were held by the generator for " + heldText())
                : held;
    }

    /** A miss of a time that is none without the seconds in which the generator did not run, or as service time. */
    private StepVerdict explained(StepLimit limit, String reason, CapacitySearch.Outcome nearest, int plannedSeconds) {
        StepVerdict missed = new StepVerdict(
                State.MISSED, false, reason, nearest.isMiss() ? nearest : CapacitySearch.Outcome.missed(limit.text()));
        if (!limit.isLatency()) {
            return missed;
        }
        boolean paused = lost.stream().anyMatch(share -> share > LOST_SECOND);
        IntPredicate running = second -> lost.get(second) <= LOST_SECOND;
        if (paused && limit.judge(running, plannedSeconds).verdict() != Persistence.Verdict.MISSED) {
            return invalid(missed, reason + "; not so without the seconds in which the generator did not run");
        }
        if (isLate() && limit.judgeService(second -> true, plannedSeconds).verdict() != Persistence.Verdict.MISSED) {
            return invalid(missed, reason + "; not so by service time, and " + lateness());
        }
        return missed;
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
