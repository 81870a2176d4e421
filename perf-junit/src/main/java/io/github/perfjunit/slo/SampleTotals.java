// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * The totals of some samples that objectives are judged by: those of a whole phase, one second or a sliding window.
 *
 * @param latency times of samples that ended well
 * @param good how many ended well
 * @param failures how many failed
 * @param cutOff times that samples had taken when the end of the load cut them off
 * @param interrupted number of samples that were cut off without being failures
 * @param okEnded how many ended well within the time looked at, whenever they began
 */
record SampleTotals(
        LatencySummary latency, long good, long failures, LatencySummary cutOff, long interrupted, long okEnded) {

    static final SampleTotals EMPTY = new SampleTotals(LatencySummary.EMPTY, 0, 0, LatencySummary.EMPTY, 0, 0);

    static SampleTotals of(Measurements figures, boolean service) {
        LatencySummary latency = figures.latency();
        LatencySummary serviceTime = service ? figures.serviceTime() : latency;
        return new SampleTotals(
                serviceTime,
                figures.count(Outcome.OK),
                figures.failures(),
                bounds(figures.cutOff(), latency.equals(serviceTime)),
                figures.count(Outcome.INTERRUPTED),
                figures.okEnded());
    }

    static SampleTotals of(Collection<Series> series, boolean service) {
        LatencySummary latency =
                LatencySummary.merge(series.stream().map(Series::ok).toList());
        LatencySummary serviceTime = service
                ? LatencySummary.merge(series.stream().map(Series::service).toList())
                : latency;
        return new SampleTotals(
                serviceTime,
                sum(series, Outcome.OK),
                series.stream().mapToLong(Series::failures).sum(),
                bounds(LatencySummary.merge(series.stream().map(Series::cutOff).toList()), latency.equals(serviceTime)),
                sum(series, Outcome.INTERRUPTED),
                ended(series));
    }

    /** Counts the samples that ended well in the measured time, whenever they were due. */
    static long ended(Collection<Series> series) {
        return series.stream().mapToLong(s -> s.okEnded(Phase.MEASURE)).sum();
    }

    private static long sum(Collection<Series> series, Outcome outcome) {
        return series.stream().mapToLong(s -> s.count(outcome)).sum();
    }

    /**
     * The lower bounds are measured from the due time: they say nothing about service times if samples started late.
     */
    private static LatencySummary bounds(LatencySummary cutOff, boolean startedInTime) {
        return startedInTime ? cutOff : LatencySummary.EMPTY;
    }

    static SampleTotals sum(List<SampleTotals> parts) {
        return new SampleTotals(
                LatencySummary.merge(parts.stream().map(SampleTotals::latency).toList()),
                parts.stream().mapToLong(SampleTotals::good).sum(),
                parts.stream().mapToLong(SampleTotals::failures).sum(),
                LatencySummary.merge(parts.stream().map(SampleTotals::cutOff).toList()),
                parts.stream().mapToLong(SampleTotals::interrupted).sum(),
                parts.stream().mapToLong(SampleTotals::okEnded).sum());
    }

    SampleTotals withEnded(long ended) {
        return new SampleTotals(latency, good, failures, cutOff, interrupted, ended);
    }

    /**
     * Keeps only those cut-off samples that say something about a limit: for an upper limit, samples that had already
     * taken longer.
     */
    SampleTotals over(Operator operator, double limit) {
        if (cutOff.isEmpty()) {
            return this;
        }
        LatencySummary over = LatencySummary.EMPTY;
        if (operator.isUpper() && limit < LatencySummary.LONGEST.toMillis()) {
            long nanos = (long) Math.floor(limit * 1e6);
            boolean reached = operator == Operator.BELOW && nanos > 0;
            over = cutOff.longerThan(Duration.ofNanos(reached ? nanos - 1 : nanos));
        }
        return new SampleTotals(latency, good, failures, over, interrupted, okEnded);
    }

    /** Keeps only those cut-off samples that had taken longer than a time. */
    SampleTotals longerThan(Duration time) {
        return cutOff.isEmpty()
                ? this
                : new SampleTotals(latency, good, failures, cutOff.longerThan(time), interrupted, okEnded);
    }

    /** Returns the times to judge: those of samples that ended well and of the cut-off samples that were kept. */
    LatencySummary times() {
        return cutOff.isEmpty() ? latency : LatencySummary.merge(List.of(latency, cutOff));
    }

    long count() {
        return good + failures;
    }
}
