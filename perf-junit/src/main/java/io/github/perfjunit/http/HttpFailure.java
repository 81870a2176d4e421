// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.http;

import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Recorded;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a request got no usable answer, or an answer that was not expected; the request is already counted.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HttpFailure extends RuntimeException implements Recorded {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Response response;
    /** The outcome under which the request is counted. */
    private final Outcome outcome;

    /** Short name of the problem. */
    private final String kind;

    /**
     * Creates a failure.
     *
     * @param outcome the outcome under which the request is counted
     * @param kind short name of the problem, such as {@code 503}, {@code timeout}, {@code connect}
     * @param message a sentence without secrets
     * @param response the answer, if there was one
     * @param cause the underlying exception, if any
     */
    public HttpFailure(
            Outcome outcome, String kind, String message, @Nullable Response response, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
        this.kind = kind;
        this.response = response;
    }

    /**
     * Returns the outcome under which the request is counted.
     *
     * @return a failure, or {@link Outcome#INTERRUPTED}
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Returns the short name under which results list the problem.
     *
     * @return the status, or one of {@code timeout}, {@code connect}, {@code dns}, {@code proxy}, {@code tls}, {@code
     *     reset}, {@code closed}, {@code protocol}, {@code too large}, {@code not sent}, {@code redirect}, {@code not
     *     allowed}, {@code body}, {@code io}, {@code interrupted}
     */
    public String kind() {
        return kind;
    }

    /**
     * Returns the answer.
     *
     * @return the answer, or null if there was none that could be read
     */
    public @Nullable Response response() {
        return response;
    }
}
