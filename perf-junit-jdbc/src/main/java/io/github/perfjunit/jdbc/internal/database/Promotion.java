// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.io.IOException;

/** Lets the replica of a server that was started for a test take its place, and puts all back. Thread-safe. */
public interface Promotion {

    /**
     * Promotes the replica; the server that it followed was stopped before.
     *
     * @return the port that takes writes from now on
     */
    int promote() throws IOException;

    /**
     * Gives the first server the data of the promoted one, starts it at its own port, and lets the other follow it as
     * before. Does nothing if none was promoted.
     */
    void restore() throws IOException;
}
