// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.io.IOException;

/** Stops and starts a server that was started for a test; it keeps its data, its address and its port. Thread-safe. */
public interface ServerControl {

    /** Stops the server as an administrator would: running transactions are ended, clients are told. */
    void stop() throws IOException;

    /** Ends the server's processes at once, as a crash does. */
    void crash() throws IOException;

    /** Starts it again and returns when it takes connections. */
    void start() throws IOException;
}
