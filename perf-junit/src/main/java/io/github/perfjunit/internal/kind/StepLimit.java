// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.CapacitySearch;
import io.github.perfjunit.analysis.Persistence;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.slo.Objective.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** One limit over the seconds of a step. Not thread-safe. */
final class StepLimit {

    private static final int BLOCKS = 10;

    /**
     * The requests of one second.
     *
     * @param over how many were beyond the limit
     * @param total how many there were
     * @param times their times; empty for a limit of errors
     * @param serviceOver how many were beyond the limit by their service time
     */
    private record Second(long over, long total, LatencySummary times, long serviceOver) {}

    private final Objective objective;
    private final List<Second> seconds = new ArrayList<>();

    StepLimit(Objective objective) {
        this.objective = objective;
    }

    /** Takes the requests that ended in one second. */
    void add(List<Series> series, SeriesKind kind, long bodyFailures) {
        List<Series> own = series.stream().filter(s -> isJudged(s.key(), kind)).toList();
        if (objective.metric() == Metric.ERROR_RATE) {
            boolean withBodies = objective.request().isEmpty() && kind == SeriesKind.REQUEST;
            long failed = own.stream().mapToLong(Series::failures).sum() + (withBodies ? bodyFailures : 0);
            long ok = own.stream().mapToLong(s -> s.ok().count()).sum();
            seconds.add(new Second(failed, ok + failed, LatencySummary.EMPTY, failed));
            return;
        }
        Duration limit = Duration.ofNanos(Math.round(objective.limit() * 1e6));
        LatencySummary ok = LatencySummary.merge(own.stream().map(Series::ok).toList());
        if (objective.metric() == Metric.WITHIN) {
            addShare(own, ok);
            return;
        }
        LatencySummary cutOff = LatencySummary.merge(
                own.stream().map(s -> s.cutOff().longerThan(limit)).toList());
        LatencySummary service =
                LatencySummary.merge(own.stream().map(Series::service).toList());
        long over = ok.longerThan(limit).count() + cutOff.count();
        seconds.add(new Second(
                over,
                ok.count() + cutOff.count(),
                LatencySummary.merge(List.of(ok, cutOff)),
                service.longerThan(limit).count() + cutOff.count()));
    }

    /** Failures are outside of a time limit, as are requests that were cut off beyond it; others that were cut off count neither way. */
    private void addShare(List<Series> own, LatencySummary ok) {
        Duration limit = objective.within();
        LatencySummary cutOff = LatencySummary.merge(
                own.stream().map(s -> s.cutOff().longerThan(limit)).toList());
        LatencySummary service =
                LatencySummary.merge(own.stream().map(Series::service).toList());
        long failed = own.stream().mapToLong(Series::failures).sum();
        long interrupted =
                own.stream().mapToLong(s -> s.count(Outcome.INTERRUPTED)).sum();
        long outside = failed + Math.min(interrupted, cutOff.count()); // others of them are failures already
        seconds.add(new Second(
                ok.count() - ok.countUpTo(limit) + outside,
                ok.count() + outside,
                ok,
                Math.max(0, service.count() - service.countUpTo(limit)) + outside));
    }

    private boolean isJudged(Series.Key key, SeriesKind kind) {
        return isOf(objective.request(), key, kind);
    }

    /** Returns whether samples are those of a request; empty for all requests. */
    static boolean isOf(String request, Series.Key key, SeriesKind kind) {
        if (request.isEmpty()) {
            return key.kind() == kind;
        }
        return key.request().equals(request)
                && (key.kind() == kind || key.kind() == SeriesKind.STEP || key.kind() == SeriesKind.STATEMENT);
    }

    /** Returns whether it limits times, which a busy generator makes longer. */
    boolean isLatency() {
        return KindObjectives.isOfTimes(objective);
    }

    /** Returns the share of requests that may be beyond the limit. */
    private double allowed() {
        return switch (objective.metric()) {
            case PERCENTILE -> 1 - objective.percentile() / 100;
            case WITHIN -> 1 - objective.limit() / 100;
            default -> objective.limit() / 100;
        };
    }

    /** Returns whether there is anything to judge: a limit that allows everything is none. */
    boolean isLimit() {
        return allowed() < 1;
    }

    /** Judges the seconds that are wanted. */
    Persistence judge(IntPredicate wanted, int plannedSeconds) {
        return judge(wanted, plannedSeconds, false);
    }

