// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.perfjunit.jdbc.internal.probe.Probes.ProbeTest;
import io.github.perfjunit.jdbc.report.ProbeReport;
import io.github.perfjunit.jdbc.report.StatementReport;
import io.github.perfjunit.spi.CurrentUser;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbc.JdbcPreparedStatement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is seen of statements on H2, with a clock that goes on by 1 ns whenever it is read, measured or not at will. */
class StatementsSeenTests {

    private final AtomicLong clock = new AtomicLong(1_000);
    private final AtomicBoolean measured = new AtomicBoolean(true);
    private final Recorded recorded = new Recorded();
    private Connection keeper;
    private LoadWatch watch;

    @BeforeEach
    void makeTable() throws SQLException {
        keeper = DriverManager.getConnection("jdbc:h2:mem:seen");
        try (Statement statement = keeper.createStatement()) {
            statement.execute("create table t (id int primary key, name varchar(20))");
        }
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        keeper.close();
    }

    private Connection connect(StatementProbe probe) throws SQLException {
        watch = new LoadWatch(probe, recorded, nanos -> measured.get(), clock::getAndIncrement);
        return again();
    }

    private Connection again() throws SQLException {
        return watch.take(() -> DriverManager.getConnection("jdbc:h2:mem:seen"));
    }

    private StatementReport only() {
        assertThat(watch.end().statements()).hasSize(1);
        return watch.end().statements().get(0);
    }

    @ProbeTest
    void executions_ofPlainAndPreparedStatements_areCountedTogetherByText(StatementProbe probe) throws SQLException {
        try (Connection connection = connect(probe);
                Statement plain = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("select name from t where id = ?")) {
            plain.executeQuery("select name from t where id = 7").close();
            plain.execute("select name from t  where id = 8");
            prepared.setInt(1, 9);
            prepared.executeQuery().close();
            prepared.execute();
        }

        StatementReport statement = only();
        assertThat(statement.text()).isEqualTo("select name from t where id = ?");
        assertThat(statement.calls()).isEqualTo(4);
        assertThat(statement.errors()).isZero();
        assertThat(statement.rows()).isZero();
        assertThat(statement.total()).isGreaterThanOrEqualTo(Duration.ofNanos(4));
        assertThat(recorded.statements)
                .hasSize(4)
                .allMatch(line -> line.startsWith("select name from t where id = ? OK "));
        assertThat(recorded.errors).isEmpty();
    }

    @ProbeTest
    void updates_ofEveryKind_countTheirRows(StatementProbe probe) throws SQLException {
        try (Connection connection = connect(probe);
                Statement plain = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("insert into t values (?, ?)")) {
            plain.executeUpdate("insert into t values (1, 'a')");
            plain.executeLargeUpdate("insert into t values (2, 'a'), (22, 'b')");
            plain.execute("insert into t values (3, 'a')");
            assertThat(plain.getUpdateCount()).isEqualTo(1);
            prepared.setInt(1, 4);
            prepared.setObject(2, "c", JDBCType.VARCHAR);
            assertThat(prepared.executeLargeUpdate()).isEqualTo(1);
            prepared.setObject(1, 5, JDBCType.INTEGER, 0);
            assertThat(prepared.execute()).isFalse();
            assertThat(prepared.getLargeUpdateCount()).isEqualTo(1);
            prepared.setInt(1, 6);
            assertThat(prepared.executeUpdate()).isEqualTo(1);
            plain.executeUpdate("update t set name = 'x'");
        }

        ProbeReport report = watch.end();
        assertThat(report.statements())
                .extracting(StatementReport::text, StatementReport::calls, StatementReport::rows)
                .containsExactlyInAnyOrder(
                        tuple("insert into t values (?, ?)", 5L, 5L),
                        tuple("insert into t values (?, ?)...", 1L, 2L),
                        tuple("update t set name = ?", 1L, 7L));
    }

    @ProbeTest
    void generatedKeys_areReadAsBefore(StatementProbe probe) throws SQLException {
        try (Connection connection = connect(probe);
                Statement plain = connection.createStatement()) {
            plain.execute("create table k (id int generated always as identity, name varchar(9))");
            plain.executeUpdate("insert into k (name) values ('a')", Statement.RETURN_GENERATED_KEYS);
            assertThat(key(plain)).isEqualTo(1);
            plain.executeLargeUpdate("insert into k (name) values ('a')", new String[] {"ID"});
            assertThat(key(plain)).isEqualTo(2);
            try (PreparedStatement prepared =
                    connection.prepareStatement("insert into k (name) values (?)", new int[] {1})) {
                prepared.setString(1, "b");
                prepared.executeUpdate();
                assertThat(key(prepared)).isEqualTo(3);
            }
        }
    }

