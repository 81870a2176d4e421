// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The database that a test runs against, wherever it came from. Thread-safe. */
public interface TestDatabase extends AutoCloseable {

    /** Returns what it is for readers, such as {@code embedded PostgreSQL 17.11}; without secrets. */
    String description();

    /** Returns its JDBC URL without user and password; empty if only a data source is known. */
    Optional<String> url();

    /** Returns the user to connect as; empty if none is known. */
    String user();

    /** Returns that user's password; never to be shown. */
    String password();

    /**
     * Opens a connection of its own, outside any pool and any probe.
     *
     * @param applicationName by which the server can tell it from those of the load, where it knows such names
     */
    Connection connect(String applicationName) throws SQLException;

    /**
     * Closes a connection whose session is not as it was, so that nobody else gets it, as far as a pool can be told.
     *
     * @param connection one of {@link #connect}
     */
    default void discard(Connection connection) throws SQLException {
        connection.close();
    }

    /** Returns who can stop and start the server; empty if it is not ours to stop. */
    Optional<ServerControl> control();

    /** Returns its streaming replicas, each as a database of its own; none if none are known. */
    default List<TestDatabase> replicas() {
        return List.of();
    }

    /** Returns who can promote the only replica; empty if nobody can. */
    default Optional<Promotion> promotion() {
        return Optional.empty();
    }

    /** Releases what was started for it; may be called again. */
    @Override
    void close();
}
