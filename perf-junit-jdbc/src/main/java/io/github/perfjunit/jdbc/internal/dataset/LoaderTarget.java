// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.rows.Product;
import io.github.perfjunit.jdbc.internal.rows.RowWriter;
import io.github.perfjunit.jdbc.internal.rows.RowWriters;
import io.github.perfjunit.jdbc.internal.rows.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks what a loader asks for before the database does, and notes its tables. */
final class LoaderTarget implements RowTarget {

    private final Connection connection;
    private final Connection guarded;
    private final Product product;
    private final TouchedTables tables;
    private @Nullable String open;

    LoaderTarget(Connection connection, Product product, TouchedTables tables, Losses losses) {
        this.connection = connection;
        this.product = product;
        this.tables = tables;
        this.guarded = GuardedConnection.around(connection, this::checkIsClosed, losses::refuse);
    }

    @Override
    public Connection connection() {
        return guarded;
    }

    @Override
    public RowWriter open(String table, List<String> columns) throws SQLException {
        if (open != null) {
            throw new IllegalStateException("the table " + open + " must be closed before " + table + " is begun");
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("no column of the table " + table + " was named");
        }
        for (String name : columns) {
            check(name);
        }
        check(table);
        RowWriter writer = RowWriters.open(connection, product, table, columns);
        open = table;
        tables.add(table);
        return new Checked(writer, table, columns.size());
    }

    /** Returns the table that a loader has left open, whose last rows are missing. */
    Optional<String> leftOpen() {
        return Optional.ofNullable(open);
    }

    private void checkIsClosed() {
        if (open != null) {
            throw new IllegalStateException("the table " + open + " must be closed before the connection is used");
        }
    }

    private static void check(String name) {
        if (!SqlNames.isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is not a name; one with other characters than letters,"
                    + " digits and _ must stand in double quotes");
        }
    }

    /** Counts values, and lets the next table begin when it is closed. */
    private final class Checked implements RowWriter {

        private final RowWriter writer;
        private final String table;
        private final int columns;
        private boolean closed;

        Checked(RowWriter writer, String table, int columns) {
            this.writer = writer;
            this.table = table;
            this.columns = columns;
        }

        @Override
        public void row(@Nullable Object... values) throws SQLException {
            if (closed) {
                throw new IllegalStateException("the table " + table + " is closed");
            }
            if (values.length != columns) {
                throw new IllegalArgumentException("a row of the table " + table + " has " + values.length
                        + " values but there are " + columns + " columns");
            }
            writer.row(values);
        }

        @Override
        public void close() throws SQLException {
            if (!closed) {
                closed = true;
                open = null;
                writer.close();
            }
        }
    }
}