    private static int key(Statement statement) throws SQLException {
        try (ResultSet keys = statement.getGeneratedKeys()) {
            assertThat(keys.next()).isTrue();
            return keys.getInt(1);
        }
    }

    @ProbeTest
    void batches_ofAPreparedStatement_areOneCallEachWithTheirSizes(StatementProbe probe) throws SQLException {
        try (Connection connection = connect(probe);
                PreparedStatement prepared = connection.prepareStatement("insert into t values (?, 'a')")) {
            for (int id = 0; id < 10; id++) {
                prepared.setInt(1, id);
                prepared.addBatch();
            }
            assertThat(prepared.executeBatch()).hasSize(10);
            prepared.setInt(1, 10);
            prepared.addBatch();
            prepared.clearBatch();
            for (int id = 10; id < 12; id++) {
                prepared.setInt(1, id);
                prepared.addBatch();
            }
            assertThat(prepared.executeLargeBatch()).hasSize(2);
            assertThat(prepared.executeBatch()).isEmpty();
        }

        StatementReport statement = only();
        assertThat(statement.calls()).isEqualTo(2);
        assertThat(statement.rows()).isEqualTo(12);
        assertThat(statement.batches()).isEqualTo(2);
        assertThat(statement.meanBatch()).isEqualTo(6);
        assertThat(statement.largestBatch()).isEqualTo(10);
        assertThat(statement.mostCallsInUnit()).isEqualTo(1);
    }

    @ProbeTest
    void batches_ofAPlainStatement_areCountedUnderTheirTextOrAsMixed(StatementProbe probe) throws SQLException {
        try (Connection connection = connect(probe);
                Statement plain = connection.createStatement()) {
            plain.addBatch("insert into t values (1, 'a')");
            plain.addBatch("insert into t values (2, 'b')");
            plain.executeBatch();
            plain.addBatch("insert into t values (3, 'a')");
            plain.addBatch("delete from t where id = 1");
            plain.addBatch("delete from t where id = 99");
            plain.executeLargeBatch();
        }

        assertThat(watch.end().statements())
                .extracting(
                        StatementReport::text,
                        StatementReport::calls,
                        StatementReport::rows,
                        StatementReport::largestBatch)
                .containsExactlyInAnyOrder(
                        tuple("insert into t values (?, ?)", 1L, 2L, 2), tuple("(batch)", 1L, 2L, 3));
    }

    @ProbeTest
    void batch_thatFails_countsTheRowsOfWhatSucceeded(StatementProbe probe) throws SQLException {
        try (Connection connection = connect(probe);
                PreparedStatement prepared = connection.prepareStatement("insert into t values (?, 'a')")) {
            for (int id : new int[] {1, 2, 2}) {
                prepared.setInt(1, id);
                prepared.addBatch();
            }
            assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(prepared::executeBatch);
        }

        StatementReport statement = only();
        assertThat(statement.errors()).isEqualTo(1);
        assertThat(statement.rows()).isEqualTo(2);
        assertThat(statement.largestBatch()).isEqualTo(3);
        assertThat(recorded.errors)
                .containsExactly("constraint: unique constraint violated (SQLState 23505, code 23505)");
    }

    @ProbeTest
    void failure_isCountedAndListedWithoutValues(StatementProbe probe) throws SQLException {
        SQLException thrown;
        try (Connection connection = connect(probe);
                Statement plain = connection.createStatement()) {
            thrown = assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> plain.executeQuery("select 'secret' from nowhere"))
                    .actual();
        }

