// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import io.github.perfjunit.benchmarks.ReadyWorkload;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** One workload on a PostgreSQL, which counts its transactions by a statement that each has once. */
final class PostgresTarget implements Target {

    private static final String COUNT = """
            select coalesce(sum(calls), 0) from pg_stat_statements
            where dbid = (select oid from pg_database where datname = current_database()) and query ilike ?""";
    private static final String CONNECTIONS = """
            select count(*) from pg_stat_activity
            where backend_type = 'client backend' and pid <> pg_backend_pid()""";

    private final PostgresServer server;
    private final ReadyWorkload workload;
    private final JdbcOptions options;
    private final Connection connection;

    PostgresTarget(PostgresServer server, ReadyWorkload workload, JdbcOptions options) throws SQLException {
        this.server = server;
        this.workload = workload;
        this.options = options;
        this.connection = server.connect();
        // The server is the comparison's own: tables of another size may be dropped, and the history emptied.
        System.setProperty("perf.jdbc.destructive", "true");
        try (Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
        }
    }

    @Override
    public String name() {
        return workload.label();
    }

    @Override
    public String url() {
        return server.url();
    }

    @Override
    public void tidy() throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.url());
        try (Statement statement = connection.createStatement()) {
            workload.script(options.scale(), options.rows()).prepare(source);
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public long requests() throws IOException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setString(1, workload.oncePerTransaction());
            return number(statement);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public long connections() throws IOException {
        try (PreparedStatement statement = connection.prepareStatement(CONNECTIONS)) {
            return number(statement);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public boolean isRunning() {
        return server.process().isAlive();
    }

    @Override
    public double cpuSeconds() {
        return Proc.usage(server.process().toHandle()).cpuSeconds();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            System.err.println("the connection to " + server.url() + " did not close: " + e.getMessage());
        }
    }
}
