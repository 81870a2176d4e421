// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.text;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.SeriesKind;

/**
 * What the rows of a load that is under way are about: its requests, and its iterations as long as none has made a request.
 * Not thread-safe.
 */
public final class RowKind {

    private boolean requests;

    /** Makes one for a load that has not begun. */
    public RowKind() {}

    /**
     * Looks at the next interval.
     *
     * @param interval the interval after the last one
     * @return what its rows are about
     */
    public SeriesKind of(Interval interval) {
        requests |= interval.series().stream().anyMatch(series -> series.key().kind() == SeriesKind.REQUEST);
        return requests ? SeriesKind.REQUEST : SeriesKind.ITERATION;
    }
}
