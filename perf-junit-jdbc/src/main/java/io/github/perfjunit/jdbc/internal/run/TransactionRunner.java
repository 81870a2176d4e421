// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.JdbcSession;
import io.github.perfjunit.jdbc.internal.probe.SqlErrors;
import io.github.perfjunit.jdbc.internal.probe.WorkEnd;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.CurrentUser;
import io.github.perfjunit.spi.EndOfData;
import io.github.perfjunit.spi.RequestRecorder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.opentest4j.TestAbortedException;

/**
 * Runs an iteration as a transaction: takes a connection, commits or rolls back, tries again where that helps, and counts
 * the whole as one request from the moment it was due.
 */
final class TransactionRunner {

    /** Told of each transaction as it ends, in whatever phase; not of interrupted and skipped ones. */
    @FunctionalInterface
    interface Listener {

        /**
         * Takes the end of a transaction.
         *
         * @param endedNanos when it ended
         * @param nanos how long it took from when it was due, or from its start where that is not known
         * @param ok whether it ended well
         * @param errorKind what it failed with; empty if it ended well
         */
        void completed(long endedNanos, long nanos, boolean ok, String errorKind);
    }

    /** Sees what users do with connections that they take themselves. */
    interface UserConnections {

        /** Returns what the last statement of a user's iteration failed with, if it did. */
        Optional<SQLException> lastFailure(RequestRecorder user);

        /** Aborts what a user holds; called by another thread, because the user hangs. */
        void abort(RequestRecorder user);

        /** Notes that a try of a transaction of a user begins. */
        void begins(RequestRecorder user);

        /** Returns what became of the work of a user's try, which has ended well. */
        WorkEnd ends(RequestRecorder user);

        /** Returns what a commit of a connection would fail with without being told; empty if nothing is against it. */
        Optional<SQLException> whyNotCommitted(Connection connection);

        /** Tells whether the program closed a connection that it was given. */
        boolean isClosedByProgram(Connection connection);
    }

    private final DataSource dataSource;
    private final TransactionSettings settings;
    private final TransactionTally tally;
    private final LongPredicate measured;
    private final Listener listener;
    private final UserConnections connections;
    private final LongSupplier clock;

