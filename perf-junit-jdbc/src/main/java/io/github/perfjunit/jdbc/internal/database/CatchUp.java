// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits until replicas of a PostgreSQL have all that its primary had when it was asked. */
public final class CatchUp {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long BETWEEN_MILLIS = 20;

    private CatchUp() {}

    /**
     * Waits, at most a minute for each.
     *
     * @throws SQLException if a replica does not get there, or one of the servers cannot be asked
     */
    public static void await(TestDatabase primary, List<TestDatabase> replicas) throws SQLException {
        String position;
        try (Connection connection = primary.connect("perf-junit-replication")) {
            position = text(connection, "/* perf-junit */ select pg_current_wal_lsn()");
        }
        for (TestDatabase replica : replicas) {
            await(replica, position);
        }
    }

    private static void await(TestDatabase replica, String position) throws SQLException {
        long giveUp = System.nanoTime() + LONGEST.toNanos();
        SQLException failure = null;
        while (System.nanoTime() - giveUp < 0) {
            // The database itself may be among what is still to come.
            try (Connection connection = replica.connect("perf-junit-replication")) {
                failure = null;
                while (System.nanoTime() - giveUp < 0) {
                    if (has(connection, position)) {
                        return;
                    }
                    nap();
                }
            } catch (SQLException e) {
                failure = e;
                nap();
            }
        }
        throw failure != null
                ? failure
                : new SQLException(
                        replica.description() + " had not got to " + position + " after " + LONGEST.toSeconds() + " s");
    }

    private static boolean has(Connection connection, String position) throws SQLException {
        return "t"
                .equals(text(
                        connection,
                        "/* perf-junit */ select coalesce(pg_last_wal_replay_lsn() >= '" + position
                                + "'::pg_lsn, not pg_is_in_recovery())"));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void nap() throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while a replica was waited for", e);
        }
    }
}
