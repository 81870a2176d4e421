// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Errors of one kind at one place, counted; messages that differ only in their numbers count as one, with the text of
 * the first.
 *
 * @param scenario name of the scenario
 * @param request name of the request, {@code (iteration)} for an error that the body threw outside a request, or {@code
 *     (user)} for a failure before a user's first iteration or after its last one
 * @param kind short name: a status such as {@code 503}, a transport problem such as {@code timeout}, or the simple
 *     class name of an exception
 * @param message text of the first error of this kind, shortened to 300 characters
 * @param count how many there were in all phases
 * @param measured how many of them fell into {@link Phase#MEASURE}
 * @param firstMillis when the first one ended, in milliseconds since the start of the load
 * @param lastMillis when the last one ended, in milliseconds since the start of the load
 * @param sample stack trace of the first one; null if there is none
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ErrorSummary(
        String scenario,
        String request,
        String kind,
        String message,
        long count,
        long measured,
        long firstMillis,
        long lastMillis,
        @Nullable String sample) {

    /** A longer message was cut off, at a place that depends on how long the numbers before it are. */
    private static final int WHOLE_MESSAGE = 300;

    private static final int PATTERN_OF_CUT_MESSAGE = 150;

    /** The most frequent errors first; errors that are as frequent in the order of their requests and messages. */
    private static final Comparator<ErrorSummary> ORDER = Comparator.comparingLong(ErrorSummary::count)
            .reversed()
            .thenComparing(ErrorSummary::request)
            .thenComparing(ErrorSummary::message);

    /**
     * Returns where in the user's own code the first one was thrown.
     *
     * @return file and line such as {@code MissTest.java:39}; class and method such as {@code MissTest.visit} if the
     *     class file has no line numbers; empty if no frame of the sample is in the user's code
     */
    public String place() {
        return UserFrame.place(sample);
    }

    /**
     * Returns the pattern of a message, which is the same for messages that differ only in their numbers: numbers with
     * signs, exponents and separators, durations, addresses, UUIDs and hexadecimal identifiers are each replaced by
     * {@code #}.
     *
     * @param message any text
     * @return the pattern, such as {@code # after #} for {@code 503 after 12 ms}
     */
    public static String pattern(String message) {
        String pattern = MessagePattern.of(message);
        return message.length() <= WHOLE_MESSAGE || pattern.length() <= PATTERN_OF_CUT_MESSAGE
                ? pattern
                : pattern.substring(0, PATTERN_OF_CUT_MESSAGE);
    }

    /**
     * Adds up errors of the same scenario, request and kind whose messages differ only in their numbers.
     *
     * @param errors errors of one load, of all its parts
     * @return one element an error, the most frequent first
     */
    public static List<ErrorSummary> merge(Collection<ErrorSummary> errors) {
        Map<List<String>, ErrorSummary> sums = new LinkedHashMap<>();
        for (ErrorSummary error : errors) {
            List<String> key = List.of(error.scenario, error.request, error.kind, pattern(error.message));
            sums.merge(key, error, ErrorSummary::plus);
        }
        return sums.values().stream().sorted(ORDER).toList();
    }

    /**
     * Adds the counts of the same error from another part of the load.
     *
     * @param other summary of the same scenario, request and kind, whose message has the same {@link #pattern pattern}
     * @return the sum; message and sample are those of the earlier one
     */
    public ErrorSummary plus(ErrorSummary other) {
        ErrorSummary first = firstMillis <= other.firstMillis ? this : other;
        return new ErrorSummary(
                scenario,
                request,
                kind,
                first.message,
                count + other.count,
                measured + other.measured,
                first.firstMillis,
                Math.max(lastMillis, other.lastMillis),
                first.sample);
    }
}
