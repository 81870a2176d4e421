// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

/**
 * What is known of a database server and a load on it; a negative figure is not known.
 *
 * @param cores processors of the server
 * @param activeBackends mean number of connections on whose behalf it worked
 * @param waitingForLocks mean number of those that waited for locks
 */
public record ServerFacts(int cores, double activeBackends, double waitingForLocks) {

    /** Nothing is known. */
    public static final ServerFacts UNKNOWN = new ServerFacts(-1, -1, -1);
}
