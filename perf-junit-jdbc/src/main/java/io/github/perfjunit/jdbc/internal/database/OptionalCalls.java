// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Wrapper;
import java.util.Optional;

/**
 * Calls of JDBC that some drivers, and some wrappers of connections, do not have. They say so in four ways: by {@link
 * SQLFeatureNotSupportedException}, by another exception with SQLState 0A000, by {@link UnsupportedOperationException}, or,
 * if they are older than the call, by {@link AbstractMethodError}. Thread-safe.
 */
public final class OptionalCalls {

    private static final String NOT_SUPPORTED = "0A";

    private OptionalCalls() {}

    /** Something to ask of a driver. */
    @FunctionalInterface
    public interface Call<T> {

        /** Calls the driver. */
        T run() throws SQLException;
    }

    /** Something to tell a driver. */
    @FunctionalInterface
    public interface Action {

        /** Calls the driver. */
        void run() throws SQLException;
    }

    /**
     * Asks.
     *
     * @return the answer; empty if the driver does not know the call, or answers null
     * @throws SQLException if it knows the call and fails
     */
    public static <T> Optional<T> ask(Call<T> call) throws SQLException {
        try {
            return Optional.ofNullable(call.run());
        } catch (SQLException e) {
            if (e instanceof SQLFeatureNotSupportedException
                    || (e.getSQLState() != null && e.getSQLState().startsWith(NOT_SUPPORTED))) {
                return Optional.empty();
            }
            throw e;
        } catch (UnsupportedOperationException | AbstractMethodError e) {
            return Optional.empty();
        }
    }

    /**
     * Tells.
     *
     * @return false if the driver does not know the call
     * @throws SQLException if it knows the call and fails
     */
    public static boolean tell(Action action) throws SQLException {
        return ask(() -> {
                    action.run();
                    return true;
                })
                .isPresent();
    }

    /** Tells whether a connection answers; where that cannot be asked, whether it is open. */
    public static boolean isValid(Connection connection, int seconds) throws SQLException {
        Optional<Boolean> valid = ask(() -> connection.isValid(seconds));
        return valid.isPresent() ? valid.get() : !connection.isClosed();
    }

    /** Returns what is wrapped; empty if it is something else, or the wrapper cannot tell. */
    public static <T> Optional<T> unwrap(Wrapper wrapper, Class<T> type) throws SQLException {
        boolean wraps = ask(() -> wrapper.isWrapperFor(type)).orElse(false);
        return wraps ? ask(() -> wrapper.unwrap(type)) : Optional.empty();
    }

    /**
     * Ends a connection whose thread may hang in a call. Where that is unknown to the driver, it is closed, by a thread of its
     * own, for the close may hang too.
     */
    public static void abort(Connection connection) throws SQLException {
        if (tell(() -> connection.abort(Runnable::run))) {
            return;
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        connection.close();
                    } catch (SQLException | RuntimeException e) {
                        return; // it was broken before
                    }
                },
                "perf-junit-close");
        thread.setDaemon(true);
        thread.start();
    }
}
