// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.rows;

import io.github.perfjunit.metrics.FigureFormat;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How many rows tables have. */
public final class TableSizes {

    private static final int MOST = 100_000;

    private TableSizes() {}

    /** Counts all rows. */
    public static long count(Connection connection, FoundTable table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table.sql())) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Returns such as {@code 1,204 rows}, without counting those of a large table. */
    public static String phrase(Connection connection, FoundTable table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(MOST + 1);
            try (ResultSet rows = statement.executeQuery("select 1 from " + table.sql())) {
                int count = 0;
                while (rows.next()) {
                    count++;
                }
                if (count > MOST) {
                    return "more than " + FigureFormat.count(MOST, "row");
                }
                return count == 0 ? "no rows" : FigureFormat.count(count, "row");
            }
        }
    }
}
