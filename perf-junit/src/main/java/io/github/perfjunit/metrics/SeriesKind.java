// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import org.apiguardian.api.API;

/**
 * The kind of samples that a {@link Series} counts.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum SeriesKind {
    /** A named request: an HTTP exchange, a database transaction, a step with no other request inside it. */
    REQUEST,
    /** A step with requests inside it, which are counted separately; never part of "all requests". */
    STEP,
    /** A whole iteration of a virtual user, pauses inside it included. */
    ITERATION,
    /** A database statement inside an iteration; only objectives that name it look at it. */
    STATEMENT,
    /** Opening a connection: name look-up, TCP and TLS together; never part of a response time. */
    CONNECT
}
