// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;

/** Fills a table by batches of inserts, which each database has. */
final class BatchRows implements Table.Sink {

    private static final int BATCH = 1000;

    private final PreparedStatement insert;
    private int column;

    private BatchRows(PreparedStatement insert) {
        this.insert = insert;
    }

    static void fill(Connection connection, Table table) throws SQLException {
        String values = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
        String sql =
                "insert into " + table.name() + " (" + String.join(", ", table.columns()) + ") values (" + values + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            BatchRows rows = new BatchRows(insert);
            for (long row = 1; row <= table.rows(); row++) {
                rows.column = 0;
                table.source().write(row, rows);
                insert.addBatch();
                if (row % BATCH == 0 || row == table.rows()) {
                    insert.executeBatch();
                }
            }
        }
    }

    @Override
    public void number(long value) throws SQLException {
        insert.setLong(++column, value);
    }

    @Override
    public void text(String value) throws SQLException {
        insert.setString(++column, value);
    }
}
