// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.rows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Databases that differ in what their tables are made of, and in how rows get into them. */
public enum Product {
    /** PostgreSQL itself. */
    POSTGRESQL,
    /** Others that speak its protocol and say they are it. */
    POSTGRESQL_LIKE,
    /** MySQL and MariaDB. */
    MYSQL,
    /** H2. */
    H2,
    /** HyperSQL. */
    HSQLDB,
    /** SQLite. */
    SQLITE,
    /** Apache Derby. */
    DERBY,
    /** Oracle. */
    ORACLE,
    /** SQL Server. */
    SQL_SERVER,
    /** DB2 of any platform. */
    DB2,
    /** All others. */
    OTHER;

    /** Returns what a connection leads to. */
    public static Product of(Connection connection) throws SQLException {
        String name = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (name.startsWith("db2")) {
            return DB2;
        }
        return switch (name) {
            case "postgresql" -> isPostgresItself(connection) ? POSTGRESQL : POSTGRESQL_LIKE;
            case "mysql", "mariadb" -> MYSQL;
            case "h2" -> H2;
            case "hsql database engine" -> HSQLDB;
            case "sqlite" -> SQLITE;
            case "apache derby" -> DERBY;
            case "oracle" -> ORACLE;
            case "microsoft sql server" -> SQL_SERVER;
            default -> OTHER;
        };
    }

    private static boolean isPostgresItself(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select version()")) {
            return row.next() && row.getString(1).startsWith("PostgreSQL ");
        }
    }

    /** Tells whether it copies rows from a client. */
    public boolean copies() {
        return this == POSTGRESQL || this == POSTGRESQL_LIKE;
    }

    /** Tells whether {@code values (..), (..)} is understood. */
    boolean takesManyRows() {
        return switch (this) {
            case POSTGRESQL, POSTGRESQL_LIKE, MYSQL, H2, HSQLDB, SQLITE, SQL_SERVER -> true;
            case DERBY, ORACLE, DB2, OTHER -> false;
        };
    }
}
