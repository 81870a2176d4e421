// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A database that takes rows. Not thread-safe. */
public interface RowTarget {

    /** Returns the connection through which they go. */
    Connection connection();

    /**
     * Begins a table.
     *
     * @param table name, quoted where SQL needs that
     * @param columns names, in the order of values
     */
    RowWriter open(String table, List<String> columns) throws SQLException;
}
