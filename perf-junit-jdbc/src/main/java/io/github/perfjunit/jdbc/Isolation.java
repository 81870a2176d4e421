// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import java.sql.Connection;
import org.apiguardian.api.API;

/**
 * How much transactions see of each other.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Isolation {
    /** As the connection comes from its pool. */
    DEFAULT(-1),
    /** {@link Connection#TRANSACTION_READ_UNCOMMITTED}. */
    READ_UNCOMMITTED(Connection.TRANSACTION_READ_UNCOMMITTED),
    /** {@link Connection#TRANSACTION_READ_COMMITTED}. */
    READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
    /** {@link Connection#TRANSACTION_REPEATABLE_READ}. */
    REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
    /** {@link Connection#TRANSACTION_SERIALIZABLE}; with {@code maxTries}, since the database may refuse to commit. */
    SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

    private final int level;

    Isolation(int level) {
        this.level = level;
    }

    /**
     * Returns the level as JDBC numbers it.
     *
     * @return a constant of {@link Connection}; below zero for {@link #DEFAULT}
     */
    public int level() {
        return level;
    }
}
