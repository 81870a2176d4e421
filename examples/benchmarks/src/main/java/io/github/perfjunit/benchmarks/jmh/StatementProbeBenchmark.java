// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.jmh;

import io.github.perfjunit.jdbc.Probe;
import io.github.perfjunit.jdbc.ProbedDataSource;
import io.github.perfjunit.jdbc.internal.probe.LoadWatch;
import io.github.perfjunit.jdbc.internal.probe.WatchedSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to see statements, on a driver that answers at once. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class StatementProbeBenchmark {

    private static final String SQL = "select name from products where id = ?";

    /** What is around the driver. */
    public enum Around {
        /** Nothing. */
        BARE,
        /** Our data source, while no load watches. */
        UNWATCHED,
        /** Our own probe. */
        PROXY,
        /** p6spy. */
        P6SPY
    }

    /** What is around the driver. */
    @Param
    public Around around;

    private DataSource dataSource;
    private LoadWatch watch;
    private PreparedStatement held;

    /**
     * Wraps the driver and begins to watch.
     *
     * @throws SQLException never
     */
    @Setup
    public void open() throws SQLException {
        dataSource = new StubDataSource();
        if (around != Around.BARE) {
            ProbedDataSource probed =
                    ProbedDataSource.of(dataSource, around == Around.P6SPY ? Probe.P6SPY : Probe.PROXY);
            if (around != Around.UNWATCHED) {
                watch = probed.unwrap(WatchedSource.class).watch(new NoRecorder(), nanos -> true);
            }
            dataSource = probed;
        }
        held = dataSource.getConnection().prepareStatement(SQL);
    }

    /** Ends the watch. */
    @TearDown
    public void close() {
        if (watch != null && watch.end().statements().isEmpty()) {
            throw new IllegalStateException("saw no statement");
        }
    }

    /**
     * One execution of a statement that was prepared before.
     *
     * @return the result
     * @throws SQLException never
     */
    @Benchmark
    public ResultSet statementHeld() throws SQLException {
        held.setInt(1, 7);
        return held.executeQuery();
    }

    /**
     * A transaction of one statement: connection, statement, execution, commit, and both given back.
     *
     * @return the result
     * @throws SQLException never
     */
    @Benchmark
    public ResultSet wholeTransaction() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setInt(1, 7);
            ResultSet result = statement.executeQuery();
            connection.commit();
            return result;
        }
    }

    /**
     * A transaction of ten executions.
     *
     * @return the last result
     * @throws SQLException never
     */
    @Benchmark
    public ResultSet transactionOfTen() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(SQL)) {
            ResultSet result = null;
            for (int i = 0; i < 10; i++) {
                statement.setInt(1, i);
                result = statement.executeQuery();
            }
            connection.commit();
            return result;
        }
    }
}