    /**
     * Prepares for a load.
     *
     * @param dataSource where connections come from
     * @param settings how transactions are run
     * @param tally counts those that end in the measured time
     * @param measured tells whether a time lies in the measured time
     * @param listener told of each transaction
     * @param connections sees what users do with connections of their own
     * @param clock reads {@link System#nanoTime()}
     */
    TransactionRunner(
            DataSource dataSource,
            TransactionSettings settings,
            TransactionTally tally,
            LongPredicate measured,
            Listener listener,
            UserConnections connections,
            LongSupplier clock) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.tally = tally;
        this.measured = measured;
        this.listener = listener;
        this.connections = connections;
        this.clock = clock;
    }

    /**
     * Runs one transaction of a user and counts it under a name.
     *
     * @param closed makes what is thrown if the body closes the connection that it was given
     */
    void run(VirtualUser user, String name, Supplier<IllegalStateException> closed, UserBody body) throws Exception {
        RequestRecorder recorder = CurrentUser.recorder();
        if (recorder == null) {
            throw new IllegalStateException("a transaction runs on the thread of its virtual user alone");
        }
        long started = clock.getAsLong();
        long intended = recorder.begin(started);
        boolean counts = measured.test(intended);
        long limit = settings.latencyLimit().toNanos();
        if (limit > 0 && started - intended > limit) {
            if (counts) {
                tally.skipped();
            }
            throw new TestAbortedException("skipped: it was due longer ago than the latency limit");
        }
        Session session = (Session) user.resource(JdbcSession.class);
        Attempts attempts = new Attempts(recorder, counts, closed);
        try {
            attempts.run(user, session, body);
        } catch (Throwable e) {
            Failure failure = Failure.of(e, recorder.interrupted(), () -> connections.lastFailure(recorder));
            if (failure.outcome() != Outcome.SKIPPED) {
                count(recorder, name, intended, started, attempts, failure);
            }
            throw failure.unchecked();
        }
        long ended = clock.getAsLong();
        recorder.record(name, intended, started, ended, Outcome.OK, 0, 0);
        listener.completed(ended, ended - intended, true, "");
        if (counts) {
            tally.succeeded(attempts.committed, attempts.tries);
            lateIf(ended - intended);
        }
    }

    /** One that was cut off has taken at least so long. */
    private void lateIf(long nanos) {
        long limit = settings.latencyLimit().toNanos();
        if (limit > 0 && nanos > limit) {
            tally.late();
        }
    }

    private void count(
            RequestRecorder recorder, String name, long intended, long started, Attempts attempts, Failure failure) {
        long ended = clock.getAsLong();
        recorder.record(name, intended, started, ended, failure.outcome(), 0, 0);
        Throwable shown = failure.shown();
        recorder.alreadyCounted(thrown -> thrown == shown);
        if (failure.outcome() == Outcome.INTERRUPTED) {
            if (attempts.counts) {
                tally.cutOff();
                lateIf(ended - intended);
            }
            return;
        }
        recorder.error(name, failure.kind(), failure.message(), shown);
        listener.completed(ended, ended - intended, false, failure.kind());
        if (attempts.counts) {
            tally.failed(failure.kind(), attempts.tries);
        }
    }

    /** The tries of one transaction. */
    private final class Attempts {

        private final RequestRecorder recorder;
        private final boolean counts;
        private final Supplier<IllegalStateException> closed;
        private int tries;
        private boolean committed;

        Attempts(RequestRecorder recorder, boolean counts, Supplier<IllegalStateException> closed) {
            this.recorder = recorder;
            this.counts = counts;
            this.closed = closed;
        }

        void run(VirtualUser user, Session session, UserBody body) throws Exception {
            while (true) {
                tries++;
                try {
                    once(user, session, body);
                    return;
                } catch (Exception e) {
                    String kind = Failure.retryable(e);
                    if (kind.isEmpty() || tries >= settings.maxTries() || recorder.interrupted()) {
                        throw e;
                    }
                    if (counts) {
                        tally.retry(kind);
                    }
                }
            }
        }

        private void once(VirtualUser user, Session session, UserBody body) throws Exception {
            connections.begins(recorder);
            if (settings.ownConnection()) {
                onGivenConnection(user, session, body);
            } else {
                session.beginOwn(() -> connections.abort(recorder));
                try {
                    body.run(user);
                } finally {
                    session.endOwn();
                }
                noteEnd();
            }
        }

        private void onGivenConnection(VirtualUser user, Session session, UserBody body) throws Exception {
            Connection kept = settings.keepConnection() ? session.kept() : null;
            Connection connection = kept == null ? open() : kept;
            boolean done = false;
            session.begin(connection, tries);
            try {
                work(user, connection, body);
                end(connection, session.isRollbackOnly());
                noteEnd();
                done = true;
            } finally {
                boolean keep = done && settings.keepConnection();
                try {
                    if (!keep) {
                        giveBack(connection, done);
                    }
                } finally {
                    session.end(keep); // not before: a rollback may hang too, and only the session can free the user
                }
            }
        }

        private void work(VirtualUser user, Connection connection, UserBody body) throws Exception {
            try {
                body.run(user);
            } catch (Exception e) {
                if (SqlErrors.isOfClosedConnection(e) && isClosed(connection)) {
                    throw closed.get(); // what was done with it then says only that it is closed
                }
                throw e;
            }
            if (isClosed(connection)) {
                throw closed.get();
            }
        }

        /** One that the end of the load cut off was aborted by the library. */
        private boolean isClosed(Connection connection) {
            return !recorder.interrupted() && connections.isClosedByProgram(connection);
        }

        /** A program that takes a commit for a success may have lost all the same what it had done. */
        private void noteEnd() throws SQLException {
            WorkEnd end = connections.ends(recorder);
            if (end.lost().isPresent()) {
                throw end.lost().get();
            }
            committed = end.committed();
        }
    }

    private Connection open() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            if (!settings.autoCommit() && connection.getAutoCommit()) {
                connection.setAutoCommit(false);
            }
            if (settings.isolation().level() >= 0) {
                connection.setTransactionIsolation(settings.isolation().level());
            }
            if (settings.readOnly()) {
                connection.setReadOnly(true);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            giveBack(connection, false);
            throw e;
        }
    }

    private void end(Connection connection, boolean rollback) throws SQLException {
        if (connection.getAutoCommit()) {
            if (rollback) {
                throw new IllegalStateException(
                        "setRollbackOnly() has nothing to roll back: the connection commits after" + " each statement");
            }
            return;
        }
        if (rollback) {
            connection.rollback();
            return;
        }
        Optional<SQLException> why = connections.whyNotCommitted(connection);
        if (why.isPresent()) {
            throw why.get();
        }
        connection.commit();
    }

    /** A connection that fails to roll back is broken; the failure that led there is the one to tell. */
    private static void giveBack(Connection connection, boolean done) throws SQLException {
        try (Connection closed = connection) {
            if (!done && !closed.getAutoCommit()) {
                closed.rollback();
            }
        } catch (SQLException | RuntimeException e) {
            if (done) {
                throw e;
            }
        }
    }

    /** What a failure of a transaction is. */
    private record Failure(Outcome outcome, String kind, String message, Throwable shown) {

        /**
         * Tells what was thrown.
         *
         * @param lastFailure what a statement failed with before; told where a failure that came of it says nothing
         */
        static Failure of(Throwable e, boolean interrupted, Supplier<Optional<SQLException>> lastFailure) {
            if (interrupted) {
                return new Failure(Outcome.INTERRUPTED, "", "", SqlErrors.shown(e));
            }
            if (e instanceof TestAbortedException || e instanceof EndOfData) {
                return new Failure(Outcome.SKIPPED, "", "", e);
            }
            Outcome outcome = e instanceof AssertionError ? Outcome.CHECK : Outcome.ERROR;
            boolean untold = SqlErrors.kindOf(e).equals(SqlErrors.UNKNOWN); // as of a rollback on a lost connection
            SQLException first = untold ? lastFailure.get().orElse(null) : null;
            Throwable shown = first == null ? SqlErrors.shown(e) : first;
            String kind = SqlErrors.kindOf(first == null ? e : first);
            String message = shown.getMessage();
            return new Failure(outcome, kind, message == null || message.isBlank() ? kind : message, shown);
        }

        /** Returns the kind of a failure that may not come back when the transaction is tried again; else nothing. */
        static String retryable(Throwable e) {
            String kind = SqlErrors.kindOf(e);
            return SqlErrors.isWorthAnotherTry(kind) ? kind : "";
        }

        @SuppressWarnings("unchecked") // the type argument is only there to throw any throwable as it is
        private <X extends Throwable> RuntimeException unchecked() throws X {
            throw (X) shown;
        }
    }
}
