// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.sql.Connection;

/** A way to see what is executed on a connection. Thread-safe. */
public interface StatementProbe {

    /** Sees nothing but that connections are taken. */
    StatementProbe NONE = (connection, trace) -> connection;

    /**
     * Returns a connection that passes everything on unchanged and tells a trace about it.
     *
     * @param connection the connection itself
     * @param trace told of what is executed on it
     */
    Connection wrap(Connection connection, ConnectionTrace trace);
}
