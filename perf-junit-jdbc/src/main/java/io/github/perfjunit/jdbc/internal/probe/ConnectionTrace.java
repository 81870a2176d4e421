// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.jdbc.internal.database.OptionalCalls;
import io.github.perfjunit.spi.RequestRecorder;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Follows one connection from taking it to giving it back. Thread-safe, as the load may end while a server's thread
 * still works with the connection.
 */
public final class ConnectionTrace {

    private final LoadWatch watch;
    private final Connection connection;
    private final RequestRecorder owner;
    private final @Nullable Throwable taken;
    private final long takenAt;
    private final boolean takenInMeasure;
    private final UnitOfWork unit = new UnitOfWork();
    private boolean autoCommit;
    private boolean closed;
    private boolean leftOpen;

    ConnectionTrace(
            LoadWatch watch,
            Connection connection,
            RequestRecorder owner,
            @Nullable Throwable taken,
            long takenAt,
            boolean takenInMeasure) {
        this.watch = watch;
        this.connection = connection;
        this.owner = owner;
        this.taken = taken;
        this.takenAt = takenAt;
        this.takenInMeasure = takenInMeasure;
        this.autoCommit = autoCommits(connection);
    }

    /** Drivers know without asking the database; one that fails will fail at whatever comes next. */
    private static boolean autoCommits(Connection connection) {
        try {
            return connection.getAutoCommit();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Reads the clock by which everything is timed. */
    long now() {
        return watch.now();
    }

    /** Returns what a statement is counted as. */
    StatementText text(@Nullable String sql) {
        return watch.texts().of(sql == null ? "" : sql);
    }

    StatementText mixedBatch() {
        return watch.texts().mixedBatch();
    }

    /**
     * Counts an execution.
     *
     * @param text what was executed
     * @param started when it began
     * @param ended when the driver returned
     * @param rows how many rows it changed
     * @param batch number of entries, or {@link UnitOfWork#NO_BATCH}
     * @param failure what the driver threw; null if it did not
     */
    void executed(StatementText text, long started, long ended, long rows, int batch, @Nullable Throwable failure) {
        if (watch.hasEnded()) {
            return;
        }
        boolean measured = watch.isMeasured(started);
        watch.core().executed(text.text(), started, ended, failure);
        synchronized (unit) {
            unit.executed(text.index(), measured, ended - started, rows, batch, failure != null);
        }
        if (text.endsUnit()) {
            endUnit();
        }
    }

    /** Counts rows that the program asked for after the execution. */
    void changed(StatementText text, long rows) {
        if (!watch.hasEnded()) {
            synchronized (unit) {
                unit.changed(text.index(), rows);
            }
        }
    }

    void committed(long started, long ended, @Nullable Throwable failure) {
        ended(ConnectionTable.Event.COMMIT, started, ended, failure);
    }

    void rolledBack(long started, long ended, @Nullable Throwable failure) {
        ended(ConnectionTable.Event.ROLLBACK, started, ended, failure);
    }

    private void ended(ConnectionTable.Event event, long started, long ended, @Nullable Throwable failure) {
        if (watch.hasEnded()) {
            return;
        }
        if (watch.isMeasured(started)) {
            watch.connections().record(event, ended - started);
            if (failure != null) {
                watch.connections().endFailed(SqlErrors.kindOf(failure));
            }
        }
        endUnit();
    }

    /** Notes a change of the mode; JDBC commits when it changes. */
    void autoCommit(boolean on) {
        boolean changed;
        synchronized (unit) {
            changed = on != autoCommit;
            autoCommit = on;
        }
        if (changed) {
            endUnit();
        }
    }

    /**
     * Notes that the connection was given back; only the first time counts. Whoever waits until it is no longer held finds
     * it counted.
     */
    void closed(long started, long ended) {
        synchronized (unit) {
            if (closed) {
                return;
            }
            closed = true;
            endUnit();
            if (!watch.hasEnded()) {
                watch.connections().closed(takenInMeasure, ended - takenAt, watch.isMeasured(started), ended - started);
            }
        }
        watch.open().remove(this);
    }

    /** Ends the unit of work under way, if it has executed anything. */
    void endUnit() {
        synchronized (unit) {
            if (!unit.isEmpty()) {
                watch.statements().add(unit);
                unit.clear();
            }
        }
    }

    /** Tells once whether a connection is still held that should have been given back by now. */
    boolean becomesLeftOpen() {
        synchronized (unit) {
            if (closed || leftOpen) {
                return false;
            }
            leftOpen = true;
            return true;
        }
    }

    /** Tells whether nobody gave the connection back, by this way or another. */
    boolean isHeld() {
        synchronized (unit) {
            if (closed) {
                return false;
            }
        }
        try {
            return !connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Frees the thread that hangs in a call on the connection, if it is still held. */
    void abort() {
        if (isHeld()) {
            try {
                OptionalCalls.abort(connection);
            } catch (SQLException | RuntimeException e) {
                endUnit(); // it was closed or broken before
            }
        }
    }

    RequestRecorder owner() {
        return owner;
    }

    /** Returns where the connection was taken; null if that was not noted. */
    @Nullable
    String place() {
        return taken == null ? null : CallSite.of(taken.getStackTrace());
    }
}
