// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.Recovery;
import io.github.perfjunit.analysis.Recovery.Window;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The seconds before, during and after a disturbance, for the judgement of the recovery. Not thread-safe. */
final class RecoveryLog {

    /** How many times the base a window's p95 may be. */
    static final double LIMIT = 2;

    /** Share of a window that the generator may have lost before the window says nothing. */
    private static final double LOST = 0.1;

    private record Second(LatencySummary ok, long failed, long waiting, double lost) {}

    private final List<Second> before = new ArrayList<>();
    private final List<Second> during = new ArrayList<>();
    private final List<Second> after = new ArrayList<>();
    private List<Second> current = before;
    private boolean on;
    private long waiting;

    /** Begins with the base. */
    void base() {
        on = true;
        current = before;
    }

    /** Begins a disturbance; one before it was none. */
    void disturbed() {
        during.clear();
        on = true;
        current = during;
    }

    /** The base is over, and no disturbance has begun. */
    void pause() {
        on = false;
    }

    /** The disturbance is over. */
    void over() {
        on = true;
        current = after;
    }

    void add(Interval interval, ScenarioInterval scenario, SeriesKind kind, boolean open) {
        waiting += open ? scenario.due() - scenario.started() - scenario.dropped() : 0;
        if (!on) {
            return;
        }
        List<Series> own = interval.series().stream()
                .filter(series -> series.key().kind() == kind)
                .toList();
        double lost = interval.millis() == 0 ? 0 : interval.lostMillis() / interval.millis();
        current.add(new Second(
                LatencySummary.merge(own.stream().map(Series::ok).toList()),
                own.stream().mapToLong(Series::failures).sum(),
                Math.max(0, waiting),
                lost));
    }

    /** Returns the most iterations that were due and had not been started, from the disturbance on. */
    long mostWaiting() {
        long most = 0;
        for (List<Second> part : List.of(during, after)) {
            most = Math.max(most, part.stream().mapToLong(Second::waiting).max().orElse(0));
        }
        return most;
    }

    /** Returns whether the generator did not run for so much of the observation that it says nothing. */
    boolean isLost() {
        double lost = after.stream().mapToDouble(Second::lost).average().orElse(0);
        return lost > LOST;
    }

    /** Returns the share of failures after a time of the observation, in percent; zero if nothing ended then. */
    double errorPercentAfter(Duration time) {
        List<Second> rest = after.subList((int) Math.min(after.size(), time.toSeconds()), after.size());
        long failed = rest.stream().mapToLong(Second::failed).sum();
        long all = failed + rest.stream().mapToLong(s -> s.ok().count()).sum();
        return all == 0 ? 0 : 100.0 * failed / all;
    }

    Recovery judge() {
        long ended = before.stream().mapToLong(s -> s.ok().count() + s.failed()).sum();
        double perSecond = Math.max(1e-3, (double) ended / Math.max(1, before.size()));
        Duration window = Recovery.windowLength(perSecond);
        int length = (int) Math.min(Integer.MAX_VALUE, window.toSeconds());
        return Recovery.judge(windows(before, length), windows(during, length), windows(after, length), window, LIMIT);
    }

    /** Whole windows; one in which the generator did not run is taken for the one before it. */
    private static List<Window> windows(List<Second> seconds, int length) {
        List<Window> windows = new ArrayList<>();
        for (int from = 0; from + length <= seconds.size(); from += length) {
            List<Second> part = seconds.subList(from, from + length);
            boolean lost = part.stream().mapToDouble(Second::lost).average().orElse(0) > LOST;
            windows.add(lost && !windows.isEmpty() ? windows.get(windows.size() - 1) : window(part));
        }
        return windows;
    }

    private static Window window(List<Second> part) {
        LatencySummary ok = LatencySummary.merge(part.stream().map(Second::ok).toList());
        long failed = part.stream().mapToLong(Second::failed).sum();
        double p95 = ok.isEmpty() ? 0 : ok.percentile(95).toNanos();
        return new Window(ok.count(), failed, p95, part.get(part.size() - 1).waiting());
    }
}
