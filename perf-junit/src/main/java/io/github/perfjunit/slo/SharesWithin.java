// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.analysis.ClopperPearson;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LatencySummary;
import java.time.Duration;

/**
 * How many samples ended well within a time limit. Failures are outside of it, and so are samples that were cut off when
 * they had already passed it; one that was cut off before counts neither way.
 *
 * @param within samples that are known to be within the limit
 * @param near samples in the same bucket of the histogram as the limit, of which it is not known
 * @param total all samples
 */
record SharesWithin(long within, long near, long total) {

    /**
     * Counts samples.
     *
     * @param samples the samples; their cut-off ones are those beyond the limit
     */
    static SharesWithin of(SampleTotals samples, Duration limit) {
        LatencySummary ok = samples.latency();
        long within = ok.countUpTo(limit);
        long cutOff = Math.min(samples.interrupted(), samples.cutOff().count()); // others of them are failures already
        return new SharesWithin(
                within, ok.count() - within - ok.countLongerThan(limit), ok.count() + samples.failures() + cutOff);
    }

    /** Returns the share that is known to be within the limit, in percent; NaN if there is no sample. */
    double least() {
        return percent(within);
    }

    /** Returns the share if all samples near the limit were within it, in percent; NaN if there is no sample. */
    double most() {
        return percent(within + near);
    }

    private double percent(long count) {
        return total == 0 ? Double.NaN : 100.0 * count / total;
    }

    /** Says that the samples near the limit decide. */
    String near(double other, Duration limit, String thing) {
        return FigureFormat.count(near, thing) + (near == 1 ? " is" : " are") + " within "
                + FigureFormat.duration(LatencySummary.resolution(limit))
                + " of the time limit, as exactly as times are known; counted the other way it is "
                + FigureFormat.percent(other);
    }

    /** Returns the exact interval in words. */
    String interval(double confidence) {
        ClopperPearson exact = ClopperPearson.of(within, total, confidence);
        return FigureFormat.percent(100 * confidence) + " interval " + FigureFormat.percent(100 * exact.low()) + " to "
                + FigureFormat.percent(100 * exact.high());
    }
}
