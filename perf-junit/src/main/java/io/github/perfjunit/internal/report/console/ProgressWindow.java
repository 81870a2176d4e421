// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import io.github.perfjunit.internal.report.text.RowKind;
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
 * The samples that ended since the last progress line, in all phases: requests, or iterations while there were no
 * requests.
 */
final class ProgressWindow {

    private final Map<String, RequestTotals> totals = new LinkedHashMap<>();
    private final RowKind rows;
    private final long fromMillis;
    private SeriesKind kind = SeriesKind.ITERATION;
    private long toMillis;
    private Phase phase = Phase.RAMP_UP;
    private String label = "";
    private int users;
    private double target;
    private long iterations;

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

        /** Samples that ended well, as in the summary. */
        double perSecond(long millis) {
            return millis == 0 ? 0 : (count - errors) * 1e3 / millis;
        }
    }

    ProgressWindow(long fromMillis) {
        this(fromMillis, new RowKind());
    }

    private ProgressWindow(long fromMillis, RowKind rows) {
        this.rows = rows;
        this.fromMillis = fromMillis;
        this.toMillis = fromMillis;
    }

    void add(Interval interval) {
        toMillis = interval.toMillis();
        phase = interval.phase();
        label = interval.scenarios().size() == 1 ? interval.scenarios().get(0).label() : "";
        users = interval.users();
        target = interval.targetPerSecond();
        SeriesKind now = rows.of(interval);
        if (now != kind) {
            kind = now;
            totals.clear();
        }
        for (Series series : interval.series()) {
            if (series.key().kind() == SeriesKind.ITERATION) {
                iterations += RequestTotals.of(series).count();
            }
            if (series.key().kind() == kind) {
                totals.merge(
                        series.key().request(),
                        RequestTotals.of(series),
                        (some, more) -> RequestTotals.sum(List.of(some, more)));
            }
        }
    }

    /** Returns the window that follows this one. */
    ProgressWindow next() {
        return new ProgressWindow(toMillis, rows);
    }

    Map<String, RequestTotals> byRequest() {
        return totals;
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

    /** Returns the name of the part of the load, such as {@code step 3}, or of the phase where there is none. */
    String part() {
        return label.isEmpty() ? phase.label() : label;
    }

    Phase phase() {
        return phase;
    }

    int users() {
        return users;
    }

    /** Returns the iterations asked for in a second; 0 if they make several requests, whose rate is another. */
    double target() {
        return kind == SeriesKind.REQUEST && 2 * all().count() > 3 * iterations ? 0 : target;
    }
}
