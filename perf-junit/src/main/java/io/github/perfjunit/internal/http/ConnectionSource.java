// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import org.jspecify.annotations.Nullable;

/** Supplies the connections of one user's requests; used by the user's thread, except for {@link #close()}. */
interface ConnectionSource {

    /**
     * Returns an open connection to an origin, after a wait if it must be shared.
     *
     * @return null if the caller must open one and {@link #add} it
     * @throws Broken if the wait was ended
     */
    @Nullable
    Connection find(Origin origin) throws Broken;

    /** Takes a connection that was opened for the last requested origin. */
    void add(Connection connection);

    /** Closes a connection that can no longer be used. */
    void remove(Connection connection);

    /** Called when the request has ended; may be called again. */
    void requestEnded();

    /** Returns whether the last request was waiting for a connection to become free when it ended. */
    boolean isWaiting();

    /** Returns the time that the last request waited for connections it got. */
    long queuedNanos();

    /** Called when the user's set-up or an iteration has ended. */
    void iterationEnded();

    /** Closes everything, now and later; from any thread. */
    void close();
}
