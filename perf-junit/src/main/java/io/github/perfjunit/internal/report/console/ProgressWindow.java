// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What ended since the last progress line, in all phases; iterations stand for requests where the bodies make none.
 */
final class ProgressWindow {

    private final Map<String, RequestTotals> requests = new LinkedHashMap<>();
    private final Map<String, RequestTotals> iterations = new LinkedHashMap<>();
    private final long fromMillis;
    private long toMillis;
    private Phase phase = Phase.RAMP_UP;
    private int users;
    private double target;

    /** Counts and latencies of one request name. */
    record RequestTotals(long count, long errors, LatencySummary ok) {

        static final RequestTotals NONE = new RequestTotals(0, 0, LatencySummary.EMPTY);

        private static RequestTotals of(Series series) {
            return new RequestTotals(series.count(Outcome.OK) + series.failures(), series.failures(), series.ok());
        }

        private static RequestTotals sum(List<RequestTotals> parts) {
            return new RequestTotals(
                    parts.stream().mapToLong(RequestTotals::count).sum(),
                    parts.stream().mapToLong(RequestTotals::errors).sum(),
                    LatencySummary.merge(parts.stream().map(RequestTotals::ok).toList()));
        }

        double errorPercent() {
            return count == 0 ? 0 : 100.0 * errors / count;
        }

        double perSecond(long millis) {
            return millis == 0 ? 0 : count * 1e3 / millis;
        }
    }

    ProgressWindow(long fromMillis) {
        this.fromMillis = fromMillis;
        this.toMillis = fromMillis;
    }

    void add(Interval interval) {
        toMillis = interval.toMillis();
        phase = interval.phase();
        users = interval.users();
        target = interval.targetPerSecond();
        for (Series series : interval.series()) {
            SeriesKind kind = series.key().kind();
            if (kind != SeriesKind.CONNECT) {
                Map<String, RequestTotals> totals = kind == SeriesKind.REQUEST ? requests : iterations;
                totals.merge(
                        series.key().request(),
                        RequestTotals.of(series),
                        (some, more) -> RequestTotals.sum(List.of(some, more)));
            }
        }
    }

    Map<String, RequestTotals> byRequest() {
        return requests.isEmpty() ? iterations : requests;
    }

    RequestTotals all() {
        return RequestTotals.sum(new ArrayList<>(byRequest().values()));
    }

    long millis() {
        return toMillis - fromMillis;
    }

    long toMillis() {
        return toMillis;
    }

    Phase phase() {
        return phase;
    }

    int users() {
        return users;
    }

    double target() {
        return target;
    }
}
