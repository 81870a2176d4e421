// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.jdbc.internal.database.OptionalCalls;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL's driver tells beyond JDBC; nothing where the driver is another one. */
final class PostgresDriver {

    private static final boolean DRIVER_PRESENT = isPresent();
    private static final int DEEPEST_CAUSE = 5;
    private static final int LONGEST_NAME = 63; // https://www.postgresql.org/docs/current/limits.html

    private PostgresDriver() {}

    /**
     * Returns the table, column and constraint that the server named in fields of their own, apart from its message, such
     * as {@code table users}.
     */
    static List<String> names(SQLException failure) {
        return DRIVER_PRESENT ? Driver.names(failure) : List.of();
    }

    /** Tells whether a setting that the server reports to its clients is off; the server is not asked. */
    static boolean isOff(Connection connection, String setting) throws SQLException {
        return DRIVER_PRESENT && Driver.isOff(connection, setting);
    }

    /** Tells whether the driver knows the state of a connection's transaction. */
    static boolean tellsState(Connection connection) {
        return DRIVER_PRESENT && Driver.tellsState(connection);
    }

    /** Tells whether the server refuses all but a rollback, because a statement failed; it is not asked. */
    static boolean hasFailed(Connection connection) {
        return DRIVER_PRESENT && Driver.hasFailed(connection);
    }

    /** Returns the number by which the server knows the session; 0 if the driver does not tell. */
    static long session(Connection connection) throws SQLException {
        return DRIVER_PRESENT ? Driver.session(connection) : 0;
    }

    private static boolean isPresent() {
        try {
            Class.forName("org.postgresql.util.PSQLException", false, PostgresDriver.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Loaded only where PostgreSQL's driver is. */
    private static final class Driver {

        static boolean isOff(Connection connection, String setting) throws SQLException {
            return OptionalCalls.unwrap(connection, PGConnection.class)
                    .filter(driver -> "off".equals(driver.getParameterStatus(setting)))
                    .isPresent();
        }

        static boolean tellsState(Connection connection) {
            return base(connection) != null;
        }

        static boolean hasFailed(Connection connection) {
            BaseConnection base = base(connection);
            return base != null && base.getTransactionState() == TransactionState.FAILED;
        }

        /** Wrappers of old fail in many ways when they are asked for what is behind them. */
        private static @Nullable BaseConnection base(Connection connection) {
            try {
                return connection.isWrapperFor(BaseConnection.class) ? connection.unwrap(BaseConnection.class) : null;
            } catch (SQLException | RuntimeException | LinkageError e) {
                return null;
            }
        }

        static long session(Connection connection) throws SQLException {
            Optional<PGConnection> driver = OptionalCalls.unwrap(connection, PGConnection.class);
            return driver.isPresent() ? driver.get().getBackendPID() : 0;
        }

        static List<String> names(SQLException failure) {
            ServerErrorMessage told = told(failure);
            if (told == null) {
                return List.of();
            }
            List<String> names = new ArrayList<>();
            add(names, "table", told.getTable());
            add(names, "column", told.getColumn());
            add(names, "constraint", told.getConstraint());
            return names;
        }

        /** A failed batch has the server's answer as its cause. */
        private static @Nullable ServerErrorMessage told(SQLException failure) {
            Throwable at = failure;
            for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
                if (at instanceof PSQLException e && e.getServerErrorMessage() != null) {
                    return e.getServerErrorMessage();
                }
                at = at.getCause();
            }
            return null;
        }

        private static void add(List<String> names, String what, @Nullable String name) {
            if (name != null) {
                names.add(what + " " + name.substring(0, Math.min(name.length(), LONGEST_NAME)));
            }
        }
    }
}
