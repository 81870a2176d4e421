// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.internal.database.OptionalCalls;
import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.metrics.FigureFormat;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a database about itself before, during and after a load, over one connection of its own. Nothing it meets makes
 * the load fail: what could not be found out is named in the report. {@link #open} before the load, {@link #begin} when
 * measuring begins, {@link #end} after the pool was closed or evicted. One load, one diagnosis; the calls come one after
 * the other, but for {@link #close}, which may come while another one is under way.
 */
public final class Diagnosis implements AutoCloseable {

    private static final int NETWORK_TIMEOUT_MILLIS = 10_000;
    private static final int VALIDATION_SECONDS = 2;
    private static final int JOIN_MILLIS = 3_000;
    private static final int POLL_MILLIS = 20;

    private final TestDatabase database;
    private final DiagnosisOptions options;
    private final LongSupplier nanoTime;
    private final SessionLog log = new SessionLog();
    private final ReportDraft draft = new ReportDraft();

    private volatile @Nullable Connection connection;
    private @Nullable ServerView view;
    private @Nullable Sampler sampler;
    private long begun;
    private boolean opened;
    private boolean ended;
    private final FailedLooks failedLooks = new FailedLooks();
    private volatile Supplier<Set<Long>> ownSessions = Set::of;
    private volatile int usualTimeout;

    private Diagnosis(TestDatabase database, DiagnosisOptions options, LongSupplier nanoTime) {
        this.database = database;
        this.options = options;
        this.nanoTime = nanoTime;
        draft.shared = !options.createExtension();
    }

    /** Returns a diagnosis that has not begun. */
    public static Diagnosis of(TestDatabase database, DiagnosisOptions options) {
        return of(database, options, System::nanoTime);
    }

    static Diagnosis of(TestDatabase database, DiagnosisOptions options, LongSupplier nanoTime) {
        return new Diagnosis(database, options, nanoTime);
    }

    /** Connects, and finds out what can be asked: before the pool takes the last connection. */
    public void open() {
        opened = true;
        begun = nanoTime.getAsLong();
        try {
            Connection own = connect();
            connection = own;
            ServerView found = ServerViews.of(own, options, draft);
            found.attach(own);
            view = found;
        } catch (SQLException e) {
            draft.gap("the database could not be asked: " + Sql.reason(e));
            close();
        }
    }

    /**
     * Reads the counters for the first time and begins to look at the sessions.
     *
     * @param own gives the numbers of the load's sessions, as far as they are known by now
     */
    public void begin(Supplier<Set<Long>> own) {
        ownSessions = own;
        begin();
    }

    /** Reads the counters for the first time and begins to look at the sessions, of which none is known to be the load's. */
    public void begin() {
        if (!opened) {
            open();
        }
        ServerView asked = view;
        Connection own = connection;
        if (asked == null || own == null) {
            return;
        }
        draft.part("first reading", () -> asked.begin(own));
        begun = nanoTime.getAsLong();
        Sampler thread = new Sampler(
                Math.max(options.interval().toMillis(), asked.leastPauseMillis()),
                asked.leastPauseMillis(),
                () -> look(asked));
        synchronized (this) {
            if (!ended) { // else nobody would end the thread
                sampler = thread;
                thread.start();
            }
        }
    }

    /**
     * Reads the counters again and closes the connection.
     *
     * @param client what the client measured by text of statement, to be shown beside the figures of the server
     */
    public DatabaseReport end(Map<String, ClientFigures> client) {
        return end(client, nanos -> false);
    }

    /**
     * Reads the counters again and closes the connection.
     *
     * @param client what the client measured by text of statement, to be shown beside the figures of the server
     * @param stopped tells of a reading of {@link System#nanoTime()} whether the load itself had stopped the server then,
     *     which explains that it could not be asked
     */
    public DatabaseReport end(Map<String, ClientFigures> client, LongPredicate stopped) {
        stopSampler();
        failedLooks.tell(stopped, draft);
        int ofOthers = log.ofOthers();
        if (ofOthers > 0) {
            draft.note("In " + FigureFormat.count(ofOthers, "look")
                    + " sessions that are not of the load waited for each" + " other; they are not counted.");
        }
        ServerView asked = view;
        Duration observed = Duration.ofNanos(opened ? nanoTime.getAsLong() - begun : 0);
        if (asked == null) {
            return draft.report("unknown", observed, log.result());
        }
        try {
            Connection own = valid(asked);
            settle(asked, own);
            asked.end(own, client, draft);
        } catch (SQLException e) {
            draft.gap("last reading: " + Sql.reason(e));
        } finally {
            close();
        }
        return draft.report(asked.product(), observed, log.result());
    }

    /** Returns what in the report, and in how the client connects, a reader should act on, of whomever it is. */
    public static List<Finding> findings(DatabaseReport report, ClientSettings client) {
        long counted = report.activity() == null ? 0 : report.activity().deadlocks();
        return findings(report, client, new OwnDeadlocks(counted, true));
    }

    /**
     * Returns what in the report, and in how the client connects, a reader should act on.
     *
     * @param deadlocks those of the load, where others may use the database too
     */
    public static List<Finding> findings(DatabaseReport report, ClientSettings client, OwnDeadlocks deadlocks) {
        return DatabaseFindings.of(report, client, deadlocks);
    }

    /** Stops looking and gives the connection back; may be called again. */
    @Override
    public void close() {
        stopSampler();
        Connection own = connection;
        connection = null;
        if (own != null) {
            closeQuietly(own);
        }
    }

    private void look(ServerView asked) {
        long before = nanoTime.getAsLong();
        try {
            List<Backend> seen = asked.sessions(lookingConnection(asked));
            log.add(seen, (nanoTime.getAsLong() - before) / 1e6, ownSessions.get());
        } catch (SQLException e) {
            failedLooks.add(before, nanoTime.getAsLong(), Sql.reason(e));
        }
    }

    /** Like {@link #usable}, but a connection that comes after the end is given back: nobody would close it. */
    private Connection lookingConnection(ServerView asked) throws SQLException {
        Connection own = connection;
        if (own != null && !own.isClosed()) {
            return own;
        }
        Connection next = connect();
        synchronized (this) {
            if (!ended) {
                connection = next;
                asked.attach(next);
                return next;
            }
        }
        next.close();
        throw new SQLException("the load has ended");
    }

    /** Returns the connection, or a new one if it broke: a fault of the load may have ended it. */
    private Connection usable(ServerView asked) throws SQLException {
        Connection own = connection;
        if (own != null && !own.isClosed()) {
            return own;
        }
        Connection next = connect();
        connection = next;
        asked.attach(next);
        return next;
    }

    /** Returns a connection that answers: whether it broke is not known before it is used. */
    private Connection valid(ServerView asked) throws SQLException {
        Connection own = usable(asked);
        if (OptionalCalls.isValid(own, VALIDATION_SECONDS)) {
            return own;
        }
        abort(own);
        Connection next = connect();
        connection = next;
        asked.attach(next);
        return next;
    }

    private Connection connect() throws SQLException {
        Connection next = database.connect(Sql.APPLICATION);
        try {
            next.setAutoCommit(true);
            usualTimeout = OptionalCalls.ask(next::getNetworkTimeout).orElse(0);
            // A driver without network timeouts may hang, which stopSampler ends.
            OptionalCalls.tell(() -> next.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS));
            return next;
        } catch (SQLException | RuntimeException e) {
            try (next) {
                throw e;
            }
        }
    }

    private void settle(ServerView asked, Connection own) throws SQLException {
        long until = nanoTime.getAsLong() + options.settle().toNanos();
        long open = asked.openSessions(own);
        try {
            while (open > 0 && nanoTime.getAsLong() < until) {
                Thread.sleep(POLL_MILLIS);
                open = asked.openSessions(own);
            }
            Thread.sleep(asked.lateMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (open > 0) {
            draft.note(open
                    + " sessions of others were still open at the last reading: their last second may be missing.");
        }
    }

    private void stopSampler() {
        synchronized (this) {
            ended = true;
        }
        Sampler thread = sampler;
        sampler = null;
        if (thread != null && !thread.end(JOIN_MILLIS)) {
            draft.gap("a look at the sessions hung and was given up");
            Connection own = connection;
            connection = null;
            if (own != null) {
                abort(own);
            }
        }
    }

    private void abort(Connection own) {
        try {
            OptionalCalls.abort(own);
        } catch (SQLException e) {
            draft.note("A connection could not be aborted: " + Sql.reason(e));
        }
    }

    /** The connection may be one of the test's own pool: it goes back as it came. */
    private void closeQuietly(Connection own) {
        ServerView asked = view;
        try (own) {
            if (!own.isClosed()) {
                if (asked != null) {
                    asked.detach(own);
                }
                OptionalCalls.tell(() -> own.setNetworkTimeout(Runnable::run, usualTimeout));
            }
        } catch (SQLException e) {
            draft.note("A connection could not be given back: " + Sql.reason(e));
        }
    }
}
