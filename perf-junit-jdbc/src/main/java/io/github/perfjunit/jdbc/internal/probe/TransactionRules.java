// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/**
 * What a failed statement does to its transaction.
 *
 * @param failureEnds whether nothing of the transaction can be committed any more, unless it is rolled back to a savepoint
 * @param driverTells whether the driver knows without asking the server that a transaction is in this state
 */
record TransactionRules(boolean failureEnds, boolean driverTells) {

    static final TransactionRules STANDARD = new TransactionRules(false, false);

    /** Asks the driver; drivers that do not tell, or fail, are taken to go on after a failure. */
    static TransactionRules of(Connection connection) {
        if (PostgresDriver.tellsState(connection)) {
            return new TransactionRules(true, true);
        }
        try {
            DatabaseMetaData data = connection.getMetaData();
            String product = data == null ? null : data.getDatabaseProductName();
            return new TransactionRules(product != null && CodeFamily.named(product) == CodeFamily.POSTGRESQL, false);
        } catch (SQLException | RuntimeException | LinkageError e) {
            return STANDARD;
        }
    }
}
