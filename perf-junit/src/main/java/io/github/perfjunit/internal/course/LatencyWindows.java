// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.course;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.Arrays;

/** Percentiles of the measured samples in windows of equal length. Intervals come in order of time. Not thread-safe. */
final class LatencyWindows {

    private final Frame frame;
    private final double[] p50;
    private final double[] p95;
    private final LatencySummary.Builder open = new LatencySummary.Builder();
    private int window;

    LatencyWindows(Frame frame) {
        this.frame = frame;
        this.p50 = new double[frame.count()];
        this.p95 = new double[frame.count()];
        Arrays.fill(p50, Double.NaN);
        Arrays.fill(p95, Double.NaN);
    }

    void accept(Interval interval, SeriesKind kind) {
        int now = frame.window((interval.fromMillis() + interval.toMillis()) / 2);
        if (now < 0) {
            return;
        }
        if (now != window) {
            close();
            window = now;
        }
        interval.series().stream()
                .filter(series -> series.key().kind() == kind && series.key().phase() == Phase.MEASURE)
                .forEach(series -> open.add(series.ok()));
    }

    private void close() {
        LatencySummary whole = open.take();
        if (!whole.isEmpty()) {
            p50[window] = whole.percentile(50).toNanos() / 1e3;
            p95[window] = whole.percentile(95).toNanos() / 1e3;
        }
    }

    /** Ends the last window; to be called once, before the figures are read. */
    void end() {
        close();
    }

    /** Returns microseconds; NaN for a window without a sample. */
    double[] p50() {
        return p50.clone();
    }

    /** Returns microseconds; NaN for a window without a sample. */
    double[] p95() {
        return p95.clone();
    }
}
