// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts rows, many in one statement where the database takes that, else in batches. */
final class InsertWriter implements RowWriter {

    private static final int ROWS = 200;

    /** SQL Server takes 2100 values in one statement, the least of those that take many rows. */
    private static final int VALUES = 2_000;

    private final Connection connection;
    private final String head;
    private final String tuple;
    private final int columns;
    private final int rowsAtOnce;
    private final boolean inOneStatement;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    InsertWriter(Connection connection, String table, List<String> columns, boolean manyRows) {
        this.connection = connection;
        this.head = "insert into " + table + " (" + String.join(", ", columns) + ") values ";
        this.tuple = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        this.columns = columns.size();
        this.inOneStatement = manyRows;
        this.rowsAtOnce = manyRows ? Math.max(1, Math.min(ROWS, VALUES / columns.size())) : ROWS;
    }

    @Override
    public void row(@Nullable Object[] values) throws SQLException {
        rows.add(values.clone());
        if (rows.size() == rowsAtOnce) {
            flush();
        }
    }

    private void flush() throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String sql = head + (inOneStatement ? String.join(", ", Collections.nCopies(rows.size(), tuple)) : tuple);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int at = 1;
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < columns; i++) {
                    statement.setObject(at++, value(row[i]));
                }
                if (!inOneStatement) {
                    statement.addBatch();
                    at = 1;
                }
            }
            if (inOneStatement) {
                statement.executeUpdate();
            } else {
                statement.executeBatch();
            }
        }
        rows.clear();
    }

    private static @Nullable Object value(@Nullable Object value) {
        return value instanceof Enum<?> constant
                ? constant.name()
                : value instanceof CharSequence text ? text.toString() : value;
    }

    @Override
    public void close() throws SQLException {
        flush();
    }
}
