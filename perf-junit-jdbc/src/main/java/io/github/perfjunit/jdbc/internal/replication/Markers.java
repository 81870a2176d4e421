// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.replication;

import io.github.perfjunit.jdbc.report.ReplicationReport.MarkerReport;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/**
 * Writes numbered rows the way the load writes, reads the highest number the way it reads, and so finds out what a failover
 * loses and how often reads are stale: a row counts as written when its commit was acknowledged. Thread-safe.
 */
public final class Markers implements AutoCloseable {

    /** Opens connections. */
    @FunctionalInterface
    public interface Source {

        /** Opens a connection in autocommit mode, which the caller closes. */
        Connection open() throws SQLException;
    }

    /** Table of the rows, in the schema that unqualified names mean. */
    public static final String TABLE = "perf_junit_marker";

    private static final long PERIOD = Duration.ofMillis(10).toNanos();
    private static final long AFTER_FAILURE = Duration.ofMillis(50).toNanos();
    private static final String CREATE = "/* perf-junit */ create table " + TABLE + " (id int primary key)";
    private static final String DROP = "/* perf-junit */ drop table if exists " + TABLE;
    private static final String INSERT = "/* perf-junit */ insert into " + TABLE + " (id) values (?)";
    private static final String NEWEST = "/* perf-junit */ select coalesce(max(id), 0) from " + TABLE;
    private static final String ALL = "/* perf-junit */ select id from " + TABLE;

    private final LongPredicate measured;
    private final Thread writer;
    private final Thread reader;
    private final BitSet acknowledged = new BitSet();
    private int newest;
    private int last;
    private long reads;
    private long stale;
    private int mostBehind;
    private volatile boolean stopped;

    private Markers(Source writes, Source reads, LongPredicate measured) {
        this.measured = measured;
        this.writer = thread("perf-marker-writer", () -> again(writes, this::write));
        this.reader = thread("perf-marker-reader", () -> again(reads, this::read));
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Makes the table anew, past the load. */
    public static void prepare(Source administrator) throws SQLException {
        try (Connection connection = administrator.open();
                Statement statement = connection.createStatement()) {
            statement.execute(DROP);
            statement.execute(CREATE);
        }
    }

    /** Drops the table. */
    public static void drop(Source administrator) throws SQLException {
        try (Connection connection = administrator.open();
                Statement statement = connection.createStatement()) {
            statement.execute(DROP);
        }
    }

    /**
     * Begins, once {@link #prepare} has made the table.
     *
     * @param writes leads where the load writes
     * @param reads leads to the replica
     * @param measured tells whether a reading of {@link System#nanoTime()} lies in the measured time
     */
    public static Markers begin(Source writes, Source reads, LongPredicate measured) {
        Markers markers = new Markers(writes, reads, measured);
        markers.writer.start();
        markers.reader.start();
        return markers;
    }

    /** What is done on a connection until it breaks. */
    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void again(Source source, Work work) {
        while (!stopped) {
            try (Connection connection = source.open()) {
                work.on(connection);
            } catch (SQLException e) {
                pause(AFTER_FAILURE); // as in the load itself, whose failures are told; this one only goes on
            }
        }
    }

    /** Numbers are used once: of one that failed it is not known whether it was written. */
    private void write(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            while (!stopped) {
                long begun = System.nanoTime();
                int id = next();
                insert.setInt(1, id);
                insert.executeUpdate();
                acknowledge(id);
                pause(PERIOD - (System.nanoTime() - begun));
            }
        }
    }

    private int next() {
        last++; // the writer's thread alone
        return last;
    }

    private synchronized void acknowledge(int id) {
        acknowledged.set(id);
        newest = id;
    }

    private synchronized int newest() {
        return newest;
    }

    private void read(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
            while (!stopped) {
                long begun = System.nanoTime();
                int expected = newest();
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    seen(begun, expected, row.getInt(1));
                }
                pause(PERIOD - (System.nanoTime() - begun));
            }
        }
    }

    private synchronized void seen(long begun, int expected, int found) {
        if (measured.test(begun)) {
            reads++;
            stale += found < expected ? 1 : 0;
            mostBehind = Math.max(mostBehind, expected - found);
        }
    }

    private void pause(long nanos) {
        if (nanos > 0 && !stopped) {
            LockSupport.parkNanos(nanos);
        }
    }

    /** Stops both threads, to be called when all users have ended. */
    public void stop() {
        stopped = true;
        LockSupport.unpark(writer);
        LockSupport.unpark(reader);
        try {
            writer.join(TimeUnit.SECONDS.toMillis(6)); // their calls have limits of a few seconds
            reader.join(TimeUnit.SECONDS.toMillis(6));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Compares what was acknowledged with what is there.
     *
     * @param survivor leads to the server that takes writes now, past the load
     * @throws SQLException if that server cannot be asked, so that nothing is known
     */
    public MarkerReport compare(Source survivor) throws SQLException {
        stop();
        BitSet there = new BitSet();
        try (Connection connection = survivor.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                there.set(rows.getInt(1));
            }
        }
        synchronized (this) {
            BitSet lost = (BitSet) acknowledged.clone();
            lost.andNot(there);
            return new MarkerReport(acknowledged.cardinality(), lost.cardinality(), reads, stale, mostBehind, "");
        }
    }

    /** Tells what is known if nobody could be asked what is there. */
    public synchronized MarkerReport unknown(String why) {
        return new MarkerReport(acknowledged.cardinality(), 0, reads, stale, mostBehind, why);
    }

    @Override
    public void close() {
        stop();
    }
}
