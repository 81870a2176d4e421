// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Series;
import java.util.Collection;
import java.util.List;

/**
 * What objectives need of some samples, whether they come from a whole phase, one second or a sliding window.
 *
 * @param latency times of samples that ended well
 * @param good how many ended well
 * @param failures how many failed
 */
record SampleTotals(LatencySummary latency, long good, long failures) {

    static final SampleTotals EMPTY = new SampleTotals(LatencySummary.EMPTY, 0, 0);

    static SampleTotals of(Measurements figures, boolean service) {
        return new SampleTotals(
                service ? figures.serviceTime() : figures.latency(), figures.count(Outcome.OK), figures.failures());
    }

    static SampleTotals of(Collection<Series> series, boolean service) {
        return new SampleTotals(
                LatencySummary.merge(series.stream()
                        .map(service ? Series::service : Series::ok)
                        .toList()),
                series.stream().mapToLong(s -> s.count(Outcome.OK)).sum(),
                series.stream().mapToLong(Series::failures).sum());
    }

    static SampleTotals sum(List<SampleTotals> parts) {
        return new SampleTotals(
                LatencySummary.merge(parts.stream().map(SampleTotals::latency).toList()),
                parts.stream().mapToLong(SampleTotals::good).sum(),
                parts.stream().mapToLong(SampleTotals::failures).sum());
    }

    long count() {
        return good + failures;
    }
}
