// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Lets a database look at tables that were filled, so that it plans statements by what is in them. */
public final class Statistics {

    private Statistics() {}

    /**
     * Gathers statistics, and on PostgreSQL vacuums too; nothing is done on databases where that has no statement of its
     * own.
     *
     * @param tables names for statements; the connection commits each statement by itself
     */
    public static void gather(Connection connection, Product product, List<String> tables) throws SQLException {
        String command =
                switch (product) {
                    case POSTGRESQL -> "vacuum (analyze) ";
                    case MYSQL, H2 -> "analyze table ";
                    case SQLITE -> "analyze ";
                    case SQL_SERVER -> "update statistics ";
                    case POSTGRESQL_LIKE, HSQLDB, DERBY, ORACLE, DB2, OTHER -> "";
                };
        if (command.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            for (String table : tables) {
                statement.execute(command + table);
            }
        }
    }
}
