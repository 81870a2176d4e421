// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import io.github.perfjunit.jdbc.internal.pool.Pools;
import io.github.perfjunit.jdbc.internal.replication.Markers;
import io.github.perfjunit.jdbc.report.ReplicationReport.MarkerReport;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.function.LongPredicate;

/** Markers of a load whose database has a replica that is promoted: where they are written, read and looked for. */
final class MarkedLoad implements AutoCloseable {

    private static final String APPLICATION_NAME = "perf-junit-replication";

    /** A server that was killed leaves calls without an answer; in seconds. */
    private static final String LONGEST_CALL = "5";

    private final TestDatabase database;
    private final TestDatabase replica;
    private final Markers markers;

    private MarkedLoad(TestDatabase database, TestDatabase replica, Markers markers) {
        this.database = database;
        this.replica = replica;
        this.markers = markers;
    }

    /** Makes their table, before the load. */
    static void prepare(TestDatabase database) throws SQLException {
        Markers.prepare(() -> database.connect(Pools.APPLICATION_NAME));
    }

    /** Drops their table, after the load. */
    static void drop(TestDatabase database) throws SQLException {
        Markers.drop(() -> database.connect(Pools.APPLICATION_NAME));
    }

    /**
     * Begins to write and to read.
     *
     * @param database past the proxy
     * @param proxied the same as the load reaches it
     */
    static MarkedLoad begin(TestDatabase database, TestDatabase proxied, LongPredicate measured) {
        TestDatabase replica = database.replicas().get(0);
        return new MarkedLoad(database, replica, Markers.begin(() -> open(proxied), () -> open(replica), measured));
    }

    private static Connection open(TestDatabase database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("ApplicationName", APPLICATION_NAME);
        properties.setProperty("connectTimeout", LONGEST_CALL);
        properties.setProperty("socketTimeout", LONGEST_CALL);
        return DriverManager.getConnection(database.url().orElseThrow(), properties);
    }

    /** Ends, and looks for them on the server that takes writes now. */
    MarkerReport end() {
        markers.stop();
        try {
            return markers.compare(() -> open(isPromoted() ? replica : database));
        } catch (SQLException e) {
            return markers.unknown(
                    "the server that takes writes after the load could not be asked: SQLState " + e.getSQLState());
        }
    }

    private boolean isPromoted() throws SQLException {
        try (Connection connection = open(replica);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("/* perf-junit */ select pg_is_in_recovery()")) {
            row.next();
            return !row.getBoolean(1);
        }
    }

    @Override
    public void close() {
        markers.stop();
    }
}
