// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.slo.Objective.Metric;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Checks, second by second during a load, the objectives that end it early.
 *
 * <p>Each is judged on the samples of {@link Phase#MEASURE} within its sliding window, once the window is full and
 * holds enough of them for the percentile. A window without a verdict ends a miss. One miss proves little, because the next
 * second is another chance to be wrong: a load ends when at least twice the allowed share of the window is beyond the limit,
 * eight of ten of its seconds are beyond it on their own, and both held at five evaluations in a row ({@link
 * io.github.perfjunit.analysis.AbortRule}). A mean or a throughput must be beyond its limit over the window, in eight of ten
 * of its seconds, and at five evaluations in a row. A miss that nothing can undo ends the load at once: of a longest time, or
 * an error where none is allowed. Judging stops when the load ramps down. Dropped iterations, checks,
 * custom metrics and failures of the body outside a request are judged only at the end.
 *
 * <p>Has no clock of its own: the intervals carry the time. Intervals come from one thread at a time; {@link #reason()}
 * may be called by any.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class AbortWatch {

    private final List<SlidingWindow> windows;
    private long measuredFromMillis = -1;
    private boolean requestsSeen;
    private volatile @Nullable String reason;
    private volatile @Nullable Objective missed;

    /**
     * Creates a watch.
     *
     * @param objectives objectives of the load; those without {@link Objective#abort()} are ignored
     */
    public AbortWatch(List<Objective> objectives) {
        windows = objectives.stream()
                .filter(o -> o.abort() != null)
                .filter(o -> o.about() == Objective.About.REQUESTS)
                .filter(o -> o.metric() != Metric.DROPPED && o.metric() != Metric.FAILED_CHECKS)
                .map(o -> new SlidingWindow(o, Objects.requireNonNull(o.abort())))
                .toList();
    }

    /**
     * Takes the next second of the load.
     *
     * @param interval its samples; intervals come in order of time
     */
    public void accept(Interval interval) {
        if (reason != null || !measures(interval)) {
            return;
        }
        SeriesKind kind = kind(interval);
        for (SlidingWindow window : windows) {
            String miss = window.accept(interval, kind, measuredFromMillis);
            if (miss != null) {
                missed = window.objective();
                reason = miss;
                return;
            }
        }
    }

    /**
     * Returns the reason to end the load now.
     *
     * @return a sentence such as {@code p99 of POST /orders was 1.72 s over the last 10 s, limit 1.5 s}, the same from
     *     then on; null while there is no reason
     */
    public @Nullable String reason() {
        return reason;
    }

    /**
     * Returns the missed objective.
     *
     * @return the objective that {@link #reason()} is about; null while there is no reason
     */
    public @Nullable Objective missed() {
        return missed;
    }

    private boolean measures(Interval interval) {
        if (interval.phase() == Phase.RAMP_DOWN || interval.phase() == Phase.GRACE) {
            return false;
        }
        boolean measured = interval.phase() == Phase.MEASURE
                || interval.series().stream().anyMatch(s -> s.key().phase() == Phase.MEASURE);
        if (measuredFromMillis < 0 && measured) {
            measuredFromMillis = interval.fromMillis();
        }
        return measuredFromMillis >= 0;
    }

    /** Iterations stand for the requests until the first request was seen. */
    private SeriesKind kind(Interval interval) {
        if (!requestsSeen && interval.series().stream().anyMatch(s -> s.key().kind() == SeriesKind.REQUEST)) {
            requestsSeen = true;
            windows.forEach(SlidingWindow::clear);
        }
        return requestsSeen ? SeriesKind.REQUEST : SeriesKind.ITERATION;
    }
}