        assertThat(recorded.statements).hasSize(1).first().asString().contains(" ERROR ");
        assertThat(recorded.errors)
                .containsExactly("syntax: syntax error, unknown name or missing right (SQLState 42S02, code 42102)");
        assertThat(thrown.getMessage()).contains("secret");
        assertThat(recorded.everything).noneMatch(told -> told.contains("secret"));
    }

    private static void fail(Connection connection, String sql) throws SQLException {
        try (Statement plain = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> plain.execute(sql));
        }
    }

    private void asUser(Recorded user, Work work) {
        CurrentUser.runAs(user, () -> {
            try {
                work.run();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    private interface Work {
        void run() throws SQLException;
    }

    @ProbeTest
    void lastFailure_ofAUser_lastsUntilAStatementWorksOrTheIterationEnds(StatementProbe probe) throws SQLException {
        Recorded user = new Recorded();
        Recorded other = new Recorded();
        try (Connection connection = connect(probe);
                Statement plain = connection.createStatement()) {
            fail(connection, "select 'secret' from nowhere");
            assertThat(watch.lastFailure(recorded)).as("of nobody").isEmpty();

            asUser(user, () -> fail(connection, "select 'secret' from nowhere"));
            asUser(other, () -> run(plain, 1));
            SQLException told = watch.lastFailure(user).orElseThrow();
            assertThat(told.getMessage())
                    .isEqualTo("syntax error, unknown name or missing right (SQLState 42S02, code 42102)");
            assertThat(told.getCause()).isNull();
            assertThat(watch.lastFailure(other)).isEmpty();

            asUser(user, () -> run(plain, 1));
            assertThat(watch.lastFailure(user)).isEmpty();

            asUser(user, () -> fail(connection, "select 'secret' from nowhere"));
            watch.iterationEnded(user, true);
            assertThat(watch.lastFailure(user)).isEmpty();
        }
    }

    @Test
    void lastFailure_withoutASqlState_leavesTheOneBefore() throws SQLException {
        Recorded user = new Recorded();
        try (Connection connection = connect(new ProxyProbe())) {
            asUser(user, () -> fail(connection, "select x from nowhere"));
            CurrentUser.runAs(user, () -> watch.core().executed("select x", 1, 2, new SQLException("is closed")));
        }

        assertThat(watch.lastFailure(user))
                .hasValueSatisfying(failure -> assertThat(failure.getSQLState()).isEqualTo("42S02"));
    }

    @ProbeTest
    void failure_afterTheEndOfTheLoad_isInterrupted(StatementProbe probe) throws SQLException {
        recorded.interrupted = true;
        try (Connection connection = connect(probe);
                Statement plain = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> plain.executeQuery("select x from t"));
        }

        assertThat(recorded.statements).hasSize(1).first().asString().contains(" INTERRUPTED ");
        assertThat(recorded.errors).isEmpty();
    }

    @ProbeTest
    void execution_onTheThreadOfAUser_isCountedForThatUser(StatementProbe probe) throws SQLException {
        Recorded user = new Recorded();
        try (Connection connection = connect(probe);
                Statement plain = connection.createStatement()) {
            CurrentUser.runAs(user, () -> {
                try {
                    plain.execute("select 1");
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
        }

        assertThat(user.statements).hasSize(1);
        assertThat(recorded.statements).isEmpty();
    }

    @ProbeTest
    void units_endAtCommitRollbackAndClose(StatementProbe probe) throws SQLException {
        try (Connection connection = connect(probe);
                Statement plain = connection.createStatement()) {
            connection.setAutoCommit(false);
            run(plain, 3);
            connection.commit();
            run(plain, 6);
            Savepoint savepoint = connection.setSavepoint();
            connection.rollback(savepoint);
            run(plain, 1);
            connection.rollback();
            connection.commit();
            run(plain, 2);
        }

        StatementReport statement = only();
        assertThat(statement.units()).isEqualTo(3);
        assertThat(statement.callsPerUnit()).isEqualTo(4);
        assertThat(statement.mostCallsInUnit()).isEqualTo(7);
        assertThat(watch.end().connections().units()).isEqualTo(3);
        assertThat(watch.end().connections().commit().count()).isEqualTo(2);
        assertThat(watch.end().connections().rollback().count()).isEqualTo(1);
    }

    @ProbeTest
    void units_withAutoCommit_areStatements(StatementProbe probe) throws SQLException {
        try (Connection connection = connect(probe);
                Statement plain = connection.createStatement()) {
            connection.setAutoCommit(true);
            run(plain, 5);
        }
        try (Connection connection = again();
                Statement plain = connection.createStatement()) {
            run(plain, 1);
        }

        StatementReport statement = only();
        assertThat(statement.units()).isEqualTo(6);
        assertThat(statement.mostCallsInUnit()).isEqualTo(1);
    }

    @ProbeTest
    void units_withAutoCommitOfAUser_lastAsLongAsTheConnectionIsHeld(StatementProbe probe) throws SQLException {
        asUser(new Recorded(), () -> {
            try (Connection connection = connect(probe);
                    Statement plain = connection.createStatement()) {
                connection.setAutoCommit(true);
                run(plain, 5);
            }
            try (Connection connection = again();
                    Statement plain = connection.createStatement()) {
                run(plain, 1);
            }
        });

        StatementReport statement = only();
        assertThat(statement.units()).isEqualTo(2);
        assertThat(statement.mostCallsInUnit()).isEqualTo(5);
    }

    @ProbeTest
    void units_endWhenAutoCommitIsChanged(StatementProbe probe) throws SQLException {
        try (Connection connection = connect(probe);
                Statement plain = connection.createStatement()) {
            connection.setAutoCommit(false);
            run(plain, 2);
            connection.setAutoCommit(true);
            run(plain, 3);
            connection.setAutoCommit(false);
            run(plain, 4);
        }

        assertThat(only().units()).isEqualTo(5);
        assertThat(only().mostCallsInUnit()).isEqualTo(4);
    }

    @ProbeTest
    void units_ofAPoolWithoutAutoCommit_endWhenItIsSwitchedOn(StatementProbe probe) throws SQLException {
        watch = new LoadWatch(probe, recorded, nanos -> true, clock::getAndIncrement);
        Connection pooled = DriverManager.getConnection("jdbc:h2:mem:seen");
        pooled.setAutoCommit(false);
        try (Connection connection = watch.take(() -> pooled);
                Statement plain = connection.createStatement()) {
            run(plain, 2);
            connection.setAutoCommit(true);
            run(plain, 3);
        }

        assertThat(only().units()).isEqualTo(4);
        assertThat(only().mostCallsInUnit()).isEqualTo(2);
    }

    @ProbeTest
    void units_endAtCommitAsSqlAndAtTheEndOfAnIteration(StatementProbe probe) throws SQLException {
        Connection connection = connect(probe);
        connection.setAutoCommit(false);
        Statement plain = connection.createStatement();
        run(plain, 2);
        plain.execute("commit");
        run(plain, 4);
        plain.execute("ROLLBACK;");
        run(plain, 1);
        watch.iterationEnded(recorded, false);
        run(plain, 1);
        connection.close();

        StatementReport statement = watch.end().statements().stream()
                .filter(s -> s.text().equals("select ?"))
                .findFirst()
                .orElseThrow();
        assertThat(statement.units()).isEqualTo(4);
        assertThat(statement.mostCallsInUnit()).isEqualTo(4);
        assertThat(watch.end().connections().leftOpen().count()).isZero();
    }

    private static void run(Statement statement, int times) throws SQLException {
        for (int i = 0; i < times; i++) {
            statement.executeQuery("select " + i).close();
        }
    }

    @ProbeTest
    void executions_beforeTheMeasuredPart_reachTheCoreAndNoTable(StatementProbe probe) throws SQLException {
        measured.set(false);
        try (Connection connection = connect(probe);
                Statement plain = connection.createStatement()) {
            connection.setAutoCommit(false);
            run(plain, 2);
            measured.set(true);
            run(plain, 1);
        }

        StatementReport statement = only();
        assertThat(statement.calls()).isEqualTo(1);
        assertThat(statement.units()).isZero();
        assertThat(recorded.statements).hasSize(3);
        assertThat(watch.end().connections().taken()).isEqualTo(1);
        assertThat(watch.end().connections().acquire().count()).isZero();
        assertThat(watch.end().connections().usage().count()).isZero();
        assertThat(watch.end().connections().close().count()).isEqualTo(1);
    }

    /** A connection that says it is one of MySQL, but first does something. */
    private static Connection mysql(Runnable first) throws SQLException {
        Connection h2 = DriverManager.getConnection("jdbc:h2:mem:seen");
        DatabaseMetaData told = proxy(
                DatabaseMetaData.class,
                (method, args) -> method.getName().equals("getIdentifierQuoteString") ? "`" : "MySQL");
        return proxy(Connection.class, (method, args) -> {
            if (method.getName().equals("getMetaData")) {
                first.run();
                return told;
            }
            return method.invoke(h2, args);
        });
    }

    private interface Answer {
        Object to(Method method, Object[] args) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                StatementsSeenTests.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> answer.to(method, args)));
    }

    /** What is a name elsewhere is a value in MySQL, and must not be shown because it came before the answer. */
    @Test
    @Timeout(20)
    void rules_thatOneThreadAsksFor_areAwaitedByTheOthers() throws Exception {
        watch = new LoadWatch(new ProxyProbe(), recorded, nanos -> true, clock::getAndIncrement);
        Thread other = new Thread(() -> {
            try (Connection connection = watch.take(() -> mysql(() -> {}))) {
                fail(connection, "select \"secret\" from nowhere");
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
        Runnable meanwhile = () -> {
            other.start();
            while (other.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
        };
        watch.take(() -> mysql(meanwhile)).close();
        other.join();

        assertThat(recorded.statements).singleElement().asString().startsWith("select ? from nowhere ERROR");
    }

    @ProbeTest
    void unwrap_reachesTheDriver(StatementProbe probe) throws SQLException {
        try (Connection connection = connect(probe);
                PreparedStatement statement = connection.prepareStatement("select 1")) {
            assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
            assertThat(connection.unwrap(JdbcConnection.class)).isInstanceOf(JdbcConnection.class);
            assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
            assertThat(connection.isWrapperFor(Connection.class)).isTrue();
            assertThat(connection.isWrapperFor(String.class)).isFalse();
            assertThat(statement.unwrap(JdbcPreparedStatement.class)).isNotNull();
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(new HashSet<>(List.of(connection, keeper))).contains(connection);
            assertThat(connection.equals(keeper)).isFalse();
        }
    }

    @ProbeTest
    void connection_closedTwice_countsOnce(StatementProbe probe) throws SQLException {
        Connection connection = connect(probe);
        connection.close();
        connection.close();

        assertThat(watch.end().connections().usage().count()).isEqualTo(1);
        assertThat(watch.end().connections().close().count()).isEqualTo(1);
        assertThat(connection.isClosed()).isTrue();
    }

    @ProbeTest
    void connection_usedAfterTheWatch_worksAndCountsNothing(StatementProbe probe) throws SQLException {
        Connection connection = connect(probe);
        ProbeReport report = watch.end();
        try (connection;
                Statement plain = connection.createStatement()) {
            run(plain, 1);
            plain.executeUpdate("insert into t values (1, 'a')");
            connection.setAutoCommit(false);
            connection.commit();
        }

        assertThat(watch.end()).isSameAs(report);
        assertThat(report.statements()).isEmpty();
        assertThat(report.connections().leaked().count()).isEqualTo(1);
        assertThat(recorded.statements).isEmpty();
    }

    @ProbeTest
    void connections_heldAtTheEndOfAnIteration_areCountedOnceIfTheyShouldNot(StatementProbe probe) throws SQLException {
        try (Connection held = connect(probe)) {
            again().close();
            watch.iterationEnded(recorded, true);
            watch.iterationEnded(recorded, true);
            watch.iterationEnded(new Recorded(), true);
            assertThat(held.isClosed()).isFalse();
        }

        assertThat(watch.end().connections().leftOpen().count()).isEqualTo(1);
        assertThat(watch.end().connections().leaked().count()).isZero();
    }

    @ProbeTest
    void connection_thatCannotBeTaken_isCountedByKind(StatementProbe probe) throws SQLException {
        connect(probe).close();
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> watch.take(() -> {
                        throw new SQLException("secret", "08001");
                    }));
        }

        assertThat(watch.end().connections().acquireErrors()).containsExactly(Map.entry("connection", 3L));
        assertThat(watch.end().connections().failedAcquire().count()).isEqualTo(3);
        assertThat(watch.end().connections().taken()).isEqualTo(1);
    }

    @ProbeTest
    void commit_thatFails_isCountedByKind(StatementProbe probe) throws SQLException {
        Connection connection = connect(probe);
        connection.setAutoCommit(false);
        connection.unwrap(JdbcConnection.class).close();

        assertThatExceptionOfType(SQLException.class).isThrownBy(connection::commit);
        assertThatExceptionOfType(SQLException.class).isThrownBy(connection::rollback);
        assertThat(watch.end().connections().endErrors()).containsExactly(Map.entry("sql-90007", 2L));
        assertThat(watch.end().connections().leaked().count()).isZero();
    }
}
