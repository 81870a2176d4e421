// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * What a database says about a dataset that it was filled with.
 *
 * @param fingerprint hash of the dataset
 * @param rowCounts tables with their rows, as {@code orders=1000,items=5000}
 */
record DatasetRecord(String fingerprint, String rowCounts) {

    private static final String TABLE = "perf_junit_dataset";
    private static final int MOST = 4_000;

    /** Reads what was written; the connection commits each statement by itself. */
    static Optional<DatasetRecord> read(Connection connection, String name) throws SQLException {
        if (!exists(connection)) {
            return Optional.empty();
        }
        try (PreparedStatement statement =
                connection.prepareStatement("select fingerprint, row_counts from " + TABLE + " where name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new DatasetRecord(row.getString(1), row.getString(2)))
                        : Optional.empty();
            }
        }
    }

    /** Writes it in place of an older one. */
    void write(Connection connection, String name) throws SQLException {
        if (!exists(connection)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table " + TABLE + " (name varchar(200) primary key,"
                        + " fingerprint varchar(64) not null, row_counts varchar(" + MOST + ") not null)");
            }
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from " + TABLE + " where name = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into " + TABLE + " (name, fingerprint, row_counts) values (?, ?, ?)")) {
            insert.setString(1, name);
            insert.setString(2, fingerprint);
            insert.setString(3, rowCounts);
            insert.executeUpdate();
        }
    }

    /** Tells whether its tables have as many rows as then. */
    boolean fits(Connection connection) throws SQLException {
        List<String> tables = Stream.of(rowCounts.split(","))
                .filter(part -> part.contains("="))
                .map(part -> part.substring(0, part.lastIndexOf('=')))
                .toList();
        return count(connection, tables).equals(rowCounts);
    }

    /** Counts the rows of tables; those that are gone are left out. */
    static String count(Connection connection, List<String> tables) throws SQLException {
        StringJoiner counts = new StringJoiner(",");
        for (String table : existing(connection, tables)) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from " + table)) {
                row.next();
                String count = table + "=" + row.getLong(1);
                if (counts.length() + count.length() < MOST) {
                    counts.add(count);
                }
            }
        }
        return counts.toString();
    }

    /** Returns those tables that are there. */
    static List<String> existing(Connection connection, List<String> tables) throws SQLException {
        List<String> existing = new ArrayList<>();
        for (String table : tables) {
            if (has(connection, table)) {
                existing.add(table);
            }
        }
        return existing;
    }

    private static boolean exists(Connection connection) throws SQLException {
        return has(connection, TABLE);
    }

    /** Tells whether a table can be read. There is no portable way to find one along the path of schemas but to try. */
    private static boolean has(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("select 1 from " + table + " where 1 = 0")) {
            return !none.next();
        } catch (SQLException e) {
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            if (state.startsWith("42")) {
                return false;
            }
            throw e;
        }
    }
}
