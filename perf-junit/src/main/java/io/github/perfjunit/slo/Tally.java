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
record Tally(LatencySummary latency, long good, long failures) {

    static final Tally EMPTY = new Tally(LatencySummary.EMPTY, 0, 0);

    static Tally of(Measurements figures, boolean service) {
        return new Tally(
                service ? figures.serviceTime() : figures.latency(), figures.count(Outcome.OK), figures.failures());
    }

    static Tally of(Collection<Series> series, boolean service) {
        return new Tally(
                LatencySummary.merge(series.stream()
                        .map(service ? Series::service : Series::ok)
                        .toList()),
                series.stream().mapToLong(s -> s.count(Outcome.OK)).sum(),
                series.stream().mapToLong(Series::failures).sum());
    }

    static Tally sum(List<Tally> parts) {
        return new Tally(
                LatencySummary.merge(parts.stream().map(Tally::latency).toList()),
                parts.stream().mapToLong(Tally::good).sum(),
                parts.stream().mapToLong(Tally::failures).sum());
    }

    long count() {
        return good + failures;
    }
}
