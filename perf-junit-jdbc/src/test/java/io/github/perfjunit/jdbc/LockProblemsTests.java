// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.ProblemDatabase.FAST_SERVER;
import static io.github.perfjunit.jdbc.ProblemDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.load.VirtualUser;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions that wait for each other: made on purpose, and named. */
class LockProblemsTests {

    private static final String TAKE = "update account set balance = balance - ? where id = ?";
    private static final String COUNT = "update counter set n = n + ? where id = ?";

    private static String url = "";

    @TempDir
    Path output;

    @BeforeAll
    static void tables() throws SQLException {
        url = ProblemDatabase.with(
                "create table account (id int primary key, balance int not null) with (fillfactor = 10)",
                "insert into account select i, 1000 from generate_series(1, 200) i",
                "create table counter (id int primary key, n int not null) with (fillfactor = 10)",
                "insert into counter select i, 0 from generate_series(0, 200) i");
        try (Connection connection = DriverManager.getConnection(url)) {
            // Long enough to be caught while it lasts, short enough for a test.
            execute(connection, "alter database " + connection.getCatalog() + " set deadlock_timeout = '300ms'");
        }
    }

    private static void transfer(Connection connection, int from, int to) throws SQLException {
        execute(connection, TAKE, 5, from);
        execute(connection, "select pg_sleep(0.005)");
        execute(connection, TAKE, 5, to);
    }

    static class OppositeOrderTestCases {

        @JdbcWorkload(users = 2, duration = "1500ms", pool = @Pool(size = 2))
        @JdbcSlo(none = Finding.Kind.DEADLOCK)
        void transfer(Connection connection, VirtualUser user) throws SQLException {
            boolean there = user.id() % 2 == 0;
            LockProblemsTests.transfer(connection, there ? 1 : 2, there ? 2 : 1);
        }
    }

    static class OppositeOrderTriedAgainTestCases {

        @JdbcWorkload(users = 2, duration = "1500ms", pool = @Pool(size = 2), maxTries = 10)
        @JdbcSlo(none = Finding.Kind.DEADLOCK)
        void transfer(Connection connection, VirtualUser user) throws SQLException {
            boolean there = user.id() % 2 == 0;
            LockProblemsTests.transfer(connection, there ? 1 : 2, there ? 2 : 1);
        }
    }

    static class SameOrderTestCases {

        @JdbcWorkload(users = 2, duration = "500ms", pool = @Pool(size = 2))
        @JdbcSlo(
                none = {Finding.Kind.DEADLOCK, Finding.Kind.LOCK_CONVOY},
                deadlocks = 0,
                retried = 0)
        void transfer(Connection connection, VirtualUser user) throws SQLException {
            LockProblemsTests.transfer(connection, 1, 2);
        }
    }

    /** The server is asked for the first time while the load begins: what happened until then is not in its count. */
    private static long counted(Finding deadlock) {
        return Long.parseLong(
                deadlock.evidence().substring(0, deadlock.evidence().indexOf(' ')));
    }

    @Test
    void rowsTakenInOppositeOrder_areADeadlock() {
        TestRun run = TestRun.of(OppositeOrderTestCases.class, output, "perf.jdbc.url=" + url);

        Found found = Found.by(run).butForSettings(FAST_SERVER);
        Finding deadlock = found.only(Finding.Kind.DEADLOCK);
        long failed = found.section().at("/transactions/failed/deadlock").asLong();
        assertThat(failed).isPositive();
        assertThat(deadlock.subject()).isEqualTo("'" + TAKE + "'");
        assertThat(deadlock.evidence())
                .matches(
                        "\\d+ transactions? (was|were) ended because of a deadlock; in \\d+ of \\d+ looks these statements"
                                + " were seen waiting for each other\\.");
        assertThat(counted(deadlock)).isBetween(1L, failed);
        assertThat(run.failure("transfer"))
                .hasMessageContaining(
                        "deadlock findings of 'update account set balance = balance - ? where id = ?'  none   1       MISSED")
                .hasMessageContaining("deadlock ended by the database to resolve a deadlock (SQLState 40P01), ");
    }

    @Test
    void deadlocksThatWereTriedAgain_areToldAllTheSame() {
        TestRun run = TestRun.of(OppositeOrderTriedAgainTestCases.class, output, "perf.jdbc.url=" + url);

        Found found = Found.by(run).butForSettings(FAST_SERVER);
        Finding deadlock = found.only(Finding.Kind.DEADLOCK);
        long retries = found.section().at("/transactions/retriedFor/deadlock").asLong();
        assertThat(retries).isPositive();
        assertThat(found.section().at("/transactions/failed")).isEmpty();
        assertThat(deadlock.evidence()).matches("\\d+ transactions? (was|were) ended because of a deadlock; .*");
        assertThat(counted(deadlock)).isBetween(1L, retries);
        assertThat(run.failure("transfer"))
                .hasMessageStartingWith(
                        "transfer missed 1 of 2 SLOs: deadlock findings of 'update account set balance = balance - ? where id = ?' 1, none allowed");
    }

    @Test
    void rowsTakenInTheSameOrder_areNone() {
        TestRun run = TestRun.of(SameOrderTestCases.class, output, "perf.jdbc.url=" + url);

        Found.by(run).butForSettings(FAST_SERVER).assertNone();
        run.assertPassed("transfer");
    }

    static class OneRowTestCases {

        @JdbcWorkload(users = 8, duration = "2s", pool = @Pool(size = 8))
        @JdbcSlo(none = Finding.Kind.LOCK_CONVOY)
        void count(Connection connection) throws SQLException {
            execute(connection, COUNT, 1, 0);
            execute(connection, "select pg_sleep(0.02)");
        }
    }

    static class SpreadRowsTestCases {

        @JdbcWorkload(users = 8, duration = "1s", pool = @Pool(size = 8))
        @JdbcSlo(none = Finding.Kind.LOCK_CONVOY)
        void count(Connection connection, VirtualUser user) throws SQLException {
            execute(connection, COUNT, 1, 1 + user.id());
            execute(connection, "select pg_sleep(0.02)");
        }
    }

    @Test
    void allUpdateOneRow_isALockConvoy() {
        TestRun run = TestRun.of(OneRowTestCases.class, output, "perf.jdbc.url=" + url);

        Finding convoy = Found.by(run).butForSettings(FAST_SERVER).only(Finding.Kind.LOCK_CONVOY);
        assertThat(convoy.subject()).isEqualTo("'" + COUNT + "'");
        assertThat(convoy.evidence())
                .matches(
                        "In \\d+ of \\d+ looks three or more sessions, at most [67], waited in it for the lock of one"
                                + " session, which was (active|idle in transaction) in '.+'; the longest wait seen was \\d+ ms\\.");
        assertThat(run.failure("count"))
                .hasMessageStartingWith(
                        "count missed 1 of 2 SLOs: lock convoy findings of 'update counter set n = n + ? where id = ?' 1, none allowed");
    }

    @Test
    void eachUpdatesItsOwnRow_isNone() {
        TestRun run = TestRun.of(SpreadRowsTestCases.class, output, "perf.jdbc.url=" + url);

        Found.by(run).butForSettings(FAST_SERVER).assertNone();
        run.assertPassed("count");
    }
}
