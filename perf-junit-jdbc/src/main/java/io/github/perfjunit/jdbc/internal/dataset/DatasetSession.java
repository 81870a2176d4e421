// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import io.github.perfjunit.jdbc.internal.rows.Product;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection that scripts and loaders may set as they like, and that is set back again: it may be one of a pool. On
 * PostgreSQL one JVM at a time has it. Not thread-safe.
 */
final class DatasetSession implements AutoCloseable {

    private static final String APPLICATION = "perf-junit-dataset";
    private static final int ALIVE_SECONDS = 5;

    /** Lets one JVM at a time fill a database; any number that others are not likely to use. */
    private static final long LOCK = 7_377_463_219L;

    private static final String SETTINGS =
            "select name, setting from pg_settings where context in ('user', 'superuser') order by name";

    private final TestDatabase database;
    private final Connection connection;
    private final Product product;
    private final boolean autoCommit;
    private final boolean readOnly;
    private final int isolation;
    private final @Nullable String catalog;
    private final @Nullable String schema;
    private final Map<String, String> settings;
    private final String role;

    private DatasetSession(TestDatabase database, Connection connection, Product product) throws SQLException {
        this.database = database;
        this.connection = connection;
        this.product = product;
        this.autoCommit = connection.getAutoCommit();
        this.readOnly = connection.isReadOnly();
        this.isolation = connection.getTransactionIsolation();
        this.catalog = connection.getCatalog();
        this.schema = connection.getSchema();
        this.settings = isPostgres() ? settings() : Map.of();
        this.role = isPostgres() ? text("select current_setting('role')") : "";
    }

    /** Connects, and waits until nobody else fills the database. */
    static DatasetSession open(TestDatabase database) throws SQLException {
        Connection connection = database.connect(APPLICATION);
        try {
            DatasetSession session = new DatasetSession(database, connection, Product.of(connection));
            connection.setAutoCommit(true);
            if (session.isPostgres()) {
                session.execute("select pg_advisory_lock(" + LOCK + ")");
            }
            return session;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    Product product() {
        return product;
    }

    private boolean isPostgres() {
        return product == Product.POSTGRESQL;
    }

    /** Undoes all that a script may have set, but keeps the lock. */
    void restore() throws SQLException {
        connection.setAutoCommit(true);
        if (isPostgres()) {
            restorePostgres();
        } else {
            if (connection.isReadOnly() != readOnly) {
                connection.setReadOnly(readOnly);
            }
            if (connection.getTransactionIsolation() != isolation) {
                connection.setTransactionIsolation(isolation);
            }
            if (catalog != null && !catalog.equals(connection.getCatalog())) {
                connection.setCatalog(catalog);
            }
            if (schema != null && !schema.equals(connection.getSchema())) {
                connection.setSchema(schema);
            }
        }
    }

    /** A reset alone would undo what the pool has set as well. */
    private void restorePostgres() throws SQLException {
        for (String all : new String[] {
            "reset session authorization",
            "close all",
            "unlisten *",
            "deallocate all",
            "discard temp",
            "discard sequences",
            "reset all"
        }) {
            execute(all);
        }
        Map<String, String> now = settings();
        for (Map.Entry<String, String> before : settings.entrySet()) {
            if (!before.getValue().equals(now.get(before.getKey()))) {
                set(before.getKey(), before.getValue());
            }
        }
        set("role", role);
    }

    private Map<String, String> settings() throws SQLException {
        Map<String, String> found = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SETTINGS)) {
            while (rows.next()) {
                found.put(rows.getString(1), Objects.toString(rows.getString(2), ""));
            }
        }
        return found;
    }

    private void set(String name, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select set_config(?, ?, false)")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.execute();
        }
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Gives the connection back as it was, where it is still alive. */
    @Override
    public void close() throws SQLException {
        try {
            if (connection.isValid(ALIVE_SECONDS)) {
                restore();
                if (isPostgres()) {
                    execute("select pg_advisory_unlock_all()");
                }
                connection.setAutoCommit(autoCommit);
            }
        } finally {
            database.discard(connection);
        }
    }
}
