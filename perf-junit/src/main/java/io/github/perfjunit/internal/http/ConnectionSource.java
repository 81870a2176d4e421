// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import org.jspecify.annotations.Nullable;

/** Where one user's requests get their connections; used by the user's thread, but for {@link #close()}. */
interface ConnectionSource {

    /**
     * Returns an open connection to an origin, after a wait if it must be shared.
     *
     * @return null if the caller is to open one, and then to {@link #add} it
     * @throws Broken if the wait was ended
     */
    @Nullable
    Connection find(Origin origin) throws Broken;

    /** Takes a connection that was opened for the origin looked for last. */
    void add(Connection connection);

    /** Closes a connection that is of no use any more. */
    void remove(Connection connection);

    /** Told that the request that looked for connections has ended; may be told again. */
    void requestEnded();

    /** Tells whether the last request was waiting for a connection to become free when it ended. */
    boolean isWaiting();

    /** How long the last request waited for connections that it got. */
    long queuedNanos();

    /** Told that the user's set-up or an iteration has ended. */
    void iterationEnded();

    /** Closes everything, now and later; from any thread. */
    void close();
}
