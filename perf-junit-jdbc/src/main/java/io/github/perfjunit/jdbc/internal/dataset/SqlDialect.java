// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** What differs between databases when they are filled. */
enum SqlDialect {
    /** PostgreSQL itself. */
    POSTGRESQL(true),
    /** Others that speak its protocol and say they are it. */
    POSTGRESQL_LIKE(true),
    /** MySQL and MariaDB. */
    MYSQL(true),
    /** Databases that take many rows in one insert. */
    MANY_ROWS(true),
    /** All others. */
    OTHER(false);

    private final boolean manyRows;

    SqlDialect(boolean manyRows) {
        this.manyRows = manyRows;
    }

    static SqlDialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        return switch (product) {
            case "postgresql" -> isReal(connection) ? POSTGRESQL : POSTGRESQL_LIKE;
            case "mysql", "mariadb" -> MYSQL;
            case "h2", "microsoft sql server", "sqlite", "hsql database engine" -> MANY_ROWS;
            default -> OTHER;
        };
    }

    private static boolean isReal(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select version()")) {
            return row.next() && row.getString(1).startsWith("PostgreSQL ");
        }
    }

    boolean isPostgres() {
        return this == POSTGRESQL || this == POSTGRESQL_LIKE;
    }

    /** Tells whether {@code values (..), (..)} is understood. */
    boolean takesManyRows() {
        return manyRows;
    }
}
