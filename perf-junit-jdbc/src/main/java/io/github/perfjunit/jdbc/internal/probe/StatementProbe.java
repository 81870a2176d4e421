// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.jdbc.Probe;
import java.sql.Connection;

/** A way to see what is executed on a connection. Thread-safe. */
public interface StatementProbe {

    /** Sees nothing but that connections are taken. */
    StatementProbe NONE = (connection, trace) -> connection;

    /**
     * Returns the way that a user chose.
     *
     * @throws IllegalArgumentException if it needs a library that is not there
     */
    static StatementProbe of(Probe probe) {
        return switch (probe) {
            case AUTO, PROXY -> new ProxyProbe();
            case P6SPY -> P6SpyProbe.create();
            case NONE -> NONE;
        };
    }

    /**
     * Returns a connection that passes everything on unchanged and tells a trace about it.
     *
     * @param connection the connection itself
     * @param trace told of what is executed on it
     */
    Connection wrap(Connection connection, ConnectionTrace trace);
}
