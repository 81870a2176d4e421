// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.internal.database.Promotion;
import io.github.perfjunit.jdbc.internal.database.ServerControl;
import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A database that is reached by another URL, which leads through a proxy. */
record ProxiedDatabase(TestDatabase database, String proxiedUrl) implements TestDatabase {

    @Override
    public String description() {
        return database.description();
    }

    @Override
    public Optional<String> url() {
        return Optional.of(proxiedUrl);
    }

    @Override
    public String user() {
        return database.user();
    }

    @Override
    public String password() {
        return database.password();
    }

    @Override
    public Connection connect(String applicationName) throws SQLException {
        return database.connect(applicationName);
    }

    @Override
    public Optional<ServerControl> control() {
        return database.control();
    }

    @Override
    public Optional<Promotion> promotion() {
        return database.promotion();
    }

    @Override
    public List<TestDatabase> replicas() {
        return database.replicas();
    }

    @Override
    public void close() {
        database.close();
    }
}
