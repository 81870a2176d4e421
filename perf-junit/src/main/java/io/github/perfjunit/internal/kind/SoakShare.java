// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.BoundedSeries;
import io.github.perfjunit.analysis.Drift;
import java.time.Duration;

/** The share of failures and the throughput over a soak, window by window. Its memory does not grow. Not thread-safe. */
final class SoakShare {

    private final SoakWindows windows;
    private final BoundedSeries shares = new BoundedSeries((one, other) -> (one + other) / 2);
    private final BoundedSeries rates = new BoundedSeries((one, other) -> (one + other) / 2);
    private long failed;
    private long ended;
    private long ok;
    private long millis;
    private boolean first = true;
    private boolean any;

    SoakShare(Duration planned) {
        this.windows = new SoakWindows(0.5, planned);
    }

    /** Takes what ended in the next seconds. */
    void add(long well, long badly, long length) {
        any |= well + badly > 0;
        ok += well;
        failed += badly;
        ended += well + badly;
        millis += length;
        if (windows.isFull(millis, ended, first)) {
            first = false;
            shares.add(ended == 0 ? Double.NaN : Math.min(1, (double) failed / ended));
            double hourly = 3_600_000.0 * ok / millis; // so that a slow rate is no less than one
            rates.add(any ? hourly : Double.NaN); // that nothing ever ended is no steady rate
            ok = 0;
            failed = 0;
            ended = 0;
            millis = 0;
        }
    }

    Drift errors(Duration run, int series) {
        return Drift.ofShare(shares.values(), run, Drift.USUAL_SHARE_TOLERANCE, series);
    }

    Drift throughput(Duration run, double tolerance, int series) {
        return Drift.ofRatio(rates.values(), run, tolerance, series);
    }
}
