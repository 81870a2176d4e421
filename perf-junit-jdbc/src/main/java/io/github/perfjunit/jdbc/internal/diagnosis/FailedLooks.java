// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.metrics.FigureFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** Looks at the sessions that failed. Thread-safe; its memory is bounded. */
final class FailedLooks {

    /** The load may stop the server for minutes, with ten looks a second. */
    private static final int MOST = 10_000;

    private record Failed(long fromNanos, long toNanos, String reason) {}

    private final List<Failed> looks = new ArrayList<>();
    private int more;

    synchronized void add(long fromNanos, long toNanos, String reason) {
        if (looks.size() < MOST) {
            looks.add(new Failed(fromNanos, toNanos, reason));
        } else {
            more++;
        }
    }

    /**
     * Writes them down: as a gap those that nothing explains, as a note those while the load itself had stopped the
     * server.
     */
    synchronized void tell(LongPredicate stopped, ReportDraft draft) {
        List<Failed> unexplained = looks.stream()
                .filter(look -> !stopped.test(look.fromNanos()) && !stopped.test(look.toNanos()))
                .toList();
        int failed = unexplained.size() + more;
        if (failed > 0) {
            List<Failed> told = unexplained.isEmpty() ? looks : unexplained;
            draft.gap(failed + " looks at the sessions failed, the last one with "
                    + told.get(told.size() - 1).reason());
        }
        int explained = looks.size() - unexplained.size();
        if (explained > 0) {
            draft.note(FigureFormat.count(explained, "look")
                    + " at the sessions failed because a fault of the load had stopped the server.");
        }
    }
}
