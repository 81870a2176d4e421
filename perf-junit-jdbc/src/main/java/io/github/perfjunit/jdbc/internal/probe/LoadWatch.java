// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.jdbc.report.LeakReport;
import io.github.perfjunit.jdbc.report.ProbeReport;
import io.github.perfjunit.spi.RequestRecorder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Watches a data source from the beginning of a load to its end. Thread-safe. */
public final class LoadWatch {

    /** Takes a connection. */
    @FunctionalInterface
    public interface Source {

        /** Returns a connection, as a data source does. */
        Connection get() throws SQLException;
    }

    /** So many connections have the place noted where they were taken; it costs some microseconds. */
    private static final long ALL_PLACES = 1_000;

    /** After that, one in this time. */
    private static final long PLACE_EVERY_NANOS = 1_000_000;

    /** Servers may still answer requests when the users have ended. */
    private static final long LONGEST_WAIT_NANOS = 500_000_000;

    private static final long WAIT_NANOS = 5_000_000;
    private static final int MOST_SESSIONS = 10_000;

    private final StatementProbe probe;
    private final CoreRecords core;
    private final LongPredicate measured;
    private final LongSupplier clock;
    private final StatementTexts texts = new StatementTexts();
    private final StatementTable statements = new StatementTable();
    private final ConnectionTable connections = new ConnectionTable();
    private final Repetitions repetitions = new Repetitions();
    private final OpenConnections open = new OpenConnections();
    private final Leaks leftOpen = new Leaks();
    private final Set<Long> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicLong taken = new AtomicLong();
    private final ReentrantLock rules = new ReentrantLock();
    private volatile boolean rulesKnown;
    private volatile boolean ended;
    private volatile long placeNotedAt;
    private @Nullable ProbeReport report;

    LoadWatch(StatementProbe probe, RequestRecorder fallback, LongPredicate measured, LongSupplier clock) {
        this.probe = probe;
        this.core = new CoreRecords(fallback);
        this.measured = measured;
        this.clock = clock;
    }

    /**
     * Begins.
     *
     * @param probe how statements are seen
     * @param fallback where statements of threads are counted that work for no virtual user
     * @param measured tells of a reading of {@link System#nanoTime()} whether it is in the measured part of the load
     */
    public static LoadWatch begin(StatementProbe probe, RequestRecorder fallback, LongPredicate measured) {
        return new LoadWatch(probe, fallback, measured, System::nanoTime);
    }

    /** Takes a connection and follows it. */
    public Connection take(Source source) throws SQLException {
        long started = now();
        Connection connection;
        try {
            connection = source.get();
        } catch (SQLException | RuntimeException e) {
            if (isMeasured(started) && !ended) {
                connections.acquireFailed(SqlErrors.kindOf(e), now() - started);
            }
            throw e;
        }
        long ready = now();
        if (ended) {
            return connection;
        }
        boolean inMeasure = isMeasured(started);
        if (inMeasure) {
            connections.record(ConnectionTable.Event.ACQUIRE, ready - started);
        }
        noteSession(connection);
        long number = taken.getAndIncrement();
        if (probe == StatementProbe.NONE) {
            return connection;
        }
        if (!rulesKnown) {
            learnRules(connection);
        }
        Throwable place = null;
        if (number < ALL_PLACES || ready - placeNotedAt > PLACE_EVERY_NANOS) {
            place = new Throwable();
            placeNotedAt = ready;
        }
        ConnectionTrace trace = new ConnectionTrace(this, connection, core.recorder(), place, ready, inMeasure);
        open.add(trace);
        return probe.wrap(connection, trace);
    }

    private void noteSession(Connection connection) {
        try {
            long session = PostgresDriver.session(connection);
            if (session != 0 && sessions.size() < MOST_SESSIONS) {
                sessions.add(session);
            }
        } catch (SQLException | RuntimeException e) {
            return; // whose session it is remains unknown; what comes next fails too, if the connection is broken
        }
    }

    /** Returns the numbers by which the server knows the sessions that were taken until now, where the driver tells. */
    public Set<Long> sessions() {
        return sessions;
    }

    /**
     * Returns a statement as the application wrote it by its text. There may be values in it: it is for the database it came
     * to alone.
     */
    public Map<String, String> examples() {
        return texts.examples();
    }

    /** Others wait until the rules are known: a value that is taken for a name would be shown. */
    private void learnRules(Connection connection) {
        rules.lock();
        try {
            if (!rulesKnown) {
                texts.rules(SqlRules.of(connection));
                rulesKnown = true;
            }
        } finally {
            rules.unlock();
        }
    }

    /** Ends the units of work of a virtual user, and forgets its last failure; looks whether it gave all connections back, if it should have. */
    public void iterationEnded(RequestRecorder user, boolean shouldHoldNone) {
        for (ConnectionTrace trace : open.of(user)) {
            trace.endUnit();
            if (shouldHoldNone && trace.becomesLeftOpen()) {
                leftOpen.add(trace.place());
            }
        }
        core.forget(user);
    }

    /** Aborts the connections that a user took and still holds, so that none of its calls hangs any more. */
    public void abort(RequestRecorder user) {
        open.of(user).forEach(ConnectionTrace::abort);
    }

    /** Returns what the last statement of a user's iteration failed with, without values; empty if it did not. */
    public Optional<SQLException> lastFailure(RequestRecorder user) {
        return core.lastFailure(user);
    }

    /** Ends; connections that are still held pass everything on as before. May be called again. */
    public synchronized ProbeReport end() {
        if (report == null) {
            report = finish();
        }
        return report;
    }

    private ProbeReport finish() {
        awaitRunningWork();
        LeakReport leaked = leaks();
        open.all().forEach(ConnectionTrace::endUnit);
        ended = true;
        return new ProbeReport(
                statements.report(texts, repetitions),
                connections.report(taken.get(), statements.units(), leaked, leftOpen.report()));
    }

    private LeakReport leaks() {
        Leaks leaks = new Leaks();
        open.all().filter(ConnectionTrace::isHeld).forEach(trace -> leaks.add(trace.place()));
        return leaks.report();
    }

    private void awaitRunningWork() {
        long started = System.nanoTime();
        while (open.all().anyMatch(ConnectionTrace::isHeld)
                && System.nanoTime() - started < LONGEST_WAIT_NANOS
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(WAIT_NANOS);
        }
    }

    long now() {
        return clock.getAsLong();
    }

    boolean isMeasured(long nanos) {
        return measured.test(nanos);
    }

    boolean hasEnded() {
        return ended;
    }

    CoreRecords core() {
        return core;
    }

    StatementTexts texts() {
        return texts;
    }

    StatementTable statements() {
        return statements;
    }

    Repetitions repetitions() {
        return repetitions;
    }

    ConnectionTable connections() {
        return connections;
    }

    OpenConnections open() {
        return open;
    }
}
