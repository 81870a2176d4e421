// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import io.github.perfjunit.jdbc.TestPostgres;
import io.github.perfjunit.jdbc.internal.database.ServerControl;
import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** A database known by its address. */
record AddressedDatabase(Optional<String> url, String user, String password) implements TestDatabase {

    /** Makes an empty database of the tests' PostgreSQL. */
    static AddressedDatabase empty() throws SQLException {
        return at(TestPostgres.newDatabase());
    }

    static AddressedDatabase at(String url) {
        return new AddressedDatabase(Optional.of(url.replace("?user=postgres", "")), "postgres", "");
    }

    AddressedDatabase as(String otherUser, String otherPassword) {
        return new AddressedDatabase(url, otherUser, otherPassword);
    }

    @Override
    public String description() {
        return "PostgreSQL of the tests";
    }

    @Override
    public Connection connect(String applicationName) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", applicationName);
        return DriverManager.getConnection(url.orElseThrow(), properties);
    }

    @Override
    public Optional<ServerControl> control() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
