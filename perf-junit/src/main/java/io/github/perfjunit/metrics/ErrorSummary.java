// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Errors of one kind at one place, counted; the text is that of the first one.
 *
 * @param scenario name of the scenario
 * @param request name of the request, {@code (iteration)} for what the body threw outside a request, or {@code (user)}
 *     for what failed before a user's first iteration or after its last one
 * @param kind short name: a status such as {@code 503}, a transport problem such as {@code timeout}, or the simple
 *     class name of an exception
 * @param message text of the first error of this kind, shortened to 300 characters
 * @param count how many there were in all phases
 * @param measured how many of them fell into {@link Phase#MEASURE}
 * @param firstMillis when the first one ended, in milliseconds since the start of the load
 * @param lastMillis when the last one ended, in milliseconds since the start of the load
 * @param sample stack trace of the first one, or null where there is none
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

    /**
     * Adds what another part of the load saw of the same error.
     *
     * @param other summary of the same scenario, request, kind and message
     * @return the sum; the sample is that of the earlier one
     */
    public ErrorSummary plus(ErrorSummary other) {
        ErrorSummary first = firstMillis <= other.firstMillis ? this : other;
        return new ErrorSummary(
                scenario,
                request,
                kind,
                message,
                count + other.count,
                measured + other.measured,
                first.firstMillis,
                Math.max(lastMillis, other.lastMillis),
                first.sample);
    }
}
