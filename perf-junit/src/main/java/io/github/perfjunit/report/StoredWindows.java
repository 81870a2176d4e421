// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import io.github.perfjunit.metrics.SeriesKind;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Percentiles of one request, or of the iterations of one scenario, over the course of the measured time. Percentiles
 * of windows cannot be averaged or added up; those of other periods come from {@link StoredResult#timeline()}.
 *
 * @param request name of the request, step or scenario, all scenarios together
 * @param kind the kind of samples
 * @param windows in order of time, without those in which no sample of it ended
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StoredWindows(String request, SeriesKind kind, List<Window> windows) {

    /** Maximum number of windows of a load. */
    public static final int MOST = 400;

    /**
     * Copies mutable arguments.
     *
     * @param request name of the request, step or scenario, all scenarios together
     * @param kind the kind of samples
     * @param windows in order of time
     */
    public StoredWindows {
        windows = List.copyOf(windows);
    }

    /**
     * The samples of the measured time that ended in one period. A period lasts two seconds at first, ten seconds after
     * some minutes, and a fiftieth of the measured time so far after more than eight minutes.
     *
     * @param fromMillis its start, in milliseconds since the start of the load
     * @param toMillis its end
     * @param count samples that ended, well or in failure
     * @param errors how many of them failed
     * @param p50Millis median of the response times of samples that ended well, to four digits; NaN if there is none
     * @param p95Millis their 95th percentile
     * @param p99Millis their 99th percentile
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Window(
            long fromMillis,
            long toMillis,
            long count,
            long errors,
            double p50Millis,
            double p95Millis,
            double p99Millis) {}
}
