// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.rows;

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
    private final Product product;
    private final String head;
    private final String tuple;
    private final int columns;
    private final int rowsAtOnce;
    private final boolean inOneStatement;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private @Nullable PreparedStatement full;

    InsertWriter(Connection connection, Product product, String table, List<String> columns) {
        this.connection = connection;
        this.product = product;
        this.head = "insert into " + table + " (" + String.join(", ", columns) + ") values ";
        this.tuple = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        this.columns = columns.size();
        this.inOneStatement = product.takesManyRows();
        this.rowsAtOnce = inOneStatement ? Math.max(1, Math.min(ROWS, VALUES / columns.size())) : ROWS;
    }

    @Override
    public void row(@Nullable Object... values) throws SQLException {
        rows.add(values.clone());
        if (rows.size() == rowsAtOnce) {
            PreparedStatement statement = full;
            if (statement == null) {
                statement = connection.prepareStatement(sql(rowsAtOnce));
                full = statement;
            }
            insert(statement);
        }
    }

    private String sql(int count) {
        return head + (inOneStatement ? String.join(", ", Collections.nCopies(count, tuple)) : tuple);
    }

    private void insert(PreparedStatement statement) throws SQLException {
        int at = 1;
        for (@Nullable Object[] row : rows) {
            for (int i = 0; i < columns; i++) {
                statement.setObject(at++, ColumnValues.of(row[i], product, i));
            }
            if (!inOneStatement) {
                statement.addBatch();
                at = 1;
            }
        }
        rows.clear();
        if (inOneStatement) {
            statement.executeUpdate();
        } else {
            statement.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            if (!rows.isEmpty()) {
                try (PreparedStatement rest = connection.prepareStatement(sql(rows.size()))) {
                    insert(rest);
                }
            }
        } finally {
            if (full != null) {
                full.close();
            }
        }
    }
}
