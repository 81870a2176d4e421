// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import org.apiguardian.api.API;

/**
 * How a request or an iteration ended.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Outcome {
    /** As expected. */
    OK,
    /** An answer arrived, with a status that was not expected. */
    STATUS,
    /** An answer arrived, with content that was not expected; for an iteration: an assertion in its body failed. */
    CHECK,
    /** No usable answer: timeout, refused connection, reset, TLS failure, malformed message, exception in the body. */
    ERROR,
    /** Cut off by the end of the load; not part of latencies and error rates. */
    INTERRUPTED,
    /** Iteration ended by a failed assumption; not part of latencies and error rates. */
    SKIPPED;

    /**
     * Returns whether this outcome counts as an error in error rates.
     *
     * @return true for {@link #STATUS}, {@link #CHECK} and {@link #ERROR}
     */
    public boolean isFailure() {
        return this == STATUS || this == CHECK || this == ERROR;
    }
}
