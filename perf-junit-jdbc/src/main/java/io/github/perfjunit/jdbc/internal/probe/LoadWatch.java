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
import java.util.function.Consumer;
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
    private final Consumer<LoadWatch> afterEnd;
    private final StatementTexts texts = new StatementTexts();
    private final StatementTable statements = new StatementTable();
    private final ConnectionTable connections = new ConnectionTable();
    private final Repetitions repetitions = new Repetitions();
    private final OpenConnections open = new OpenConnections();
    private final Leaks leftOpen = new Leaks();
    private final Leaks uncommitted = new Leaks();
    private final AtomicLong uncommittedPlaces = new AtomicLong();
    private final Set<Long> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicLong taken = new AtomicLong();
    private final ReentrantLock rules = new ReentrantLock();
    private volatile TransactionRules transactionRules = TransactionRules.STANDARD;
    private volatile boolean rulesKnown;
    private volatile boolean ended;
    private volatile long placeNotedAt;
    private @Nullable ProbeReport report;

    LoadWatch(StatementProbe probe, RequestRecorder fallback, LongPredicate measured, LongSupplier clock) {
        this(probe, fallback, measured, clock, watch -> {});
    }

    private LoadWatch(
            StatementProbe probe,
            RequestRecorder fallback,
            LongPredicate measured,
            LongSupplier clock,
            Consumer<LoadWatch> afterEnd) {
        this.afterEnd = afterEnd;
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
     * @param afterEnd told when the watch has ended
     */
    static LoadWatch begin(
            StatementProbe probe, RequestRecorder fallback, LongPredicate measured, Consumer<LoadWatch> afterEnd) {
        return new LoadWatch(probe, fallback, measured, System::nanoTime, afterEnd);
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
        trace.begin();
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
                texts.syntax(DriverSyntax.of(connection));
                transactionRules = TransactionRules.of(connection);
                rulesKnown = true;
            }
        } finally {
            rules.unlock();
        }
    }

    /**
     * Notes that an iteration of a virtual user has ended: so has the unit of work on each connection that the user holds.
     * Called on the user's thread.
     *
     * @param user where the user's requests are counted
     * @param shouldHoldNone whether the user should have given back every connection by now; those that it has not are
     *     counted once
     */
    public void iterationEnded(RequestRecorder user, boolean shouldHoldNone) {
        for (ConnectionTrace trace : open.of(user)) {
            trace.endUnit();
            if (shouldHoldNone && trace.becomesLeftOpen()) {
                leftOpen.add(trace.place());
            }
        }
        open.by(user).clear();
        core.forget(user);
    }

    /** Begins a transaction of a user, of which {@link #workEnd} will tell what became of it. */
    public void workBegins(RequestRecorder user) {
        open.by(user).begin();
    }

    /**
     * Returns what became of the work of a user whose transaction has ended well, on whatever connections. What was given
     * back uncommitted is a finding.
     */
    public WorkEnd workEnd(RequestRecorder user) {
        WorkEnd end = open.by(user).end();
        end.uncommitted().forEach(place -> leftUncommitted(place.orElse(null)));
        return end;
    }

    /** Counts a connection that was given back with changed rows that nobody had committed. */
    void leftUncommitted(@Nullable String place) {
        uncommitted.add(place);
    }

    /** Returns the place where the program is; null if that was noted often enough, for it costs some microseconds. */
    @Nullable
    Throwable placeIfDue() {
        return uncommittedPlaces.incrementAndGet() <= ALL_PLACES ? new Throwable() : null;
    }

    /**
     * Aborts the connections that a user took and still holds, so that none of its calls hangs any more. Called from
     * another thread when the end of the load cuts the user off.
     */
    public void abort(RequestRecorder user) {
        open.of(user).forEach(ConnectionTrace::abort);
    }

    /**
     * Returns what the last statement of a virtual user failed with in the iteration that runs: code around it may throw
     * what came of that, such as a rollback that fails because the connection is lost.
     *
     * @return the SQLState and what it means, without values; empty if the last statement did not fail, or its driver told
     *     no SQLState
     */
    public Optional<SQLException> lastFailure(RequestRecorder user) {
        return core.lastFailure(user);
    }

    /**
     * Ends the watch and tells what was seen; called when no virtual user works any more. If connections are held even
     * so, waits up to half a second for them to be given back, as threads of a server may still be answering; those that
     * are held then pass everything on as before.
     *
     * @return the same report every time
     */
    public synchronized ProbeReport end() {
        ProbeReport done = report;
        if (done == null) {
            done = finish();
            report = done;
            afterEnd.accept(this);
        }
        return done;
    }

    private ProbeReport finish() {
        awaitRunningWork();
        LeakReport leaked = leaks();
        open.all().forEach(ConnectionTrace::endUnit);
        ended = true;
        return new ProbeReport(
                statements.report(texts, repetitions),
                connections.report(taken.get(), statements.units(), leaked, leftOpen.report(), uncommitted.report()));
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

    TransactionRules transactionRules() {
        return transactionRules;
    }

    OpenConnections open() {
        return open;
    }
}