    /** Judges by service times. */
    Persistence judgeService(IntPredicate wanted, int plannedSeconds) {
        return judge(wanted, plannedSeconds, true);
    }

    private Persistence judge(IntPredicate wanted, int plannedSeconds, boolean service) {
        List<Second> kept = new ArrayList<>();
        for (int i = 0; i < seconds.size(); i++) {
            if (wanted.test(i)) {
                kept.add(seconds.get(i));
            }
        }
        long[] over = kept.stream()
                .mapToLong(s -> service ? Math.min(s.serviceOver, s.total) : s.over)
                .toArray();
        long[] total = kept.stream().mapToLong(Second::total).toArray();
        return Persistence.judge(over, total, allowed(), plannedSeconds);
    }

    private LatencySummary times(int from, int to) {
        return LatencySummary.merge(
                seconds.subList(from, to).stream().map(Second::times).toList());
    }

    /** Returns the distance from the limit; that of errors is a miss or none. */
    CapacitySearch.Outcome outcome(boolean missed) {
        if (!isLatency()) {
            return missed
                    ? CapacitySearch.Outcome.missed(text())
                    : new CapacitySearch.Outcome(Double.NEGATIVE_INFINITY, 0, text());
        }
        double[] blocks = new double[BLOCKS];
        for (int b = 0; b < BLOCKS; b++) {
            int from = b * seconds.size() / BLOCKS;
            int to = (b + 1) * seconds.size() / BLOCKS;
            blocks[b] = finite(millis(from, to), from, to);
        }
        double all = millis(0, seconds.size());
        if (Double.isNaN(all)) {
            return new CapacitySearch.Outcome(Double.NEGATIVE_INFINITY, 0, text());
        }
        if (Double.isInfinite(all)) {
            return CapacitySearch.Outcome.missed(text());
        }
        return CapacitySearch.Outcome.of(Math.max(1e-3, all), limitMillis(), blocks, text());
    }

    private double limitMillis() {
        return objective.metric() == Metric.WITHIN ? objective.within().toNanos() / 1e6 : objective.limit();
    }

    /** A part of the step whose percentile is beyond all times still has a scatter. */
    private double finite(double millis, int from, int to) {
        if (Double.isNaN(millis)) {
            return 0;
        }
        double longest = times(from, to).max().toNanos() / 1e6;
        return Double.isInfinite(millis) ? Math.max(longest, limitMillis()) : millis;
    }

    /**
     * Returns the percentile that the limit is about, of some seconds. That of a share within a time is the time that this
     * share of all requests keeps, failures included; infinite if too many failed for it.
     *
     * @return NaN if there is no time
     */
    private double millis(int from, int to) {
        LatencySummary times = times(from, to);
        if (objective.metric() != Metric.WITHIN) {
            return times.isEmpty() ? Double.NaN : millis(times, objective.percentile());
        }
        long total = seconds.subList(from, to).stream().mapToLong(Second::total).sum();
        if (total == 0) {
            return Double.NaN;
        }
        double percentile = objective.limit() * total / Math.max(1, times.count());
        return times.isEmpty() || percentile > 100 ? Double.POSITIVE_INFINITY : millis(times, percentile);
    }

    private static double millis(LatencySummary times, double percentile) {
        return times.percentile(percentile).toNanos() / 1e6;
    }

    /** Returns the name of the limit, such as {@code p95 of all requests}. */
    String text() {
        if (objective.metric() == Metric.WITHIN) {
            return "share of " + KindObjectives.subject(objective) + " within "
                    + FigureFormat.duration(objective.within());
        }
        return KindObjectives.name(objective) + " of " + KindObjectives.subject(objective);
    }

    /** Describes a judgement, such as {@code p95 of all requests was 512 ms, limit 300 ms, missed (over …)}. */
    String describe(Persistence judged) {
        String figure;
        if (objective.metric() == Metric.WITHIN) {
            long over = seconds.stream().mapToLong(Second::over).sum();
            long total = seconds.stream().mapToLong(Second::total).sum();
            figure = FigureFormat.percent(100.0 * (total - over) / Math.max(1, total));
        } else if (isLatency()) {
            LatencySummary all = times(0, seconds.size());
            figure = all.isEmpty() ? "not known" : FigureFormat.duration(all.percentile(objective.percentile()));
        } else {
            figure = FigureFormat.percent(100 * judged.share());
        }
        String limit = objective.limit() == 0 ? "none allowed" : "limit " + objective.limitText();
        return text() + " was " + figure + ", " + limit + ": " + judged.text();
    }
}
