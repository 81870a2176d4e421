// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The result of one objective or fluent check.
 *
 * @param scope the part of the load it is about
 * @param measure the figure it looks at
 * @param operator {@code <=}, {@code <}, {@code >=} or {@code >}
 * @param limit the limit in the unit
 * @param limitText the limit as it was written, never rounded
 * @param value the measured value in the unit; NaN if there was no data
 * @param unit {@code ms}, {@code %}, {@code /s}, or empty for counts
 * @param state how it ended
 * @param samples how many samples the value rests on; zero for a verdict that counts none, such as one on a step
 * @param firstMissedMillis when the limit was first missed within one second's samples, in milliseconds since the start
 *     of the load; null if the objective was met or the time is not known
 * @param note why there is no verdict, or another remark; may be empty
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ObjectiveResult(
        Scope scope,
        Measure measure,
        String operator,
        double limit,
        String limitText,
        double value,
        String unit,
        State state,
        long samples,
        @Nullable Long firstMissedMillis,
        String note) {

    /** How an objective ended; anything but {@link #MET} fails the test. */
    public enum State {
        /** The limit was kept. */
        MET,
        /** The limit was not kept. */
        MISSED,
        /** There are too few samples for a verdict. */
        INCONCLUSIVE,
        /** There is no sample, or no such request. */
        NO_DATA
    }

    /**
     * Returns the text of a limit that was given as a number, without rounding it.
     *
     * @param limit the limit in its unit
     * @param unit {@code ms}, {@code %}, {@code /s}, or empty for counts
     * @return such as {@code 500 ms}, {@code 299.9995 ms}, {@code 0.001 %} or {@code 380/s}
     */
    public static String limitText(double limit, String unit) {
        return FigureText.exact(limit, unit);
    }

    /**
     * Returns the name of the objective's subject in messages and reports.
     *
     * @return the text of {@link #scope()}, such as {@code all requests}, a request name, or {@code scenario x}
     */
    public String subject() {
        return scope.text();
    }

    /**
     * Returns the name of the figure in messages and reports.
     *
     * @return the text of {@link #measure()}, such as {@code p95}, {@code error rate} or {@code throughput}
     */
    public String metric() {
        return measure.text();
    }

    /**
     * Returns the text of the measured value in messages and reports: to three digits, or with enough to distinguish it
     * from the limit; a rate in the unit in which its limit was written.
     *
     * @return such as {@code 612 ms}, {@code 300.155 ms}, or {@code -} if there was no data
     */
    public String valueText() {
        return FigureText.value(this);
    }

    /**
     * Returns whether the objective is an upper limit.
     *
     * @return true for {@code <=} and {@code <}
     */
    public boolean isUpperLimit() {
        return operator.startsWith("<");
    }

    /**
     * Returns whether the objective was met.
     *
     * @return true for {@link State#MET} alone
     */
    public boolean met() {
        return state == State.MET;
    }

    /**
     * Returns this objective as missed, because it ended the load early even though its figure over the whole time
     * meets the limit.
     *
     * @param why the reason, which replaces the note
     * @return the same figures with state {@link State#MISSED}
     */
    public ObjectiveResult missed(String why) {
        return new ObjectiveResult(
                scope, measure, operator, limit, limitText, value, unit, State.MISSED, samples, firstMissedMillis, why);
    }

    /**
     * Returns this objective with the time of its first miss.
     *
     * @param firstMissed milliseconds since the start of the load
     * @return the same result with that time
     */
    public ObjectiveResult firstMissedAt(long firstMissed) {
        return new ObjectiveResult(
                scope, measure, operator, limit, limitText, value, unit, state, samples, firstMissed, note);
    }

    /**
     * Reads the output of {@link #encode()}.
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
