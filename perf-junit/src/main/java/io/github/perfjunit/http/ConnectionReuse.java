// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.http;

import org.apiguardian.api.API;

/**
 * Lifetime and sharing of virtual users' connections.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum ConnectionReuse {

    /** Each user has connections of its own and keeps them until it ends, like a browser or app that stays open. */
    PER_USER,

    /** Each user has connections of its own and closes them after each iteration: every iteration is a new visitor. */
    NEW_PER_ITERATION,

    /**
     * All users of the scenario share a limited number of connections to each origin, as the requests of one service to
     * another do. The wait for a free one is part of the response time.
     */
    SHARED_POOL
}
