// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.SeriesKind;

/** Which samples stand for the requests: iterations do until the first request is seen. Not thread-safe. */
final class StepSeen {

    private SeriesKind kind = SeriesKind.ITERATION;

    void look(Interval interval) {
        if (interval.series().stream().anyMatch(series -> series.key().kind() == SeriesKind.REQUEST)) {
            kind = SeriesKind.REQUEST;
        }
    }

    SeriesKind kind() {
        return kind;
    }
}
