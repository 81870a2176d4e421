// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.analysis.AbortRule;
import io.github.perfjunit.slo.Objective.Metric;
import java.time.Duration;

/**
 * Whether the misses of a sliding window are so clear that they may end the load: by the rule of {@link AbortRule}, at
 * five evaluations in a row, and for the time that was asked for. A mean and a throughput, which are no shares, must be
 * beyond their limit in eight of ten seconds. Of a miss that nothing can undo, such as an error where none is allowed, one
 * evaluation is enough. Not thread-safe.
 */
final class ClearMiss {

    private static final int EVALUATIONS = 5;
    private static final double ALL = 100;

    private final SampleMetric metric;
    private final double limit;
    private final Objective.Abort abort;
    private final boolean isFinal;
    private AbortRule rule;
    private boolean beyond;
    private boolean quiet;
    private int inARow;
    private long sinceMillis;

    ClearMiss(SampleMetric metric, double limit, Objective.Abort abort) {
        this.metric = metric;
        this.limit = limit;
        this.abort = abort;
        this.isFinal = metric.metric() == Metric.MAX || (isShare() && allowed() == 0);
        this.rule = rule();
    }

    private AbortRule rule() {
        int seconds = (int) Math.min(Math.max(1, abort.over().toSeconds()), Integer.MAX_VALUE);
        return new AbortRule(isShare() ? Math.min(allowed(), Math.nextDown(1.0)) : 0, seconds, 1);
    }

    private boolean isShare() {
        return switch (metric.metric()) {
            case PERCENTILE, WITHIN, ERROR_RATE -> true;
            default -> false;
        };
    }

    /** Returns the share of the samples that may be beyond the limit. */
    private double allowed() {
        return switch (metric.metric()) {
            case PERCENTILE -> 1 - metric.percentile() / ALL;
            case WITHIN -> 1 - limit / ALL;
            default -> limit / ALL;
        };
    }

    /** Forgets all seconds. */
    void clear() {
        rule = rule();
        inARow = 0;
    }

    /** Takes the samples of the next second. */
    void add(SampleTotals second, Duration length) {
        long all = isShare() ? share(second).total() : second.count();
        quiet = all == 0 && metric.metric() != Metric.THROUGHPUT;
        if (isShare()) {
            beyond = rule.accept(all - share(second).within(), all);
        } else {
            double value = quiet ? limit : metric.value(second, length);
            beyond = rule.accept(metric.operator().holds(value, limit) ? 0 : 1, quiet ? 0 : 1);
        }
    }

    private SharesWithin share(SampleTotals second) {
        if (metric.metric() == Metric.ERROR_RATE) {
            return new SharesWithin(second.good(), 0, second.count());
        }
        SharesWithin counted = SharesWithin.of(
                metric.judged(second, metric.operator(), limit),
                metric.metric() == Metric.WITHIN ? metric.within() : Duration.ofNanos(Math.round(limit * 1e6)));
        // Failures have no time: they count as outside of a time limit, but not in a percentile.
        return metric.metric() == Metric.WITHIN
                ? counted
                : new SharesWithin(counted.within() + counted.near(), 0, counted.total() - second.failures());
    }

    /**
     * Returns whether the load may be ended.
     *
     * @param missed whether the window misses its limit, and misses count already
     * @param now end of the second
     */
    boolean holds(boolean missed, long now) {
        if (missed && quiet && !isFinal) {
            return false; // a second in which nothing ended says nothing
        }
        if (!missed || !(beyond || isFinal)) {
            inARow = 0;
            return false;
        }
        sinceMillis = inARow == 0 ? now : sinceMillis;
        inARow++;
        return inARow >= (isFinal ? 1 : EVALUATIONS)
                && now - sinceMillis >= abort.holdsFor().toMillis();
    }
}
