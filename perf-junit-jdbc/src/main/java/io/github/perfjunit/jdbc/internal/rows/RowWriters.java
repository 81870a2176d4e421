// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes rows in the quickest way that a database has. */
public final class RowWriters {

    private static final String DRIVER = "PostgreSQL JDBC";

    private RowWriters() {}

    /**
     * Begins to write rows. Until the writer is closed some of them may be held back; the connection can be used all the
     * same.
     *
     * @param product what the connection leads to
     * @param table name, quoted where SQL needs that
     * @param columns names, in the order of values; at least one
     */
    public static RowWriter open(Connection connection, Product product, String table, List<String> columns)
            throws SQLException {
        // With another driver the class may be missing.
        boolean copies =
                product.copies() && connection.getMetaData().getDriverName().startsWith(DRIVER);
        return copies && PostgresCopy.isFor(connection)
                ? new PostgresCopy(connection, table, columns)
                : new InsertWriter(connection, product, table, columns);
    }
}
