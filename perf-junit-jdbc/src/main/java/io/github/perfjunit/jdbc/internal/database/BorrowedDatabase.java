// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A database that somebody else closes. */
record BorrowedDatabase(TestDatabase owned) implements TestDatabase {

    @Override
    public String description() {
        return owned.description();
    }

    @Override
    public Optional<String> url() {
        return owned.url();
    }

    @Override
    public String user() {
        return owned.user();
    }

    @Override
    public String password() {
        return owned.password();
    }

    @Override
    public Connection connect(String applicationName) throws SQLException {
        return owned.connect(applicationName);
    }

    @Override
    public Optional<ServerControl> control() {
        return owned.control();
    }

    @Override
    public Optional<Promotion> promotion() {
        return owned.promotion();
    }

    @Override
    public List<TestDatabase> replicas() {
        return owned.replicas();
    }

    /** Left to the owner. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return owned.description();
    }
}
