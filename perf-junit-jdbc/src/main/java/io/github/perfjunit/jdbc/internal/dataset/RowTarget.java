// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.rows.RowWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A database that takes rows. Not thread-safe. */
public interface RowTarget {

    /** Returns a connection for statements, which refuses them while a table is open. */
    Connection connection();

    /**
     * Begins a table.
     *
     * @param table name, quoted where SQL needs that
     * @param columns names, in the order of values
     */
    RowWriter open(String table, List<String> columns) throws SQLException;
}
