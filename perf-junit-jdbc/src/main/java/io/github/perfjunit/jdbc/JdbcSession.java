// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import java.sql.Connection;
import org.apiguardian.api.API;

/**
 * The running transaction of a virtual user, for methods that want to know more than its {@link Connection}.
 *
 * <p>For the user's own thread.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface JdbcSession {

    /**
     * Returns the connection of the running transaction.
     *
     * @return the connection, which the library commits or rolls back, and closes
     * @throws IllegalStateException outside a transaction, such as in {@code @BeforeUser}
     */
    Connection connection();

    /**
     * Returns how often this transaction was begun, retries included.
     *
     * @return 1 for the first try
     */
    int attempt();

    /** Makes the transaction end with a rollback that is no failure, whatever it did. */
    void setRollbackOnly();
}
