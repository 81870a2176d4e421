// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.jdbc.internal.database.OptionalCalls;
import io.github.perfjunit.spi.RequestRecorder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows one connection from taking it to giving it back. Thread-safe, as the load may end while a server's thread
 * still works with the connection.
 */
public final class ConnectionTrace {

    private final LoadWatch watch;
    private final Connection connection;
    private final @Nullable Throwable taken;
    private final long takenAt;
    private final boolean takenInMeasure;
    private final UserWork user;
    private final boolean ofUser;
    private final UnitOfWork unit = new UnitOfWork();
    private final OpenTransaction transaction;
    private boolean alone;
    private boolean closed;
    private boolean closedByProgram;
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
        this.taken = taken;
        this.takenAt = takenAt;
        this.takenInMeasure = takenInMeasure;
        this.user = watch.open().by(owner);
        this.ofUser = watch.core().isUser(owner);
        this.transaction = new OpenTransaction(watch.transactionRules(), connection, ofUser ? user : null);
    }

    private static @Nullable ConnectionTrace of(Connection connection) {
        return connection instanceof Traced traced ? traced.connectionTrace() : null;
    }

    /**
     * Returns what a commit of a connection would fail with in silence; empty if nothing speaks against it, or the
     * connection is not followed and its driver does not tell.
     */
    public static Optional<SQLException> whyNotCommitted(Connection connection) {
        ConnectionTrace trace = of(connection);
        if (trace != null) {
            return trace.whyNotCommitted();
        }
        return PostgresDriver.hasFailed(connection) ? Optional.of(FailedTransaction.after(null)) : Optional.empty();
    }

    /** Tells whether the program closed or aborted a connection that it was given. */
    public static boolean isClosedByProgram(Connection connection) {
        ConnectionTrace trace = of(connection);
        if (trace != null) {
            return trace.isClosedByProgram();
        }
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return false; // it is broken, and what it is used for next will tell
        }
    }

    /** Counts it among those that are held. */
    void begin() {
        user.add(this);
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
        watch.core().changed(rows);
        boolean dooms = failure != null && transaction.dooms(failure);
        int calls;
        synchronized (unit) {
            if (alone) {
                endUnit(); // not before: its rows may have been asked for after it
            }
            calls = unit.executed(text.index(), measured, ended - started, rows, batch, failure);
            transaction.executed(text, failure, dooms);
            alone = !ofUser && transaction.isOfOneStatement();
        }
        if (measured) {
            watch.repetitions().notePlace(text.index(), calls, ended);
            if (!ofUser) {
                watch.repetitions().executedOutside(text.index(), started, ended);
            }
        }
        if (text.endsUnit()) {
            endUnit();
        }
    }

    /** Counts rows that the program asked for after the execution. */
    void changed(StatementText text, long rows) {
        if (!watch.hasEnded()) {
            watch.core().changed(rows);
            synchronized (unit) {
                unit.changed(text.index(), rows);
            }
        }
    }

    /** Notes that a commit begins. */
    void committing() {
        boolean driverSays = transaction.driverSaysDoomed();
        synchronized (unit) {
            transaction.committing(driverSays);
        }
    }

    /** Counts a commit; one that the database answers by a rollback is a rollback. */
    void committed(long started, long ended, @Nullable Throwable failure) {
        SQLException lost;
        synchronized (unit) {
            lost = transaction.committed(failure);
        }
        ConnectionTable.Event event = lost == null ? ConnectionTable.Event.COMMIT : ConnectionTable.Event.ROLLBACK;
        ended(event, started, ended, lost == null ? failure : lost);
    }

    void rolledBack(long started, long ended, @Nullable Throwable failure) {
        synchronized (unit) {
            transaction.rolledBack();
        }
        ended(ConnectionTable.Event.ROLLBACK, started, ended, failure);
    }

    /** Notes a rollback to a savepoint. */
    void rolledBackPartly() {
        synchronized (unit) {
            transaction.rolledBackPartly();
        }
    }

    private void ended(ConnectionTable.Event event, long started, long ended, @Nullable Throwable failure) {
        if (watch.hasEnded()) {
            return;
        }
        watch.core().transactionEnded();
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
        synchronized (unit) {
            if (transaction.autoCommit(on)) {
                endUnit();
            }
        }
    }

    private Optional<SQLException> whyNotCommitted() {
        boolean driverSays = transaction.driverSaysDoomed();
        synchronized (unit) {
            return transaction.isDoomed(driverSays)
                    ? Optional.of(FailedTransaction.after(transaction.failure()))
                    : Optional.empty();
        }
    }

    /** Tells whether something was done that is neither committed nor rolled back. */
    boolean hasPendingWork() {
        synchronized (unit) {
            return !closed && transaction.isPending();
        }
    }

    /**
     * Notes that the connection was given back; only the first time counts. Whoever waits until it is no longer held finds
     * it counted.
     */
    void closed(long started, long ended) {
        synchronized (unit) {
            closedByProgram = true;
            if (closed) {
                return;
            }
            closed = true;
            givenBack(true);
            if (!watch.hasEnded()) {
                watch.connections().closed(takenInMeasure, ended - takenAt, watch.isMeasured(started), ended - started);
            }
        }
        user.remove(this);
    }

    /** How long it was held is not known of one that was closed by another way than this. */
    private void closedElsewhere() {
        synchronized (unit) {
            if (closed) {
                return;
            }
            closed = true;
            givenBack(false);
        }
        user.remove(this);
    }

    /** Ends what was under way; tells where the program is, unless this was noticed later. */
    private void givenBack(boolean now) {
        endUnit();
        if (transaction.givenBack() && !watch.hasEnded()) {
            Throwable here = now ? watch.placeIfDue() : null;
            String place = here == null ? null : CallSite.of(here.getStackTrace());
            if (!ofUser || user.leftUncommitted(place)) {
                watch.leftUncommitted(place);
            }
        }
    }

    private boolean isClosedByProgram() {
        synchronized (unit) {
            return closedByProgram;
        }
    }

    /** Ends the unit of work under way, if it has executed anything. */
    void endUnit() {
        synchronized (unit) {
            alone = false;
            if (!unit.isEmpty()) {
                watch.statements().add(unit);
                unit.clear();
            }
        }
    }

    /** Tells once whether a connection is still held that should have been given back by now. */
    boolean becomesLeftOpen() {
        if (!isHeld()) {
            return false;
        }
        synchronized (unit) {
            boolean first = !leftOpen;
            leftOpen = true;
            return first;
        }
    }

    /**
     * Tells whether nobody gave the connection back. One that was closed by another way than this, such as
     * {@code resultSet.getStatement().getConnection().close()}, is forgotten.
     */
    boolean isHeld() {
        synchronized (unit) {
            if (closed) {
                return false;
            }
        }
        try {
            if (!connection.isClosed()) {
                return true;
            }
        } catch (SQLException e) {
            return true;
        }
        closedElsewhere();
        return false;
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

    /** Returns where the connection was taken; null if that was not noted. */
    @Nullable
    String place() {
        return taken == null ? null : CallSite.of(taken.getStackTrace());
    }
}
