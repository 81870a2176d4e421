// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/**
 * How a database writes values into SQL, as far as it decides where a value ends.
 *
 * @param doubleQuotesHoldText whether {@code "x"} is a value rather than a name, as in MySQL
 * @param backslashEscapes whether {@code \'} does not end a value, as in MySQL, and in a PostgreSQL whose
 *     {@code standard_conforming_strings} is off
 * @param commentsOfMySql whether {@code #} begins a comment, {@code --} only before a blank, and none is inside another
 */
record SqlRules(boolean doubleQuotesHoldText, boolean backslashEscapes, boolean commentsOfMySql) {

    static final SqlRules STANDARD = new SqlRules(false, false, false);
    static final SqlRules MYSQL = new SqlRules(true, true, true);

    /** Asks the driver; drivers that do not tell, or fail, are taken to follow the standard. */
    static SqlRules of(Connection connection) {
        try {
            DatabaseMetaData data = connection.getMetaData();
            if (data == null) {
                return STANDARD;
            }
            String quote = data.getIdentifierQuoteString();
            String product = data.getDatabaseProductName();
            String name = product == null ? "" : product.toLowerCase(Locale.ROOT);
            boolean mySql = name.contains("mysql") || name.contains("mariadb");
            boolean backslashes = mySql || PostgresDriver.isOff(connection, "standard_conforming_strings");
            return new SqlRules(quote != null && quote.trim().equals("`"), backslashes, mySql);
        } catch (SQLException | RuntimeException e) {
            return STANDARD;
        }
    }
}
