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
 * @param backslashEscapes whether {@code \'} does not end a value, and {@code #} begins a comment, as in MySQL
 */
record SqlRules(boolean doubleQuotesHoldText, boolean backslashEscapes) {

    static final SqlRules STANDARD = new SqlRules(false, false);
    static final SqlRules MYSQL = new SqlRules(true, true);

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
            return new SqlRules(
                    quote != null && quote.trim().equals("`"), name.contains("mysql") || name.contains("mariadb"));
        } catch (SQLException | RuntimeException e) {
            return STANDARD;
        }
    }
}
