// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.jdbc.internal.probe.LoadWatch;
import io.github.perfjunit.jdbc.internal.probe.ProbeFindings;
import io.github.perfjunit.jdbc.internal.probe.StatementProbe;
import io.github.perfjunit.jdbc.internal.probe.WatchedSource;
import io.github.perfjunit.jdbc.report.ConnectionReport;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.LeakReport;
import io.github.perfjunit.jdbc.report.ProbeReport;
import io.github.perfjunit.jdbc.report.StatementReport;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.CurrentUser;
import io.github.perfjunit.spi.RequestRecorder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The data source around a real pool of a real PostgreSQL. */
class ProbedDataSourceTests {

    private final AtomicLong statements = new AtomicLong();
    private final RequestRecorder fallback = new Counting();

    private static String url;

    private HikariDataSource pool;

    /** Counts statements, of which none may fail. */
    private final class Counting implements RequestRecorder {

        @Override
        public long begin(long started) {
            return started;
        }

        @Override
        public void record(String name, long due, long started, long ended, Outcome outcome, long sent, long received) {
            throw new AssertionError(name);
        }

        @Override
        public void statement(String text, long started, long ended, Outcome outcome) {
            statements.incrementAndGet();
        }

        @Override
        public void error(String name, String kind, String message, Throwable cause) {
            throw new AssertionError(message, cause);
        }

        @Override
        public void connected(String name, long started, long ended, boolean ok) {
            throw new AssertionError(name);
        }

        @Override
        public boolean interrupted() {
            return false;
        }
    }

    @BeforeAll
    static void makeDatabase() throws SQLException {
        url = TestPostgres.newDatabase();
    }

