// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.slo.Objective.Metric;
import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;

/** Finds the first second whose samples miss a limit. */
final class FirstMiss {

    private final BiPredicate<Interval, Series.Key> covers;
    private final long earliestMillis;
    private final SampleMetric sampleMetric;
    private final Operator operator;
    private final double limit;
    private long foundMillis = Long.MAX_VALUE;

    /**
     * Prepares the search for one limit.
     *
     * @param covers which series belong to the subject
     * @param earliestMillis when the subject begins, which may be within a second
     */
    FirstMiss(
            BiPredicate<Interval, Series.Key> covers,
            long earliestMillis,
            SampleMetric sampleMetric,
            Operator operator,
            double limit) {
        this.earliestMillis = earliestMillis;
        this.covers = covers;
        this.sampleMetric = sampleMetric;
        this.operator = operator;
        this.limit = limit;
    }

    /** Searches for all limits in one pass, since the intervals may be on disk. */
    static void search(LoadResult result, List<FirstMiss> searches) {
        if (!searches.isEmpty()) {
            result.timeline().forEach(interval -> searches.forEach(search -> search.accept(interval)));
        }
    }

    /**
     * Returns whether single seconds can be judged by a limit: not for a rate, which any second without samples misses,
     * nor for a lower limit of a time or of failures, whose first miss is of no use.
     */
    static boolean canDate(SampleMetric sampleMetric, Operator operator) {
        return sampleMetric.metric() != Metric.THROUGHPUT
                && operator.isUpper() == (sampleMetric.metric() != Metric.WITHIN);
    }

    /** Looks at the next second. */
    void accept(Interval interval) {
        if (foundMillis != Long.MAX_VALUE) {
            return;
        }
        List<Series> own = interval.series().stream()
                .filter(series -> covers.test(interval, series.key()))
                .toList();
        if (own.isEmpty()) {
            return;
        }
        double value = sampleMetric.value(
                sampleMetric.judged(SampleTotals.of(own, sampleMetric.service()), operator, limit),
                Duration.ofMillis(interval.millis()));
        if (!Double.isNaN(value) && !operator.holds(value, limit)) {
            foundMillis = Math.max(earliestMillis, interval.fromMillis());
        }
    }

    /** Records a miss that the intervals do not show. */
    void alsoAt(long millis) {
        foundMillis = Math.min(foundMillis, millis);
    }

    /** Returns the verdict with the time of its first miss, if it is a miss and a second was found. */
    ObjectiveResult date(ObjectiveResult verdict) {
        return verdict.state() != State.MISSED || foundMillis == Long.MAX_VALUE
                ? verdict
                : verdict.firstMissedAt(foundMillis);
    }
}
