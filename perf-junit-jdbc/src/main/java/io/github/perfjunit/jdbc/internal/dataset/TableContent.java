// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.rows.FoundTable;
import io.github.perfjunit.jdbc.internal.rows.Product;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Arrays;

/**
 * A sum over the rows of a table, which does not depend on their order and is another once rows were changed. Each way
 * reads the table once.
 */
final class TableContent {

    private static final int FETCHED = 1_000;

    private TableContent() {}

    static String sum(Connection connection, Product product, FoundTable table) throws SQLException {
        return switch (product) {
            case POSTGRESQL -> ofWriters(connection, table);
            case MYSQL -> checksum(connection, table);
            default -> ofValues(connection, table);
        };
    }

    /** Sums up the transactions that wrote the rows: whatever writes to a row leaves a later one. */
    private static String ofWriters(Connection connection, FoundTable table) throws SQLException {
        if (!hasWriters(connection, table)) {
            return "";
        }
        return single(connection, "select coalesce(sum(xmin::text::bigint), 0) from " + table.sql(), 1);
    }

    /** Views and foreign tables have none. */
    private static boolean hasWriters(Connection connection, FoundTable table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select relkind in ('r', 'p', 'm') from pg_class where oid = to_regclass(?)")) {
            statement.setString(1, table.sql());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static String checksum(Connection connection, FoundTable table) throws SQLException {
        return single(connection, "checksum table " + table.sql(), 2);
    }

    private static String single(Connection connection, String sql, int column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(column)) : "";
        }
    }

    private static String ofValues(Connection connection, FoundTable table) throws SQLException {
        long sum = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED);
            try (ResultSet rows = statement.executeQuery("select * from " + table.sql())) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    long row = 0;
                    for (int i = 1; i <= columns; i++) {
                        row = mixed(row * 31 + value(rows, i));
                    }
                    sum += row;
                }
            }
        }
        return Long.toHexString(sum);
    }

    private static int value(ResultSet row, int column) throws SQLException {
        return switch (row.getMetaData().getColumnType(column)) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                Arrays.hashCode(row.getBytes(column));
            default -> String.valueOf(row.getString(column)).hashCode();
        };
    }

    /** Lets each bit depend on all others, as splitmix64 does. */
    private static long mixed(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
