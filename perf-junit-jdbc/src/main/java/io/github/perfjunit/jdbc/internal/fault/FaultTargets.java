// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import io.github.perfjunit.jdbc.internal.database.Promotion;
import io.github.perfjunit.jdbc.internal.database.ServerControl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What faults are applied to; what the plan does not need may be null.
 *
 * @param proxy which the pool connects through
 * @param control of the server
 * @param administrator opens a connection past the proxy, of a user who may end the sessions of the load
 * @param connectionsOpened how many connections the pool has opened so far
 * @param seed of what is random in a fault
 * @param promotion of the server's replica
 */
public record FaultTargets(
        @Nullable FaultProxy proxy,
        @Nullable ServerControl control,
        @Nullable ConnectionSource administrator,
        @Nullable LongSupplier connectionsOpened,
        long seed,
        @Nullable Promotion promotion) {

    /** Makes targets without a replica. */
    public FaultTargets(
            @Nullable FaultProxy proxy,
            @Nullable ServerControl control,
            @Nullable ConnectionSource administrator,
            @Nullable LongSupplier connectionsOpened,
            long seed) {
        this(proxy, control, administrator, connectionsOpened, seed, null);
    }

    /** Opens connections. */
    @FunctionalInterface
    public interface ConnectionSource {

        /** Opens a connection, which the caller closes. */
        Connection open() throws SQLException;
    }
}
