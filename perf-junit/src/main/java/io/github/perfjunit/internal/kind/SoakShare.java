// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.BoundedSeries;
import io.github.perfjunit.analysis.Drift;
import java.time.Duration;
import java.util.List;

/**
 * The share of failures and the throughput over a soak, window by window, the latter also over the time in which the
 * generator ran. Its memory does not grow. Not thread-safe.
 */
final class SoakShare {

    private final SoakWindows windows;
    private final BoundedSeries shares = new BoundedSeries((one, other) -> (one + other) / 2);
    private final BoundedSeries rates = new BoundedSeries((one, other) -> (one + other) / 2);
    private final BoundedSeries running = new BoundedSeries((one, other) -> (one + other) / 2);
    private long failed;
    private long ended;
    private long ok;
    private long millis;
    private double lost;
    private boolean first = true;
    private boolean any;

    SoakShare(Duration planned) {
        this.windows = new SoakWindows(0.5, planned);
    }

    /**
     * Takes what ended in the next seconds.
     *
     * @param length milliseconds
     * @param notRun how many of them the generator did not run
     */
    void add(long well, long badly, long length, double notRun) {
        any |= well + badly > 0;
        ok += well;
        failed += badly;
        ended += well + badly;
        millis += length;
        lost += notRun;
        if (windows.isFull(millis, ended, first)) {
            first = false;
            shares.add(ended == 0 ? Double.NaN : Math.min(1, (double) failed / ended));
            rates.add(hourly((double) millis));
            running.add(hourly(Math.max(1, millis - lost)));
            ok = 0;
            failed = 0;
            ended = 0;
            millis = 0;
            lost = 0;
        }
    }

    /** An hourly rate, so that a slow one is no less than one; that nothing ever ended is no steady rate. */
    private double hourly(double time) {
        return any ? 3_600_000.0 * ok / time : Double.NaN;
    }

    Drift errors(Duration run, int series) {
        return Drift.ofShare(shares.values(), run, Drift.USUAL_SHARE_TOLERANCE, series);
    }

    Drift throughput(Duration run, double tolerance, int series) {
        return Drift.ofRatio(rates.values(), run, tolerance, series);
    }

    /** Says why the generator and not the target made a fall of the throughput; none if it did not. */
    List<String> explanations(Duration run, double tolerance, int series) {
        Drift ran = Drift.ofRatio(running.values(), run, tolerance, series);
        return ran.verdict() == Drift.Verdict.DRIFTING && ran.change() < 0
                ? List.of()
                : List.of("throughput drifted, but not over the time in which the generator ran");
    }
}
