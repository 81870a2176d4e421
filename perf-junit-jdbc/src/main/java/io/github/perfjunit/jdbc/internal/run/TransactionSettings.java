// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.Isolation;
import java.time.Duration;

/**
 * How transactions are run.
 *
 * @param maxTries how often one is begun at most
 * @param isolation how much they see of each other
 * @param readOnly whether connections are told that nothing will be written
 * @param latencyLimit time after which a transaction is late; zero for none
 * @param ownConnection false if the method takes its connections itself
 * @param autoCommit whether each statement is a transaction of the database's own, because the pool says so
 * @param keepConnection whether a user keeps its connection from one transaction to the next
 */
record TransactionSettings(
        int maxTries,
        Isolation isolation,
        boolean readOnly,
        Duration latencyLimit,
        boolean ownConnection,
        boolean autoCommit,
        boolean keepConnection) {

    /** Tells whether a user has a connection of the library's between two transactions. */
    boolean holdsBetween() {
        return ownConnection && keepConnection;
    }

    /** Returns the same for transactions that write nothing. */
    TransactionSettings readingOnly() {
        return new TransactionSettings(
                maxTries, isolation, true, latencyLimit, ownConnection, autoCommit, keepConnection);
    }

    /** Returns the same for connections whose pool has set them up already. */
    TransactionSettings onConfiguredConnections() {
        return new TransactionSettings(
                maxTries, Isolation.DEFAULT, false, latencyLimit, ownConnection, autoCommit, keepConnection);
    }
}
