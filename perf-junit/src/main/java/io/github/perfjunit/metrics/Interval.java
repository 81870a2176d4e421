// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What ended within one second of the load; the sum of all intervals is the whole load.
 *
 * @param fromMillis start of the interval, in milliseconds since the start of the load
 * @param toMillis end of the interval, in milliseconds since the start of the load
 * @param phase phase of the load at the end of the interval; of several scenarios that of the one furthest from its
 *     end
 * @param users virtual users that were active at the end of the interval
 * @param targetPerSecond arrival rate asked for, summed over open scenarios; zero if there is none
 * @param series what ended in the interval; only series with samples
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Interval(
        long fromMillis, long toMillis, Phase phase, int users, double targetPerSecond, List<Series> series) {

    /**
     * Copies what could change.
     *
     * @param fromMillis start of the interval, in milliseconds since the start of the load
     * @param toMillis end of the interval, in milliseconds since the start of the load
     * @param phase phase of the load at the end of the interval; of several scenarios that of the one furthest from its end
     * @param users virtual users that were active at the end of the interval
     * @param targetPerSecond arrival rate asked for, summed over open scenarios; zero if there is none
     * @param series what ended in the interval; only series with samples
     */
    public Interval {
        series = List.copyOf(series);
    }
    /**
     * Reads an interval as a worker sent it.
     *
     * @param encoded text made by {@link #encode()}, in this version of the library or another
     * @return an equal interval
     * @throws IllegalArgumentException if the text is not such an encoding
     */
    public static Interval decode(String encoded) {
        return RecordJson.read(encoded, Interval.class);
    }

    /**
     * Writes this interval without loss, as {@link #decode(String)} reads it.
     *
     * @return JSON without line breaks
     */
    public String encode() {
        return RecordJson.write(this);
    }
}
