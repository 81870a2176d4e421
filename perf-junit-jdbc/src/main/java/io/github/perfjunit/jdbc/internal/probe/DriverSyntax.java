// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import java.sql.Connection;
import java.sql.SQLException;

/** What a driver tells of how its database writes SQL; the database is not asked. */
final class DriverSyntax {

    private DriverSyntax() {}

    /** Asks the driver; of those that fail nothing is known. */
    static SqlSyntax of(Connection connection) {
        try {
            SqlSyntax syntax = SqlSyntax.of(connection.getMetaData(), SqlSyntax.UNKNOWN);
            return PostgresDriver.isOff(connection, "standard_conforming_strings") ? syntax.withBackslashes() : syntax;
        } catch (SQLException | RuntimeException e) {
            return SqlSyntax.UNKNOWN;
        }
    }
}
