// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.ProblemDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.LoadTest;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.VirtualUser;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a load says became of its transactions, and what became of them in a real PostgreSQL. */
class TransactionOutcomeTests {

    private static final String INSERT = "insert into paid values (?)";

    private static final AtomicInteger OTHERS = new AtomicInteger(1_000);

    private static String url = "";

    @TempDir
    Path output;

    @BeforeEach
    void tables() throws SQLException {
        url = ProblemDatabase.with("create table paid (id int primary key)", "insert into paid values (0)");
    }

    private static int rows() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) - 1 from paid")) {
            row.next();
            return row.getInt(1);
        }
    }

    private JsonNode transactions(TestRun run) {
        return run.results().at("/sections/jdbc/transactions");
    }

    private static int next(VirtualUser user) {
        return 1 + (int) user.iteration();
    }

    private static int other() {
        return OTHERS.incrementAndGet();
    }

    /** As it would be if the failure were of no importance. */
    private static void insertTwice(Connection connection, int id) throws SQLException {
        execute(connection, INSERT, id);
        try {
            execute(connection, INSERT, 0);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("23505");
        }
    }

    static class CaughtTestCases {

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1))
        void pay(Connection connection, VirtualUser user) throws SQLException {
            insertTwice(connection, next(user));
        }
    }

    static class CaughtAndSavedTestCases {

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1, properties = "autosave=always"))
        void pay(Connection connection, VirtualUser user) throws SQLException {
            insertTwice(connection, next(user));
        }
    }

    static class CaughtAndRolledBackToSavepointTestCases {

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1))
        void pay(Connection connection, VirtualUser user) throws SQLException {
            execute(connection, INSERT, next(user));
            Savepoint savepoint = connection.setSavepoint();
            try {
                execute(connection, INSERT, 0);
            } catch (SQLException e) {
                connection.rollback(savepoint);
            }
        }
    }

    static class CaughtAndCommittedTestCases {

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1))
        void pay(Connection connection, VirtualUser user) throws SQLException {
            insertTwice(connection, next(user));
            try {
                connection.commit();
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo("25P02");
            }
        }
    }

    static class RolledBackByTheMethodTestCases {

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1))
        void pay(Connection connection, VirtualUser user) throws SQLException {
            execute(connection, INSERT, next(user));
            connection.rollback();
        }
    }

    static class HealthyTestCases {

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1))
        void pay(Connection connection, VirtualUser user) throws SQLException {
            execute(connection, INSERT, next(user));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "p6spy", "none"})
    void failureThatTheMethodCatches_failsTheTransactionThatItDooms(String probe) throws SQLException {
        TestRun run = TestRun.of(CaughtTestCases.class, output, "perf.jdbc.url=" + url, "perf.jdbc.probe=" + probe);

        assertThat(rows()).isZero();
        assertThat(transactions(run).at("/committed").asInt()).isZero();
        assertThat(transactions(run).at("/failed/failed-transaction").asInt()).isEqualTo(3);
        assertThat(run.failure("pay")).hasMessageContaining("errors 3, none allowed");
        assertThat(run.results().at("/errors").findValuesAsText("message"))
                .contains("not committed: a statement in it had failed before (SQLState 25P02"
                        + (probe.equals("none") ? "" : " after 23505") + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "p6spy", "none"})
    void failureThatTheDriverTakesBack_doomsNothing(String probe) throws SQLException {
        TestRun run =
                TestRun.of(CaughtAndSavedTestCases.class, output, "perf.jdbc.url=" + url, "perf.jdbc.probe=" + probe);

        run.assertPassed("pay");
        assertThat(rows()).isEqualTo(3);
        assertThat(transactions(run).at("/committed").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "p6spy", "none"})
    void failureThatTheMethodTakesBack_doomsNothing(String probe) throws SQLException {
        TestRun run = TestRun.of(
                CaughtAndRolledBackToSavepointTestCases.class,
                output,
                "perf.jdbc.url=" + url,
                "perf.jdbc.probe=" + probe);

        run.assertPassed("pay");
        assertThat(rows()).isEqualTo(3);
        assertThat(transactions(run).at("/committed").asInt()).isEqualTo(3);
    }

    @Test
    void workThatTheMethodRollsBack_isNotCommitted() throws SQLException {
        TestRun run = TestRun.of(RolledBackByTheMethodTestCases.class, output, "perf.jdbc.url=" + url);

        run.assertPassed("pay");
        assertThat(rows()).isZero();
        assertThat(transactions(run).at("/committed").asInt()).isZero();
        assertThat(transactions(run).at("/rolledBack").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "p6spy", "none"})
    void transactionWithoutAFailure_isCommitted(String probe) throws SQLException {
        TestRun run = TestRun.of(HealthyTestCases.class, output, "perf.jdbc.url=" + url, "perf.jdbc.probe=" + probe);

        run.assertPassed("pay");
        assertThat(rows()).isEqualTo(3);
        assertThat(transactions(run).at("/committed").asInt()).isEqualTo(3);
        Found.by(run).butForSettings(ProblemDatabase.FAST_SERVER).assertNone();
    }

    static class ForgottenCommitTestCases {

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1))
        void pay(DataSource orders, VirtualUser user) throws SQLException {
            try (Connection connection = orders.getConnection()) {
                execute(connection, INSERT, next(user));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "p6spy"})
    void workThatIsGivenBackUncommitted_isNotCommittedAndFoundWithItsLine(String probe) throws SQLException {
        TestRun run =
                TestRun.of(ForgottenCommitTestCases.class, output, "perf.jdbc.url=" + url, "perf.jdbc.probe=" + probe);

        assertThat(rows()).isZero();
        assertThat(transactions(run).at("/committed").asInt()).isZero();
        assertThat(transactions(run).at("/rolledBack").asInt()).isEqualTo(3);
        JsonNode finding = run.results().at("/sections/jdbc/findings/0");
        assertThat(finding.at("/kind").asText()).isEqualTo("uncommitted-work");
        assertThat(finding.at("/evidence").asText())
                .matches("3 of 3 connections were given back with changed rows that nobody had committed, given back at"
                        + " io\\.github\\.perfjunit\\.jdbc\\.TransactionOutcomeTests\\$ForgottenCommitTestCases\\.pay"
                        + "\\(TransactionOutcomeTests\\.java:\\d+\\) \\(3\\)\\.");
        assertThat(run.printed()).contains("0 committed, 3 rolled back").contains("work given back uncommitted");
    }

    @WatchDatabase
    static class ForgetfulServiceTestCases {

        final ProbedDataSource orders = Shop.pool(url + "&ApplicationName=forgetful");
        final Shop shop = new Shop(orders, ForgetfulServiceTestCases::pay);

        private static void pay(DataSource source, int customer) throws SQLException {
            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                execute(connection, INSERT, 1 + customer);
            }
        }

        @LoadTest(users = 1, iterations = 3)
        void pay(Http http, VirtualUser user) {
            http.request("GET", shop.url((int) user.iteration()))
                    .name("pay")
                    .expectStatus(204)
                    .send();
        }

        @AfterEach
        void stop() throws SQLException {
            shop.close();
            orders.close();
        }
    }

    @Test
    void workThatAServiceGivesBackUncommitted_isFoundWithItsLine() throws SQLException {
        TestRun run = TestRun.of(ForgetfulServiceTestCases.class, output);

        assertThat(rows()).isZero();
        assertThat(run.results().at("/sections/jdbc/findings/0/evidence").asText())
                .matches("3 of 3 connections were given back with changed rows that nobody had committed, given back at"
                        + " io\\.github\\.perfjunit\\.jdbc\\.TransactionOutcomeTests\\$ForgetfulServiceTestCases\\.pay"
                        + "\\(TransactionOutcomeTests\\.java:\\d+\\) \\(3\\)\\.");
    }

    static class OwnConnectionTestCases {

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1))
        void commits(DataSource orders) throws SQLException {
            try (Connection connection = orders.getConnection()) {
                execute(connection, INSERT, other());
                connection.commit();
                execute(connection, "select * from paid where id = ?", 0);
            }
        }

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1))
        void commitsAndRollsBackWhatIsLeft(DataSource orders) throws SQLException {
            try (Connection connection = orders.getConnection()) {
                try {
                    execute(connection, INSERT, other());
                    connection.commit();
                } finally {
                    connection.rollback();
                }
            }
        }

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1, autoCommit = true))
        void commitsByItself(DataSource orders) throws SQLException {
            try (Connection connection = orders.getConnection()) {
                execute(connection, INSERT, other());
            }
        }

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1, autoCommit = true))
        void commitsBySql(DataSource orders) throws SQLException {
            try (Connection connection = orders.getConnection()) {
                execute(connection, "begin");
                execute(connection, INSERT, other());
                execute(connection, "commit");
            }
        }

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 2))
        void triesAgain(DataSource orders) throws SQLException {
            try (Connection connection = orders.getConnection()) {
                execute(connection, INSERT, other());
                connection.rollback();
                execute(connection, INSERT, other());
                connection.commit();
            }
        }

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1))
        void rollsBack(DataSource orders) throws SQLException {
            try (Connection connection = orders.getConnection()) {
                execute(connection, INSERT, other());
                connection.rollback();
            }
        }

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1))
        void reads(DataSource orders) throws SQLException {
            try (Connection connection = orders.getConnection()) {
                execute(connection, "select * from paid where id = ?", 0);
            }
        }

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1, autoCommit = true))
        void rollsBackBySql(DataSource orders) throws SQLException {
            try (Connection connection = orders.getConnection()) {
                execute(connection, "begin");
                execute(connection, INSERT, other());
                execute(connection, "rollback");
            }
        }
    }

    /** One load of each way to end a transaction; none of them is a finding. */
    @Test
    void transactionsOfAMethodsOwn_areWhatBecameOfThem() {
        TestRun run = TestRun.of(OwnConnectionTestCases.class, output, "perf.jdbc.url=" + url);

        Map<String, String> ends = new TreeMap<>();
        for (String directory : run.directories()) {
            JsonNode results = run.results(directory);
            JsonNode transactions = results.at("/sections/jdbc/transactions");
            ends.put(
                    results.at("/requests/0/name").asText(),
                    transactions.at("/committed").asText() + " committed, "
                            + transactions.at("/rolledBack").asText() + " rolled back");
            Found.in(results).butForSettings(ProblemDatabase.FAST_SERVER).assertNone();
        }
        assertThat(ends)
                .containsOnly(
                        entry("commits", "3 committed, 0 rolled back"),
                        entry("commitsAndRollsBackWhatIsLeft", "3 committed, 0 rolled back"),
                        entry("commitsByItself", "3 committed, 0 rolled back"),
                        entry("commitsBySql", "3 committed, 0 rolled back"),
                        entry("triesAgain", "3 committed, 0 rolled back"),
                        entry("rollsBack", "0 committed, 3 rolled back"),
                        entry("reads", "0 committed, 3 rolled back"),
                        entry("rollsBackBySql", "0 committed, 3 rolled back"));
    }

    static class FailsAfterItsWorkTestCases {

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1))
        void pay(DataSource orders, VirtualUser user) throws SQLException {
            try (Connection connection = orders.getConnection()) {
                execute(connection, INSERT, next(user));
                throw new IllegalStateException("out of stock");
            }
        }
    }

    /** A method that fails may well leave it to the pool to roll back. */
    @Test
    void workOfAFailure_thatIsGivenBackUncommitted_isNoFinding() {
        TestRun run = TestRun.of(FailsAfterItsWorkTestCases.class, output, "perf.jdbc.url=" + url);

        assertThat(transactions(run).at("/failed/IllegalStateException").asInt())
                .isEqualTo(3);
        Found.by(run).butForSettings(ProblemDatabase.FAST_SERVER).assertNone();
    }

    static class OwnConnectionCaughtTestCases {

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 1))
        void pay(DataSource orders, VirtualUser user) throws SQLException {
            try (Connection connection = orders.getConnection()) {
                insertTwice(connection, next(user));
                try {
                    connection.commit();
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).isEqualTo("25P02");
                }
            }
        }
    }

    /** Whether the driver tells or not. */
    @Test
    void commitThatIsAnsweredByARollback_isNone() throws SQLException {
        TestRun own = TestRun.of(OwnConnectionCaughtTestCases.class, output.resolve("own"), "perf.jdbc.url=" + url);
        TestRun given = TestRun.of(CaughtAndCommittedTestCases.class, output.resolve("given"), "perf.jdbc.url=" + url);

        assertThat(rows()).isZero();
        assertThat(transactions(own).at("/committed").asInt()).isZero();
        assertThat(transactions(given).at("/committed").asInt()).isZero();
    }

    static class ClosingTestCases {

        @JdbcWorkload(users = 1, iterations = 2, pool = @Pool(size = 1))
        void pay(Connection connection, VirtualUser user) throws SQLException {
            try (connection) {
                execute(connection, INSERT, next(user));
            }
        }
    }

    static class ClosingTooEarlyTestCases {

        @JdbcWorkload(users = 1, iterations = 2, pool = @Pool(size = 1))
        void pay(Connection connection, VirtualUser user) throws SQLException {
            connection.close();
            execute(connection, INSERT, next(user));
        }
    }

    static class ClosingItsSessionsConnectionTestCases {

        @JdbcWorkload(users = 1, iterations = 2, pool = @Pool(size = 1))
        void pay(JdbcSession session, VirtualUser user) throws SQLException {
            try (Connection connection = session.connection()) {
                execute(connection, INSERT, next(user));
            }
        }
    }

    static class FailingBeforeItsCloseTestCases {

        @JdbcWorkload(users = 1, iterations = 2, pool = @Pool(size = 1))
        void pay(Connection connection) throws SQLException {
            try (connection) {
                execute(connection, INSERT, 0);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ClosingTestCases, auto, that it was given as its parameter",
        "ClosingTestCases, p6spy, that it was given as its parameter",
        "ClosingTestCases, none, that it was given as its parameter",
        "ClosingTooEarlyTestCases, auto, that it was given as its parameter",
        "ClosingItsSessionsConnectionTestCases, auto, of its parameter",
    })
    void connectionThatTheMethodClosesAlthoughItWasGivenIt_isNamed(String testCases, String probe, String which)
            throws Exception {
        TestRun run = TestRun.of(
                Class.forName(getClass().getName() + "$" + testCases),
                output,
                "perf.jdbc.url=" + url,
                "perf.jdbc.probe=" + probe);

        JsonNode error = run.results().at("/errors/0");
        assertThat(error.at("/kind").asText()).isEqualTo("IllegalStateException");
        assertThat(error.at("/message").asText())
                .matches("pay\\(\\) closes the connection " + which
                        + " ('connection'|'session'|of type Connection|of type JdbcSession), which the library commits"
                        + " and gives back when the method has ended; leave out close\\(\\) and try-with-resources, or"
                        + " take a DataSource instead, and commit and close connections of your own");
        assertThat(rows()).isZero();
    }

    @Test
    void failureBeforeTheMethodClosesItsConnection_isTold() {
        TestRun run = TestRun.of(FailingBeforeItsCloseTestCases.class, output, "perf.jdbc.url=" + url);

        assertThat(transactions(run).at("/failed/constraint").asInt()).isEqualTo(2);
    }

    static class ClosedByAnotherWayTestCases {

        @JdbcWorkload(users = 1, iterations = 4, pool = @Pool(size = 1, autoCommit = true, connectionTimeout = "250ms"))
        @JdbcSlo(leaked = 0, timeouts = 0)
        void read(DataSource orders, VirtualUser user) throws SQLException {
            Connection connection = orders.getConnection();
            Statement statement = connection.createStatement();
            ResultSet row = statement.executeQuery("select * from paid where id = 0");
            switch ((int) user.iteration()) {
                case 0 -> row.getStatement().getConnection().close();
                case 1 -> connection.getMetaData().getConnection().close();
                case 2 -> connection.unwrap(Connection.class).close();
                default -> statement.getConnection().close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "p6spy"})
    void connectionThatIsClosedByAnotherWay_isNoLeak(String probe) {
        TestRun run = TestRun.of(
                ClosedByAnotherWayTestCases.class, output, "perf.jdbc.url=" + url, "perf.jdbc.probe=" + probe);

        run.assertPassed("read");
        Found.by(run).butForSettings(ProblemDatabase.FAST_SERVER).assertNone();
    }
}
