// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.internal.database.SqlFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs our own statements, each marked so that it can be told from those of the load. */
final class Sql {

    /** By this name the server knows our connection. */
    static final String APPLICATION = "perf-junit-diag";

    /** Every statement of ours has it after its first word: PostgreSQL 18 forgets a comment before that. */
    static final String MARK = "/* perf-junit */";

    static final int MOST_ROWS = 20_000;

    private Sql() {}

    static List<Row> rows(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(marked(sql))) {
            statement.setMaxRows(MOST_ROWS);
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return rows(result);
            }
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(marked(sql));
        }
    }

    static String marked(String sql) {
        int space = sql.indexOf(' ');
        return sql.substring(0, space + 1) + MARK + sql.substring(space);
    }

    /** Says what an error of one of our own statements was. */
    static String reason(SQLException error) {
        return SqlFailures.describe(error);
    }

    private static List<Row> rows(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<Row> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, @Nullable Object> values = new HashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), result.getObject(i));
            }
            rows.add(new Row(values));
        }
        return rows;
    }
}
