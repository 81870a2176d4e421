// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.JdbcAssertions.assertThat;
import static io.github.perfjunit.jdbc.report.Finding.Kind.MISSING_INDEX;
import static io.github.perfjunit.slo.PerfAssertions.percent;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.AfterLoad;
import io.github.perfjunit.Slo;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/jdbc.md, each run for a moment on a real PostgreSQL. */
class JdbcExamplesTests {

    private static final int ACCOUNTS = 1_000;

    private static String url = "";

    @TempDir
    Path output;

    @BeforeAll
    static void tables() throws SQLException {
        url = TestPostgres.newDatabase();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table account (id int primary key, balance int not null)");
            statement.execute("insert into account select i, 100 from generate_series(1, 1000) i");
        }
    }

    private static int account(RandomGenerator random) {
        return 1 + random.nextInt(ACCOUNTS);
    }

    private static int balance(Connection connection, int id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select balance from account where id = ?")) {
            select.setInt(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void add(Connection connection, int id, int amount) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update account set balance = balance + ? where id = ?")) {
            update.setInt(1, amount);
            update.setInt(2, id);
            update.executeUpdate();
        }
    }

    static class TransferLoadTestCases {

        @JdbcWorkload(users = 8, warmUp = "5s", duration = "30s", maxTries = 5, pool = @Pool(size = 8))
        @Slo(p95 = "20ms", throughput = "500/s")
        @Slo(request = "update account set balance = balance + ? where id = ?", p95 = "5ms")
        @JdbcSlo(callsPerTransaction = 2, leaked = 0, acquireP95 = "2ms")
        void transfer(Connection connection, VirtualUser user) throws SQLException {
            add(connection, account(user.random()), -10);
            add(connection, account(user.random()), 10);
        }

        @AfterLoad("transfer")
        void database(LoadResult result) {
            assertThat(result)
                    .transactions()
                    .p99()
                    .isLessThan(ofMillis(50))
                    .retried()
                    .isLessThan(100);
            assertThat(result)
                    .statement("update account set balance = balance + ? where id = ?")
                    .p95()
                    .isLessThan(ofMillis(5))
                    .callsPerTransactionAtMost(2);
            assertThat(result).callsPerTransactionAtMost(2);
            assertThat(result)
                    .pool()
                    .acquireP95()
                    .isLessThan(ofMillis(2))
                    .timeouts()
                    .isZero()
                    .leaked()
                    .isZero();
            assertThat(result).database().cacheHitRatio().isGreaterThan(percent(99));
            assertThat(result).findings().hasNo(MISSING_INDEX);
            assertThat(result).load().errorRate().isLessThan(percent(0.1));
        }
    }

    static class SessionTestCases {

        @JdbcWorkload(users = 4, duration = "30s", isolation = Isolation.SERIALIZABLE, maxTries = 10)
        @Slo(errorRate = "1%")
        void tryOut(JdbcSession session, VirtualUser user) throws SQLException {
            add(session.connection(), account(user.random()), 1);
            if (session.attempt() == 1 && user.random().nextInt(100) < 5) {
                session.setRollbackOnly(); // a customer who changes his mind
            }
        }
    }

    /** A service of an application, which takes its connections itself. */
    static final class Accounts {

        private final DataSource dataSource;

        Accounts(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        int balanceOf(int id) throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                int balance = balance(connection, id);
                connection.commit();
                return balance;
            }
        }
    }

    static class ServiceTestCases {

        @JdbcWorkload(users = 4, duration = "30s", readOnly = true)
        void look(DataSource dataSource, VirtualUser user) throws SQLException {
            new Accounts(dataSource).balanceOf(account(user.random()));
        }
    }

    static class MixTestCases {

        @JdbcMix
        @JdbcWorkload(users = 8, duration = "30s")
        @Slo(request = "look", p95 = "10ms")
        @Slo(request = "pay", p95 = "50ms")
        void bank() {}

        @JdbcTransaction(weight = 90)
        void look(Connection connection, VirtualUser user) throws SQLException {
            balance(connection, account(user.random()));
        }

        @JdbcTransaction(weight = 10)
        void pay(Connection connection, VirtualUser user) throws SQLException {
            add(connection, account(user.random()), -1);
        }
    }

    static class RateTestCases {

        @JdbcWorkload(arrivalRate = "200/s", maxUsers = 16, duration = "30s", latencyLimit = "100ms")
        @Slo(p99 = "50ms")
        @JdbcSlo(late = 10)
        void look(Connection connection, VirtualUser user) throws SQLException {
            balance(connection, account(user.random()));
        }
    }

    private JsonNode jdbc(Class<?> example, String method) {
        TestRun run = TestRun.of(example, output, "perf.jdbc.url=" + url, "perf.duration=1s", "perf.slo=report");
        run.assertPassed(method);
        JsonNode results = run.results();
        assertThat(results.at("/all/count").asInt()).isPositive();
        return results.at("/sections/jdbc");
    }

    @Test
    void transfer_runs() {
        JsonNode jdbc = jdbc(TransferLoadTestCases.class, "transfer");

        assertThat(jdbc.at("/transactions/committed").asInt()).isPositive();
        assertThat(jdbc.at("/statements/0/mostCallsInUnit").asInt()).isEqualTo(2);
        assertThat(jdbc.at("/connections/leaked/count").asInt()).isZero();
    }

    @Test
    void session_runs() {
        JsonNode jdbc = jdbc(SessionTestCases.class, "tryOut");

        int committed = jdbc.at("/transactions/committed").asInt();
        assertThat(committed).isPositive();
        if (committed > 400) { // one in twenty: so many without any come once in a thousand million times
            assertThat(jdbc.at("/transactions/rolledBack").asInt()).isPositive();
        }
    }

    @Test
    void service_runs() {
        JsonNode jdbc = jdbc(ServiceTestCases.class, "look");

        assertThat(jdbc.at("/connections/units").asInt()).isPositive();
        assertThat(jdbc.at("/connections/leaked/count").asInt()).isZero();
    }

    @Test
    void mix_runs() {
        TestRun run = TestRun.of(
                MixTestCases.class, output, "perf.jdbc.url=" + url, "perf.duration=400ms", "perf.slo=report");

        run.assertPassed("bank");
        assertThat(run.results().at("/requests").findValuesAsText("name")).containsExactlyInAnyOrder("look", "pay");
    }

    @Test
    void rate_runs() {
        JsonNode jdbc = jdbc(RateTestCases.class, "look");

        assertThat(jdbc.at("/transactions/committed").asInt()).isBetween(1, 201);
    }

    static class FailingTestCases {

        @JdbcWorkload(users = 1, iterations = 3)
        void pay(Connection connection) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement("insert into account values (?, ?)")) {
                insert.setInt(1, 1);
                insert.setInt(2, 987_654_321);
                insert.executeUpdate();
            }
        }
    }

    @Test
    void smoke_ofAFailingTransaction_throwsWhatHappenedWithoutItsValues() {
        TestRun run = TestRun.of(FailingTestCases.class, output, "perf.jdbc.url=" + url, "perf.mode=smoke");

        assertThat(run.failure("pay"))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("unique constraint violated (SQLState 23505");
        assertThat(run.printed() + run.failure("pay")).doesNotContain("987654321");
    }

    static class KeptTestCases {

        @JdbcWorkload(users = 3, iterations = 60, pool = @Pool(size = 3, perTransactionConnection = false))
        void look(Connection connection, VirtualUser user) throws SQLException {
            balance(connection, account(user.random()));
        }
    }

    @Test
    void connections_thatAreKept_areGivenBackWhenUsersEnd() {
        TestRun run = TestRun.of(KeptTestCases.class, output, "perf.jdbc.url=" + url);

        run.assertPassed("look");
        JsonNode jdbc = run.results().at("/sections/jdbc");
        assertThat(jdbc.at("/connections/taken").asInt())
                .as("one for each user who came in time to run any")
                .isBetween(1, 3);
        assertThat(jdbc.at("/connections/leaked/count").asInt()).isZero();
        assertThat(jdbc.at("/diagnosis/activity/sessionsLost").asInt()).isZero();
    }
}
