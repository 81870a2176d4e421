// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.JdbcSession;
import io.github.perfjunit.jdbc.internal.database.OptionalCalls;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What one virtual user holds of the database; ended from another thread if the user hangs in a call. */
final class Session implements JdbcSession {

    private volatile @Nullable Connection held;
    private volatile boolean ended;
    private volatile @Nullable Runnable abortOwn;
    private int attempt;
    private volatile boolean running;
    private boolean rollbackOnly;

    /** Begins a try of a transaction on a connection. */
    void begin(Connection connection, int tried) {
        attempt = tried;
        rollbackOnly = false;
        running = true;
        held = connection;
        if (ended) { // by a thread that may not have seen this connection
            abort();
        }
    }

    /** Ends a try; the connection stays where it is kept for the next one. */
    void end(boolean keep) {
        if (!keep) {
            held = null; // first, so that who finds that nothing runs gives back no connection that is given back
            // already
        }
        running = false;
    }

    /**
     * Begins a transaction on connections that the method takes itself.
     *
     * @param abort aborts them
     */
    void beginOwn(Runnable abort) {
        abortOwn = abort;
    }

    void endOwn() {
        abortOwn = null;
    }

    /** Returns the connection that was kept; null if there is none, or it is broken. */
    @Nullable
    Connection kept() {
        Connection connection = held;
        try {
            return connection == null || connection.isClosed() ? null : connection;
        } catch (SQLException e) {
            return null; // a connection that cannot say whether it is closed is of no use
        }
    }

    boolean isRollbackOnly() {
        return rollbackOnly;
    }

    @Override
    public Connection connection() {
        Connection connection = held;
        if (!running || connection == null) {
            throw new IllegalStateException("no transaction runs: a connection is there while the workload method runs,"
                    + " not before or after it");
        }
        return connection;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public void setRollbackOnly() {
        connection(); // there must be something to roll back
        rollbackOnly = true;
    }

    /** Frees the user from a call that does not return, or gives back what was kept. */
    void close() {
        ended = true;
        Runnable own = abortOwn;
        if (own != null) {
            own.run();
        } else if (running) {
            abort();
        } else {
            giveBack();
        }
    }

    /** The database would count a connection that is aborted as one whose client died. */
    private void giveBack() {
        Connection connection = held;
        held = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                held = null; // it was broken before, and nobody waits for it
            }
        }
    }

    private void abort() {
        Connection connection = held;
        if (connection != null) {
            try {
                OptionalCalls.abort(connection);
            } catch (SQLException | RuntimeException e) {
                held = null; // it was closed or broken before
            }
        }
    }
}
