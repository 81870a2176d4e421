// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.meters;

import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sums of one request, or iterations, or statement. Written by the listener's thread, read by any. */
final class SeriesMeters {

    private volatile long ok;
    private volatile long okNanos;
    private volatile long failed;
    private volatile long failedNanos;
    private volatile long interrupted;
    private volatile LatencySummary second = LatencySummary.EMPTY;
    private volatile LatencySummary measured = LatencySummary.EMPTY;

    /** Ends a second in which nothing may have been added. */
    void nextSecond() {
        second = LatencySummary.EMPTY;
    }

    /** Adds samples of one second and phase. */
    synchronized void add(Series series) {
        ok += series.count(Outcome.OK);
        okNanos += nanos(series.ok());
        failed += series.failures();
        failedNanos += nanos(series.failed());
        interrupted += series.count(Outcome.INTERRUPTED);
        second = LatencySummary.merge(List.of(second, series.ok()));
        if (series.key().phase() == Phase.MEASURE) {
            measured = LatencySummary.merge(List.of(measured, series.ok()));
        }
    }

    /** Forgets the sums, to be given the totals of the load. */
    synchronized void reset() {
        ok = 0;
        okNanos = 0;
        failed = 0;
        failedNanos = 0;
        interrupted = 0;
        measured = LatencySummary.EMPTY;
    }

    private static long nanos(LatencySummary times) {
        return Math.round((double) times.mean().toNanos() * times.count());
    }

    long ok() {
        return ok;
    }

    double okNanos() {
        return okNanos;
    }

    long failed() {
        return failed;
    }

    double failedNanos() {
        return failedNanos;
    }

    long interrupted() {
        return interrupted;
    }

    /** Returns a percentile in nanoseconds; NaN without samples. */
    double percentile(boolean ofSecond, double percentile) {
        LatencySummary times = ofSecond ? second : measured;
        return times.isEmpty() ? Double.NaN : TimeUnit.NANOSECONDS.convert(times.percentile(percentile));
    }
}
