// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.ProblemDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.LoadTest;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.load.VirtualUser;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that do not come free or back: made on purpose, and named. */
class PoolProblemsTests {

    private static String url = "";

    @TempDir
    Path output;

    @BeforeAll
    static void database() throws SQLException {
        url = ProblemDatabase.with();
    }

    static class SmallPoolTestCases {

        @JdbcWorkload(users = 8, duration = "1200ms", pool = @Pool(size = 2, connectionTimeout = "250ms"))
        @JdbcSlo(none = Finding.Kind.POOL_EXHAUSTED)
        void report(Connection connection) throws SQLException {
            execute(connection, "select pg_sleep(0.3)");
        }
    }

    static class FittingPoolTestCases {

        @JdbcWorkload(users = 8, duration = "1200ms", pool = @Pool(size = 8, connectionTimeout = "250ms"))
        @JdbcSlo(
                none = {Finding.Kind.POOL_EXHAUSTED, Finding.Kind.POOL_TOO_SMALL},
                timeouts = 0)
        void report(Connection connection) throws SQLException {
            execute(connection, "select pg_sleep(0.3)");
        }
    }

    @Test
    void moreUsersThanConnections_exhaustThePool() {
        TestRun run = TestRun.of(SmallPoolTestCases.class, output, "perf.jdbc.url=" + url);

        Found found = Found.by(run);
        Finding exhausted = found.only(Finding.Kind.POOL_EXHAUSTED);
        assertThat(exhausted.subject()).isEqualTo("connections");
        long failed = found.section().at("/transactions/failed/pool-exhausted").asLong();
        long committed = found.section().at("/transactions/committed").asLong();
        assertThat(failed).isPositive();
        assertThat(exhausted.evidence())
                .matches(failed + " of " + (failed + committed)
                        + " attempts to take a connection gave up, after [\\d,]+ ms at"
                        + " the median; one was held for [\\d,]+ ms at the median and [\\d,]+ ms at most\\.");
        assertThat(run.failure("report"))
                .hasMessageContaining("pool exhausted findings of connections  none   1       MISSED");
    }

    @Test
    void connectionForEachUser_exhaustNothing() {
        TestRun run = TestRun.of(FittingPoolTestCases.class, output, "perf.jdbc.url=" + url);

        Found.by(run).assertNone();
        run.assertPassed("report");
    }

    static class LeakTestCases {

        @JdbcWorkload(users = 1, iterations = 3, pool = @Pool(size = 5, connectionTimeout = "250ms"))
        @JdbcSlo(none = Finding.Kind.CONNECTION_LEAK)
        void forget(DataSource orders) throws SQLException {
            execute(orders.getConnection(), "select 1");
        }
    }

    static class LeakUntilNothingIsLeftTestCases {

        @JdbcWorkload(users = 1, iterations = 6, pool = @Pool(size = 5, connectionTimeout = "250ms"))
        @JdbcSlo(none = Finding.Kind.CONNECTION_LEAK)
        void forget(DataSource orders) throws SQLException {
            execute(orders.getConnection(), "select 1");
        }
    }

    static class ClosedTestCases {

        @JdbcWorkload(users = 1, iterations = 6, pool = @Pool(size = 5, connectionTimeout = "250ms"))
        @JdbcSlo(none = Finding.Kind.CONNECTION_LEAK, leaked = 0)
        void remember(DataSource orders) throws SQLException {
            try (Connection connection = orders.getConnection()) {
                execute(connection, "select 1");
            }
        }
    }

    @Test
    void connectionThatIsNotClosed_isALeak() {
        TestRun run = TestRun.of(LeakTestCases.class, output, "perf.jdbc.url=" + url);

        Finding leak = Found.by(run).only(Finding.Kind.CONNECTION_LEAK);
        assertThat(leak.subject()).isEqualTo("connections");
        assertThat(leak.evidence())
                .matches("3 of 3 connections were still held when the load had ended, taken at"
                        + " io\\.github\\.perfjunit\\.jdbc\\.PoolProblemsTests\\$LeakTestCases\\.forget"
                        + "\\(PoolProblemsTests\\.java:\\d+\\) \\(3\\)\\.");
        assertThat(run.failure("forget"))
                .hasMessageStartingWith(
                        "forget missed 1 of 2 SLOs: connection leak findings of connections 1, none allowed"
                                + " (3 requests)");
    }

    @Test
    void leakOfThePoolsLastConnection_isToldBesideTheExhaustedPool() {
        TestRun run = TestRun.of(LeakUntilNothingIsLeftTestCases.class, output, "perf.jdbc.url=" + url);

        assertThat(Found.by(run).findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.POOL_EXHAUSTED, Finding.Kind.CONNECTION_LEAK);
        assertThat(Found.by(run).findings().get(0).advice()).isEqualTo("Give connections back first: some leaked.");
    }

    @Test
    void connectionThatIsClosed_isNone() {
        TestRun run = TestRun.of(ClosedTestCases.class, output, "perf.jdbc.url=" + url);

        Found.by(run).assertNone();
        run.assertPassed("remember");
    }

    @WatchDatabase
    static class LeakingShopTestCases {

        final ProbedDataSource orders = Shop.pool(url);
        final Shop shop = new Shop(orders, LeakingShopTestCases::list);

        private static void list(DataSource source, int customer) throws SQLException {
            Connection connection = source.getConnection();
            execute(connection, "select 1");
            if (customer != 7) {
                connection.close();
            }
        }

        @LoadTest(users = 1, iterations = 10)
        @JdbcSlo(none = Finding.Kind.CONNECTION_LEAK)
        void listOrders(Http http, VirtualUser user) {
            http.request("GET", shop.url((int) user.iteration()))
                    .name("orders")
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
    void connectionThatAServiceDoesNotClose_isALeakWithItsPlace() {
        TestRun run = TestRun.of(LeakingShopTestCases.class, output);

        Finding leak = Found.by(run).only(Finding.Kind.CONNECTION_LEAK);
        assertThat(leak.evidence())
                .matches("1 of 10 connections were still held when the load had ended, taken at"
                        + " io\\.github\\.perfjunit\\.jdbc\\.PoolProblemsTests\\$LeakingShopTestCases\\.list"
                        + "\\(PoolProblemsTests\\.java:\\d+\\) \\(1\\)\\.");
        assertThat(run.failure("listOrders"))
                .hasMessageStartingWith("listOrders missed 1 of 2 SLOs: connection leak findings of connections 1, none"
                        + " allowed (10 requests)");
    }
}
