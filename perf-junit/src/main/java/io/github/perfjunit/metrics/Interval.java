// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The samples that ended within one second of the load; the sum of all intervals is the whole load.
 *
 * @param fromMillis start of the interval, in milliseconds since the start of the load
 * @param toMillis end of the interval, in milliseconds since the start of the load
 * @param phase phase of the load at the end of the interval: {@link Phase#MEASURE} if any scenario is measured then,
 *     otherwise that of the first scenario that is under way
 * @param series the samples that ended in the interval; only series with samples
 * @param scenarios the figures of each scenario in the interval
 * @param lostMillis how long the generator was kept from running in the interval, without waits of up to 50 ms
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Interval(
        long fromMillis,
        long toMillis,
        Phase phase,
        List<Series> series,
        List<ScenarioInterval> scenarios,
        double lostMillis) {

    /**
     * Copies mutable arguments.
     *
     * @param fromMillis start of the interval, in milliseconds since the start of the load
     * @param toMillis end of the interval, in milliseconds since the start of the load
     * @param phase phase of the load at the end of the interval
     * @param series the samples that ended in the interval; only series with samples
     * @param scenarios the figures of each scenario in the interval
     * @param lostMillis how long the generator was kept from running in the interval
     */
    public Interval {
        series = List.copyOf(series);
        scenarios = List.copyOf(scenarios);
    }

    /**
     * Reads an interval that a worker sent.
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

    /**
     * Returns the length of this interval.
     *
     * @return milliseconds
     */
    public long millis() {
        return toMillis - fromMillis;
    }

    /**
     * Returns the number of virtual users that were active at the end of this interval.
     *
     * @return the sum over all scenarios
     */
    public int users() {
        return scenarios.stream().mapToInt(ScenarioInterval::users).sum();
    }

    /**
     * Returns the target arrival rate at the end of this interval.
     *
     * @return iterations a second, the sum over all open scenarios; zero if there is none
     */
    public double targetPerSecond() {
        return scenarios.stream().mapToDouble(ScenarioInterval::targetPerSecond).sum();
    }

    /**
     * Returns whether this interval belongs to a period. Intervals are cut by a clock that may be some milliseconds
     * late, so one belongs to the stretch in which at least half of it lies.
     *
     * @param fromMillis start of the stretch, in milliseconds since the start of the load
     * @param toMillis end of the stretch
     * @return true if at least half of this interval lies in it
     */
    public boolean isWithin(long fromMillis, long toMillis) {
        long inside = Math.min(toMillis, this.toMillis) - Math.max(fromMillis, this.fromMillis);
        return inside > 0 && 2 * inside >= millis();
    }
}
