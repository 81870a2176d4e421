// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** How one product is asked about itself. Not thread-safe: one call at a time. */
interface ServerView {

    /** Returns the product with its version. */
    String product();

    /** Prepares a connection, the first one or one after it broke. */
    void attach(Connection connection) throws SQLException;

    /** Takes back what {@link #attach} or {@link #begin} changed; may be called again. */
    default void detach(Connection connection) throws SQLException {}

    /** Reads the counters for the first time. */
    void begin(Connection connection) throws SQLException;

    /** Looks at the sessions of the database but for our own. */
    List<Backend> sessions(Connection connection) throws SQLException;

    /** Returns how many sessions of others are still open, whose last figures may not have arrived. */
    long openSessions(Connection connection) throws SQLException;

    /** Returns the shortest pause between two looks that still shows something new. */
    default long leastPauseMillis() {
        return 0;
    }

    /** Returns how long after the end of the last session its figures may still be on their way. */
    default long lateMillis() {
        return 0;
    }

    /** Reads the counters again and writes down what changed. */
    void end(Connection connection, Map<String, ClientFigures> client, ReportDraft draft) throws SQLException;
}
