// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.TestPostgres;
import io.github.perfjunit.jdbc.internal.database.ServerControl;
import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A database known by its URL. With -Dperf.test.postgres.url, which may end all databases of that server, the tests ask
 * another server than the embedded one.
 */
record UrlDatabase(String jdbcUrl) implements TestDatabase {

    static UrlDatabase newPostgres() throws SQLException {
        String other = System.getProperty("perf.test.postgres.url");
        if (other == null) {
            return new UrlDatabase(TestPostgres.newDatabase());
        }
        String name = "diag" + System.nanoTime();
        new UrlDatabase(other).run("create database " + name);
        return new UrlDatabase(other.replace("/postgres?", "/" + name + "?"));
    }

    /** Waits until the collector of a PostgreSQL 14 has handed out what was done so far. */
    void settle() throws InterruptedException {
        if (System.getProperty("perf.test.postgres.url") != null) {
            Thread.sleep(700);
        }
    }

    void run(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public String description() {
        return "a test's database";
    }

    @Override
    public Optional<String> url() {
        return Optional.of(jdbcUrl);
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public String password() {
        return "";
    }

    @Override
    public Connection connect(String applicationName) throws SQLException {
        return DriverManager.getConnection(jdbcUrl);
    }

    @Override
    public Optional<ServerControl> control() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // The server ends with the JVM.
    }
}
