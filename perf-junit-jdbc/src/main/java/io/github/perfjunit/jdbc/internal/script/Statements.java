// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Runs statements as an application does: prepared and closed each time, which is what caches of drivers are for. */
final class Statements {

    private Statements() {}

    /** Runs a query and reads the first column of all its rows. */
    static void read(Connection connection, String sql, int key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, key);
            readAll(statement);
        }
    }

    /** Runs a query with two values and reads the first column of all its rows. */
    static void read(Connection connection, String sql, int from, int to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, from);
            statement.setInt(2, to);
            readAll(statement);
        }
    }

    private static void readAll(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            boolean more = rows.next();
            while (more) {
                rows.getString(1);
                more = rows.next();
            }
        }
    }

    /** Changes the row of a key; returns how many rows that were. */
    static int change(Connection connection, String sql, int key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, key);
            return statement.executeUpdate();
        }
    }
}
