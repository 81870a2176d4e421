// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.text;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.SeriesKind;

/** The kind of the rows of a running load: requests, or iterations while there is no request. Not thread-safe. */
public final class RowKind {

    private boolean requests;

    /** Creates the kind for a load that has not begun. */
    public RowKind() {}

    /**
     * Takes the next interval.
     *
     * @param interval the interval after the last one
     * @return the kind of its rows
     */
    public SeriesKind of(Interval interval) {
        requests |= interval.series().stream().anyMatch(series -> series.key().kind() == SeriesKind.REQUEST);
        return requests ? SeriesKind.REQUEST : SeriesKind.ITERATION;
    }
}
