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
 * What objectives need of some samples, whether they come from a whole phase, one second or a sliding window.
 *
 * @param latency times of samples that ended well
 * @param good how many ended well
 * @param failures how many failed
 * @param cutOff how long samples had taken when the end of the load cut them off
 * @param interrupted how many were cut off without being failures
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

    /** Counts what ended well in the measured time, whenever it was due. */
    static long ended(Collection<Series> series) {
        return series.stream().mapToLong(s -> s.okEnded(Phase.MEASURE)).sum();
    }

    private static long sum(Collection<Series> series, Outcome outcome) {
        return series.stream().mapToLong(s -> s.count(outcome)).sum();
    }

    /** The lower bounds begin when samples were due: of service times they say nothing where samples started late. */
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
     * Keeps of what was cut off only what says something about a limit: for an upper limit, samples that had taken
     * longer already.
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

    /** Returns the times to judge: those of what ended well, and what was cut off as far as it was kept. */
    LatencySummary times() {
        return cutOff.isEmpty() ? latency : LatencySummary.merge(List.of(latency, cutOff));
    }

    long count() {
        return good + failures;
    }
}
