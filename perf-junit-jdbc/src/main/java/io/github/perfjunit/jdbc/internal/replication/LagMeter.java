// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.replication;

import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import io.github.perfjunit.jdbc.report.ReplicationReport.ReplicaLag;
import io.github.perfjunit.metrics.LatencySummary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Measures the lag of one replica on a thread of its own. Thread-safe. */
final class LagMeter implements Runnable {

    /** Sessions of this name are no part of the load. */
    static final String APPLICATION_NAME = "perf-junit-replication";

    private static final long PERIOD = Duration.ofMillis(100).toNanos();
    private static final long SHORTEST_PAUSE = Duration.ofMillis(1).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMillis(10).toNanos();
    private static final long AFTER_FAILURE = Duration.ofMillis(200).toNanos();
    private static final int SECONDS = 5;
    private static final double NANOS_PER_MILLI = 1e6;

    private static final String POSITION = "/* perf-junit */ select pg_current_wal_lsn()::text";
    private static final String THERE =
            "/* perf-junit */ select pg_is_in_recovery(), pg_last_wal_replay_lsn() >= ?::pg_lsn,"
                    + " greatest(0, pg_wal_lsn_diff(?::pg_lsn, coalesce(pg_last_wal_replay_lsn(), ?::pg_lsn)))";

    private final String name;
    private final TestDatabase primary;
    private final TestDatabase replica;
    private final LongPredicate measured;
    private final LatencySummary.Builder times = new LatencySummary.Builder();
    private long unsure;
    private long mostBytes;
    private long bytes;
    private String problem = "it was not asked in the measured time";
    private @Nullable LagReading reading;
    private long lastNanos = -1;
    private volatile boolean stopped;

    LagMeter(String name, TestDatabase primary, TestDatabase replica, LongPredicate measured) {
        this.name = name;
        this.primary = primary;
        this.replica = replica;
        this.measured = measured;
    }

    String name() {
        return name;
    }

    @Override
    public void run() {
        while (!stopped) {
            try (Connection follower = replica.connect(APPLICATION_NAME)) {
                if (!follows(follower)) {
                    followsNobody();
                    return;
                }
                try (Connection source = primary.connect(APPLICATION_NAME)) {
                    if (!measure(source, follower)) {
                        return;
                    }
                }
            } catch (SQLException e) {
                failed("it could not be asked: SQLState " + e.getSQLState());
            } catch (RuntimeException e) {
                failed("it could not be asked: " + e);
            }
            pause(AFTER_FAILURE);
        }
    }

    private static boolean follows(Connection follower) throws SQLException {
        try (Statement statement = follower.createStatement();
                ResultSet row = statement.executeQuery("/* perf-junit */ select pg_is_in_recovery()")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** A position that was asked for goes on being waited for on the next connections. */
    private boolean measure(Connection source, Connection follower) throws SQLException {
        try (Statement asking = source.createStatement();
                PreparedStatement there = follower.prepareStatement(THERE)) {
            asking.setQueryTimeout(SECONDS);
            there.setQueryTimeout(SECONDS);
            while (!stopped) {
                long asked = System.nanoTime();
                String position = position(asking);
                LagReading begun = outstanding(asked, System.nanoTime());
                if (!await(there, begun, position)) {
                    return false;
                }
                pause(PERIOD - (System.nanoTime() - asked));
            }
            return false;
        }
    }

    private static String position(Statement asking) throws SQLException {
        try (ResultSet row = asking.executeQuery(POSITION)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Begins a reading; after a failure the one that had begun goes on, with a position that is later still. */
    private synchronized LagReading outstanding(long asked, long answered) {
        LagReading known = reading;
        if (known == null) {
            known = new LagReading(asked, answered);
            reading = known;
        }
        return known;
    }

    /** Asks until the replica is there; returns false if it follows nobody. */
    private boolean await(PreparedStatement there, LagReading begun, String position) throws SQLException {
        for (int i = 1; i <= 3; i++) {
            there.setString(i, position);
        }
        long pause = SHORTEST_PAUSE;
        while (!stopped) {
            long asked = System.nanoTime();
            try (ResultSet row = there.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    followsNobody();
                    return false;
                }
                boolean caughtUp = row.getBoolean(2);
                answered(begun, asked, caughtUp, row.getLong(3));
                if (caughtUp) {
                    return true;
                }
            }
            pause(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
        return true;
    }

    /** One that was promoted has nothing to be behind of any more; what was measured before counts. */
    private synchronized void followsNobody() {
        reading = null;
        problem = times.count() == 0 ? "it is no replica: it is not in recovery" : "";
    }

    private synchronized void answered(LagReading begun, long asked, boolean caughtUp, long behind) {
        long received = System.nanoTime();
        boolean counts = measured.test(begun.asked());
        bytes = behind;
        if (counts) {
            mostBytes = Math.max(mostBytes, behind);
        }
        if (!caughtUp) {
            begun.behind(asked);
            return;
        }
        lastNanos = begun.took(received);
        reading = null;
        if (counts) {
            times.record(lastNanos);
            unsure += begun.isSure(received) ? 0 : 1;
            problem = "";
        }
    }

    private synchronized void failed(String why) {
        if (reading != null) {
            reading.behind(System.nanoTime());
        }
        problem = why;
    }

    /** Returns the lag as it is now, in milliseconds, and the bytes that are missing; null before the first reading. */
    synchronized double @Nullable [] latest() {
        if (lastNanos < 0 && reading == null) {
            return null;
        }
        long waiting = reading == null ? 0 : reading.atLeast();
        return new double[] {Math.max(waiting, Math.max(0, lastNanos)) / NANOS_PER_MILLI, bytes};
    }

    /** Ends; what was waited for counts with what it has taken. */
    ReplicaLag end() {
        stopped = true;
        synchronized (this) {
            LagReading waiting = reading;
            if (waiting != null && measured.test(waiting.asked()) && waiting.atLeast() > 0) {
                times.record(waiting.atLeast());
                reading = null;
                problem = problem.startsWith("it was not asked") ? "" : problem;
            }
            return new ReplicaLag(name, times.copy(), unsure, mostBytes, problem);
        }
    }

    private void pause(long nanos) {
        if (nanos > 0 && !stopped) {
            LockSupport.parkNanos(nanos);
        }
    }
}