    @BeforeEach
    void openPool() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(250);
        pool = new HikariDataSource(config);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists lines");
            statement.execute("create table lines (id int primary key, parent int)");
            statement.execute("insert into lines select i, i / 20 from generate_series(0, 199) i");
        }
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    private static WatchedSource watched(ProbedDataSource source) throws SQLException {
        return source.unwrap(WatchedSource.class);
    }

    private static Finding.Kind[] kinds(ProbeReport report) {
        return ProbeFindings.of(report, 0).stream().map(Finding::kind).toArray(Finding.Kind[]::new);
    }

    @Test
    void getConnection_whileNobodyWatches_isThatOfThePool() throws SQLException {
        DataSource probed = ProbedDataSource.of(pool);

        try (Connection connection = probed.getConnection()) {
            assertThat(connection.getClass().getName()).startsWith("com.zaxxer.hikari.");
        }
    }

    @Test
    void of_aProbedDataSource_isTheSameUnlessTheProbeIsChosen() {
        ProbedDataSource probed = ProbedDataSource.of(pool);

        assertThat(ProbedDataSource.of(probed)).isSameAs(probed);
        assertThat(ProbedDataSource.of(probed, Probe.P6SPY))
                .isNotSameAs(probed)
                .hasToString("ProbedDataSource[HikariDataSource]");
    }

    @Test
    void unwrap_reachesThePoolAndWhatIsBehindIt() throws SQLException {
        ProbedDataSource probed = ProbedDataSource.of(pool);

        assertThat(probed.unwrap(HikariDataSource.class)).isSameAs(pool);
        assertThat(probed.unwrap(ProbedDataSource.class)).isSameAs(probed);
        assertThat(probed.isWrapperFor(HikariDataSource.class)).isTrue();
        assertThat(probed.isWrapperFor(String.class)).isFalse();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> probed.unwrap(String.class));
    }

    @Test
    void otherMethods_areThoseOfTheOriginal() throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:other");
        h2.setUser("sa");
        h2.setPassword("");
        ProbedDataSource probed = ProbedDataSource.of(h2);

        probed.setLoginTimeout(7);
        probed.setLogWriter(null);

        assertThat(probed.getLoginTimeout()).isEqualTo(h2.getLoginTimeout());
        assertThat(probed.getLogWriter()).isNull();
        Logger logger = h2.getParentLogger();
        assertThat(probed.getParentLogger()).isSameAs(logger);
        assertThatExceptionOfType(SQLException.class).isThrownBy(probed::createShardingKeyBuilder);
        assertThatExceptionOfType(SQLException.class).isThrownBy(probed::createConnectionBuilder);
        LoadWatch watch = watched(probed).watch(fallback, nanos -> true);
        probed.getConnection("sa", "").close();
        probed.close();
        assertThat(watch.end().connections().taken()).isEqualTo(1);
    }

    @Test
    void close_closesThePool() throws SQLException {
        ProbedDataSource.of(pool).close();

        assertThat(pool.isClosed()).isTrue();
    }

    private static Connection take(DataSource source, RequestRecorder user) {
        AtomicReference<Connection> taken = new AtomicReference<>();
        CurrentUser.runAs(user, () -> {
            try {
                taken.set(source.getConnection());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        return taken.get();
    }

    @Test
    void abort_ofAUser_endsTheConnectionsThatItStillHolds() throws SQLException {
        ProbedDataSource probed = ProbedDataSource.of(pool);
        LoadWatch watch = watched(probed).watch(fallback, nanos -> true);
        RequestRecorder user = new Counting();
        take(probed, user).close();

        Connection held = take(probed, user);
        try (Connection other = probed.getConnection()) {
            watch.abort(user);
            watch.abort(user);

            assertThat(held.isValid(1)).isFalse();
            assertThat(other.isValid(1)).isTrue();
        }
        assertThatExceptionOfType(SQLException.class).isThrownBy(held::close);
        assertThat(watch.end().connections().leaked().count()).isZero();
    }

    @Test
    void watch_byTwoLoads_isRefusedUntilTheFirstEnds() throws SQLException {
        ProbedDataSource probed = ProbedDataSource.of(pool);
        LoadWatch first = watched(probed).watch(fallback, nanos -> true);

        assertThatIllegalStateException()
                .isThrownBy(() -> probed.unwrap(WatchedSource.class).watch(fallback, nanos -> true))
                .withMessage(
                        "Another load watches this data source already; a data source can be watched by one load at"
                                + " a time.");
        assertThat(probed.isWatched()).isTrue();
        assertThat(first.end()).isSameAs(first.end());
        assertThat(probed.isWatched()).isFalse();
        assertThat(watched(probed).watch(fallback, nanos -> true).end().statements())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Probe.class)
    void watch_ofEightThreads_countsEverythingOnce(Probe probe) throws Exception {
        ProbedDataSource probed = ProbedDataSource.of(pool);
        LoadWatch watch = watched(probed).watch(StatementProbe.of(probe), fallback, nanos -> true);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            running.add(threads.submit(() -> transactions(probed)));
        }
        for (Future<?> future : running) {
            future.get();
        }
        threads.shutdown();

        ProbeReport report = watch.end();
        ConnectionReport connections = report.connections();
        assertThat(connections.taken()).isEqualTo(800);
        assertThat(connections.acquire().count()).isEqualTo(800);
        assertThat(connections.leaked()).isEqualTo(LeakReport.NONE);
        if (probe == Probe.NONE) {
            assertThat(report.statements()).isEmpty();
            return;
        }
        assertThat(statements).hasValue(2 * 800);
        assertThat(report.statements())
                .extracting(StatementReport::text)
                .containsExactlyInAnyOrder(
                        "select parent from lines where id = ?", "update lines set parent = ? where id = ?");
        assertThat(report.statements()).allSatisfy(statement -> {
            assertThat(statement.calls()).isEqualTo(800);
            assertThat(statement.units()).isEqualTo(800);
            assertThat(statement.mostCallsInUnit()).isEqualTo(1);
            assertThat(statement.total()).isPositive();
        });
        assertThat(connections.units()).isEqualTo(800);
        assertThat(connections.commit().count()).isEqualTo(800);
        assertThat(connections.usage().count()).isEqualTo(800);
        assertThat(connections.close().count()).isEqualTo(800);
        assertThat(kinds(report)).isEmpty();
    }

    private static Void transactions(DataSource dataSource) throws SQLException {
        for (int i = 0; i < 100; i++) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                try (PreparedStatement select = connection.prepareStatement("select parent from lines where id = ?");
                        PreparedStatement update =
                                connection.prepareStatement("update lines set parent = ? where id = ?")) {
                    select.setInt(1, i);
                    select.executeQuery().close();
                    update.setInt(1, i);
                    update.setInt(2, i);
                    update.executeUpdate();
                }
                connection.commit();
            }
        }
        return null;
    }

    @ParameterizedTest
    @EnumSource(names = {"PROXY", "P6SPY"})
    void nPlusOne_isNamedAndItsCureIsNot(Probe probe) throws SQLException {
        ProbedDataSource probed = ProbedDataSource.of(pool, probe);
        LoadWatch watch = watched(probed).watch(fallback, nanos -> true);
        for (int parent = 0; parent < 10; parent++) {
            try (Connection connection = probed.getConnection();
                    PreparedStatement list = connection.prepareStatement("select id from lines where parent = ?");
                    PreparedStatement one = connection.prepareStatement("select * from lines where id = ?")) {
                connection.setAutoCommit(false);
                list.setInt(1, parent);
                try (ResultSet ids = list.executeQuery()) {
                    while (ids.next()) {
                        one.setInt(1, ids.getInt(1));
                        one.executeQuery().close();
                    }
                }
            }
        }
        ProbeReport sick = watch.end();
        assertThat(ProbeFindings.of(sick, 0))
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(tuple(Finding.Kind.N_PLUS_ONE, "select * from lines where id = ?"));
        assertThat(ProbeFindings.of(sick, 0).get(0).evidence())
                .startsWith("A unit of work that ran it did so 20.0 times on average and 20 times at most;");

        watch = watched(probed).watch(fallback, nanos -> true);
        for (int parent = 0; parent < 10; parent++) {
            try (Connection connection = probed.getConnection();
                    Statement join = connection.createStatement()) {
                join.executeQuery(
                                "select * from lines where id in (select id from lines where parent = " + parent + ")")
                        .close();
            }
        }
        assertThat(kinds(watch.end())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PROXY", "P6SPY"})
    void writesOneByOne_areNamedAndABatchIsNot(Probe probe) throws SQLException {
        ProbedDataSource probed = ProbedDataSource.of(pool, probe);
        LoadWatch watch = watched(probed).watch(fallback, nanos -> true);
        insert(probed, 1_000, false);
        assertThat(kinds(watch.end())).containsExactly(Finding.Kind.UNBATCHED_WRITES);

        watch = watched(probed).watch(fallback, nanos -> true);
        insert(probed, 2_000, true);
        ProbeReport healthy = watch.end();
        assertThat(kinds(healthy)).isEmpty();
        assertThat(healthy.statements()).hasSize(1);
        assertThat(healthy.statements().get(0).rows()).isEqualTo(30);
        assertThat(healthy.statements().get(0).largestBatch()).isEqualTo(30);
    }

    private static void insert(DataSource dataSource, int firstId, boolean together) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("insert into lines values (?, 0)")) {
                for (int i = 0; i < 30; i++) {
                    insert.setInt(1, firstId + i);
                    if (together) {
                        insert.addBatch();
                    } else {
                        insert.executeUpdate();
                    }
                }
                if (together) {
                    insert.executeBatch();
                }
            }
            connection.commit();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PROXY", "P6SPY"})
    void leaks_areCountedWithTheirPlaceAndExhaustThePool(Probe probe) throws SQLException {
        ProbedDataSource probed = ProbedDataSource.of(pool, probe);
        LoadWatch watch = watched(probed).watch(fallback, nanos -> true);
        List<Connection> kept = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            kept.add(leak(probed));
        }
        assertThatExceptionOfType(SQLException.class).isThrownBy(probed::getConnection);

        ProbeReport report = watch.end();
        ConnectionReport connections = report.connections();
        assertThat(connections.leaked().count()).isEqualTo(4);
        assertThat(connections.leaked().places()).hasSize(1);
        assertThat(connections.leaked().places().get(0).count()).isEqualTo(4);
        assertThat(connections.leaked().places().get(0).where())
                .startsWith("io.github.perfjunit.jdbc.LeakingCode.take(LeakingCode.java:");
        assertThat(connections.timeouts()).isEqualTo(1);
        assertThat(connections.failedAcquire().max()).isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
        assertThat(kinds(report)).containsExactly(Finding.Kind.POOL_EXHAUSTED, Finding.Kind.CONNECTION_LEAK);
        for (Connection connection : kept) {
            connection.close();
        }
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    private static Connection leak(DataSource dataSource) throws SQLException {
        return new LeakingCode().take(dataSource);
    }

    @Test
    @Timeout(20)
    void end_whileAServerStillAnswers_waitsAndSeesNoLeak() throws Exception {
        ProbedDataSource probed = ProbedDataSource.of(pool);
        LoadWatch watch = watched(probed).watch(fallback, nanos -> true);
        Connection connection = probed.getConnection();
        Thread ending = Thread.currentThread();
        Thread server = new Thread(() -> {
            while (ending.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            try {
                connection.close();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
        server.start();

        ConnectionReport connections = watch.end().connections();
        server.join();

        assertThat(connections.leaked()).isEqualTo(LeakReport.NONE);
        assertThat(connections.usage().count()).isEqualTo(1);
    }
}
