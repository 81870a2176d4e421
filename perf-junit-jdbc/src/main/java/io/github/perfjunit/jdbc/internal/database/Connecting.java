// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Opens a connection within a time limit of its own: drivers differ in which limits they know. */
final class Connecting {

    private Connecting() {}

    /**
     * Opens a connection.
     *
     * @param way opens it, and may hang
     * @param limit after which it is given up; if it comes later it is closed
     */
    static Connection within(Duration limit, Callable<Connection> way) throws SQLException {
        CompletableFuture<Connection> opened = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        Connection connection = way.call();
                        if (!opened.complete(connection)) {
                            connection.close();
                        }
                    } catch (Exception | LinkageError e) {
                        opened.completeExceptionally(e);
                    }
                },
                "perf-junit-connect");
        thread.setDaemon(true);
        thread.start();
        try {
            return opened.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return orGiveUp(
                    opened, new SQLTimeoutException("no answer within " + limit.toMillis() + " ms", "08001", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return orGiveUp(opened, new SQLException("interrupted while connecting", "08001", e));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new SQLException("the driver failed: " + e.getCause(), "08001", e.getCause());
        }
    }

    /** Returns a connection that came at the last moment, or throws. */
    private static Connection orGiveUp(CompletableFuture<Connection> opened, SQLException failure) throws SQLException {
        if (opened.completeExceptionally(failure) || opened.isCompletedExceptionally()) {
            throw failure;
        }
        return opened.join();
    }
}
