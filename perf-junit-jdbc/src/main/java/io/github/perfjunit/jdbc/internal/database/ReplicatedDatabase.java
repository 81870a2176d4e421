// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A database whose server has streaming replicas.
 *
 * @param primary the database that takes writes
 * @param replicas the same database in each replica
 * @param promotion who can promote the only replica; empty if there are several
 */
record ReplicatedDatabase(TestDatabase primary, List<TestDatabase> replicas, Optional<Promotion> promotion)
        implements TestDatabase {

    ReplicatedDatabase {
        replicas = List.copyOf(replicas);
    }

    @Override
    public String description() {
        return primary.description();
    }

    @Override
    public Optional<String> url() {
        return primary.url();
    }

    @Override
    public String user() {
        return primary.user();
    }

    @Override
    public String password() {
        return primary.password();
    }

    @Override
    public Connection connect(String applicationName) throws SQLException {
        return primary.connect(applicationName);
    }

    @Override
    public Optional<ServerControl> control() {
        return primary.control();
    }

    @Override
    public void close() {
        primary.close();
    }

    @Override
    public String toString() {
        return description();
    }
}
