// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.BoundedSeries;
import io.github.perfjunit.analysis.Drift;
import io.github.perfjunit.metrics.LatencySummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A percentile of one subject over a soak, window by window: of response times, of response times without the seconds in
 * which the generator did not run, and of service times. Its memory does not grow. Not thread-safe.
 */
final class SoakPercentile {

    /** The values of equal windows, and the window that is being filled. */
    private static final class Track {

        private final BoundedSeries windows = new BoundedSeries((one, other) -> (one + other) / 2);
        private final LatencySummary.Builder open = new LatencySummary.Builder();

        void close(double percentile) {
            LatencySummary window = open.take();
            windows.add(
                    window.isEmpty()
                            ? Double.NaN
                            : window.percentile(percentile).toNanos() / 1e3);
        }

        Drift judge(Duration run, double tolerance, int series) {
            return Drift.ofRatio(windows.values(), run, tolerance, series);
        }
    }

    private final double percentile;
    private final String subject;
    private final SoakWindows windows;
    private final Track response = new Track();
    private final Track running = new Track();
    private final Track service = new Track();
    private long millis;
    private boolean first = true;

    /**
     * Begins without samples.
     *
     * @param percentile such as 95
     * @param subject such as {@code all requests}
     * @param planned length of the measured time
     */
    SoakPercentile(double percentile, String subject, Duration planned) {
        this.percentile = percentile;
        this.subject = subject;
        this.windows = new SoakWindows(percentile / 100, planned);
    }

    String name() {
        return "p" + Math.round(percentile) + " of " + subject;
    }

    /** Takes the successes of the next seconds. */
    void add(LatencySummary ok, LatencySummary served, boolean lost, long length) {
        response.open.add(ok);
        service.open.add(served);
        if (!lost) {
            running.open.add(ok);
        }
        millis += length;
        if (windows.isFull(millis, response.open.count(), first)) {
            first = false;
            for (Track track : List.of(response, running, service)) {
                track.close(percentile);
            }
            millis = 0;
        }
    }

    /** Judges the response times. */
    Drift judge(Duration run, double tolerance, int series) {
        return windows.areTooSmall()
                ? Drift.ofRatio(new double[0], run, tolerance, series)
                : response.judge(run, tolerance, series);
    }

    /** Says why the generator and not the target made a rise of the response times; none if it did not. */
    List<String> explanations(Duration run, double tolerance, int series, boolean startedLate) {
        List<String> reasons = new ArrayList<>();
        if (isNoRise(running.judge(run, tolerance, series))) {
            reasons.add(name() + " drifted, but not without the seconds in which the generator did not run");
        }
        if (startedLate && isNoRise(service.judge(run, tolerance, series))) {
            reasons.add(name() + " drifted, but not by service time, and the generator began iterations late though"
                    + " users were free");
        }
        return reasons;
    }

    private static boolean isNoRise(Drift drift) {
        return drift.verdict() != Drift.Verdict.DRIFTING || drift.change() < 0;
    }

    /** Returns why there can be no verdict; empty if there can be one. */
    String obstacle() {
        return windows.areTooSmall() ? "too few requests: " + windows.need() : "";
    }
}
