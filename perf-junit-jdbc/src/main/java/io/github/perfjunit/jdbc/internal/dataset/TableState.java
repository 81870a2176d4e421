// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.rows.FoundTable;
import io.github.perfjunit.jdbc.internal.rows.Product;
import io.github.perfjunit.jdbc.internal.rows.TableSizes;
import io.github.perfjunit.jdbc.internal.rows.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a table was like.
 *
 * @param table name for statements, with its schema
 * @param structure hash of what it is made of: columns, indexes, constraints; on PostgreSQL also which table it is and
 *     whose
 * @param rows how many rows it has
 * @param content a sum over its rows, which is another once one of them was changed
 */
record TableState(String table, String structure, long rows, String content) {

    /** Returns what a table is like now. */
    static TableState of(Connection connection, Product product, FoundTable table) throws SQLException {
        String structure = TableStructure.hash(connection, product, table);
        String content = TableContent.sum(connection, product, table);
        return new TableState(table.sql(), structure, TableSizes.count(connection, table), content);
    }

    /** Says what is not as it was; empty if all is. */
    Optional<String> change(Connection connection, Product product, Tables tables) throws SQLException {
        Optional<FoundTable> found = tables.find(table);
        if (found.isEmpty()) {
            return Optional.of(shown() + " is gone");
        }
        if (!TableStructure.hash(connection, product, found.get()).equals(structure)) {
            return Optional.of(shown() + " was made anew or altered");
        }
        boolean same = TableSizes.count(connection, found.get()) == rows
                && TableContent.sum(connection, product, found.get()).equals(content);
        return same ? Optional.empty() : Optional.of("rows of " + shown() + " have changed");
    }

    private String shown() {
        return table.replace("\"", "").replace("`", "");
    }
}
