// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * How many samples of one request of one scenario, or of its iterations, steps, statements or connects, there were in one
 * phase.
 *
 * @param key the subject and phase of the samples
 * @param outcomes how many samples ended in each outcome; an outcome that is absent was not seen
 * @param okEnded samples that ended well, by the phase in which they ended
 * @param cutOff number of samples that the end of the load cut off
 * @param bytesSent bytes written for them, headers included
 * @param bytesReceived bytes read for them, headers included
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StoredCounts(
        Series.Key key,
        Map<Outcome, Long> outcomes,
        Map<Phase, Long> okEnded,
        long cutOff,
        long bytesSent,
        long bytesReceived) {

    /**
     * Copies mutable arguments.
     *
     * @param key the subject and phase of the samples
     * @param outcomes how many samples ended in each outcome
     * @param okEnded samples that ended well, by the phase in which they ended
     * @param cutOff number of samples that the end of the load cut off
     * @param bytesSent bytes written for them, headers included
     * @param bytesReceived bytes read for them, headers included
     */
    public StoredCounts {
        outcomes = Map.copyOf(outcomes);
        okEnded = Map.copyOf(okEnded);
    }

    /**
     * Counts the samples of a series.
     *
     * @param series the series
     * @return its counts
     */
    public static StoredCounts of(Series series) {
        return new StoredCounts(
                series.key(),
                series.counts(),
                series.okEnded(),
                series.cutOff().count(),
                series.bytesSent(),
                series.bytesReceived());
    }

    /** Adds up all outcomes. */
    long samples() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }
}
