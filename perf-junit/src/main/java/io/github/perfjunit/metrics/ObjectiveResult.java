// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One objective or fluent check, held against what was measured.
 *
 * @param subject what it is about: {@code all requests}, a request name, or {@code scenario x}
 * @param metric what was looked at: {@code p95}, {@code error rate}, {@code throughput} …
 * @param operator {@code <=}, {@code <}, {@code >=} or {@code >}
 * @param limit the limit in the metric's unit
 * @param value the measured value in the metric's unit; NaN where there was no data
 * @param unit {@code ms}, {@code %}, {@code /s}, or empty for counts
 * @param state how it ended
 * @param samples how many samples the value rests on
 * @param firstMissedMillis when the limit was first missed within one second's samples, in milliseconds since the
 *     start of the load; null where it held or where that is not known
 * @param note why there is no verdict, or what else to know; empty if nothing
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ObjectiveResult(
        String subject,
        String metric,
        String operator,
        double limit,
        double value,
        String unit,
        State state,
        long samples,
        @Nullable Long firstMissedMillis,
        String note) {

    /** How an objective ended; anything but {@link #MET} fails the test. */
    public enum State {
        /** The limit held. */
        MET,
        /** The limit did not hold. */
        MISSED,
        /** There are too few samples to say. */
        INCONCLUSIVE,
        /** There is no sample, or no such request. */
        NO_DATA
    }

    /**
     * Tells whether the objective held.
     *
     * @return true for {@link State#MET} alone
     */
    public boolean met() {
        return state == State.MET;
    }

    /**
     * Returns this objective as missed, for one that ended the load although its figure over the whole time would do.
     *
     * @param why the reason, which replaces the note
     * @return the same figures with state {@link State#MISSED}
     */
    public ObjectiveResult missed(String why) {
        return new ObjectiveResult(
                subject, metric, operator, limit, value, unit, State.MISSED, samples, firstMissedMillis, why);
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @param encoded its text
     * @return an equal value
     * @throws IllegalArgumentException if the text is not such an encoding
     */
    public static ObjectiveResult decode(String encoded) {
        return RecordJson.read(encoded, ObjectiveResult.class);
    }

    /**
     * Writes this value without loss.
     *
     * @return JSON without line breaks
     */
    public String encode() {
        return RecordJson.write(this);
    }
}
