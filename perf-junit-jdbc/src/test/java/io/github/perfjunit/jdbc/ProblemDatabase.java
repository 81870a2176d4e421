// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of the test server for problems made on purpose, and what they are made of. */
final class ProblemDatabase {

    /** What of the test server is true for every load that writes. */
    static final String[] FAST_SERVER = {"fsync", "full_page_writes", "synchronous_commit"};

    private ProblemDatabase() {}

    /**
     * Makes one and returns its URL with a {@code socketTimeout}, so that this is no finding.
     *
     * @param statements fill it; autovacuum is off, as it would be a finding whenever it happens to run
     */
    static String with(String... statements) throws SQLException {
        String url = TestPostgres.newDatabase();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create extension pg_stat_statements");
            for (String sql : statements) {
                statement.execute(sql);
                if (sql.startsWith("create table ") && !sql.contains("autovacuum_enabled")) {
                    statement.execute("alter table " + table(sql) + " set (autovacuum_enabled = off)");
                }
            }
            statement.execute("analyze");
        }
        return url + "&socketTimeout=30";
    }

    private static String table(String create) {
        int start = "create table ".length();
        return create.substring(start, create.indexOf(' ', start));
    }

    static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            if (statement.execute()) {
                readAll(statement);
            }
        }
    }

    private static void readAll(Statement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }
}
