// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.Recovery;
import io.github.perfjunit.analysis.RecoveryWatch;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits between two probes until the target is back at its base, which is the first probe that was held: a probe that was
 * missed leaves a backlog, which would spoil the next one. Not thread-safe.
 */
final class Drain {

    /** How long it waits at most, and exactly where there is no base to compare with. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration WITHOUT_BASE = Duration.ofSeconds(10);

    private record Second(LatencySummary ok, long failed) {}

    private final List<Second> base = new ArrayList<>();
    private final List<Second> pending = new ArrayList<>();
    private boolean baseKnown;
    private @Nullable RecoveryWatch watch;
    private int seconds;
    private int length = 1;

    /** Takes a second of the first probe. */
    void base(Interval interval, SeriesKind kind) {
        if (!baseKnown) {
            base.add(second(interval, kind));
        }
    }

    /** The first probe is over; one that was not held is no base. */
    void baseIsOver(boolean held) {
        if (!held) {
            base.clear();
        }
        baseKnown = true;
    }

    /** Begins to wait. */
    void begin() {
        seconds = 0;
        pending.clear();
        watch = null;
        long ended = base.stream().mapToLong(s -> s.ok().count() + s.failed()).sum();
        if (ended == 0) {
            return;
        }
        Duration window = Recovery.windowLength((double) ended / base.size());
        length = (int) Math.min(Integer.MAX_VALUE, window.toSeconds());
        List<Recovery.Window> windows = new ArrayList<>();
        for (int from = 0; from + length <= base.size(); from += length) {
            windows.add(window(base.subList(from, from + length)));
        }
        try {
            watch = new RecoveryWatch(windows, window, RecoveryLog.LIMIT);
        } catch (IllegalArgumentException e) { // too few windows for a base
            watch = null;
        }
    }

    /** Takes a second; returns whether the next probe may begin. */
    boolean isOver(Interval interval, SeriesKind kind) {
        seconds++;
        RecoveryWatch back = watch;
        if (back == null) {
            return seconds >= WITHOUT_BASE.toSeconds();
        }
        pending.add(second(interval, kind));
        boolean over = false;
        if (pending.size() >= length) {
            over = back.accept(window(pending));
            pending.clear();
        }
        return over || seconds >= LONGEST.toSeconds();
    }

    private static Second second(Interval interval, SeriesKind kind) {
        List<Series> own = interval.series().stream()
                .filter(series -> series.key().kind() == kind)
                .toList();
        return new Second(
                LatencySummary.merge(own.stream().map(Series::ok).toList()),
                own.stream().mapToLong(Series::failures).sum());
    }

    private static Recovery.Window window(List<Second> seconds) {
        LatencySummary ok =
                LatencySummary.merge(seconds.stream().map(Second::ok).toList());
        long failed = seconds.stream().mapToLong(Second::failed).sum();
        return new Recovery.Window(
                ok.count(), failed, ok.isEmpty() ? 0 : ok.percentile(95).toNanos());
    }
}
