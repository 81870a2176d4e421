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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** Two sessions of others, which end each other by deadlocks until they are told to stop. */
    private static final class Strangers implements AutoCloseable {

        private static final int ONE = 101;
        private static final int OTHER = 102;

        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicInteger deadlocks = new AtomicInteger();
        private final List<Thread> threads = new ArrayList<>();

        Strangers() {
            threads.add(new Thread(() -> work(ONE, OTHER)));
            threads.add(new Thread(() -> work(OTHER, ONE)));
            threads.forEach(Thread::start);
        }

        private void work(int from, int to) {
            try (Connection connection = DriverManager.getConnection(url)) {
                connection.setAutoCommit(false);
                while (!stopped.get()) {
                    try {
                        transfer(connection, from, to);
                        connection.commit();
                    } catch (SQLException e) {
                        connection.rollback();
                        deadlocks.addAndGet("40P01".equals(e.getSQLState()) ? 1 : 0);
                    }
                }
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            stopped.set(true);
            try {
                for (Thread thread : threads) {
                    thread.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static class BesideStrangersTestCases {

        @JdbcWorkload(users = 2, duration = "2s", pool = @Pool(size = 2))
        @JdbcSlo(
                none = {Finding.Kind.DEADLOCK, Finding.Kind.LOCK_CONVOY},
                deadlocks = 0)
        void transfer(Connection connection) throws SQLException {
            LockProblemsTests.transfer(connection, 1, 2);
        }
    }

    @Test
    void deadlocksOfOthers_areNoneOfTheLoad() {
        TestRun run;
        try (Strangers strangers = new Strangers()) {
            run = TestRun.of(BesideStrangersTestCases.class, output, "perf.jdbc.url=" + url);
            assertThat(strangers.deadlocks.get())
                    .as("there are some to tell apart")
                    .isPositive();
        }

        Found found = Found.by(run).butForSettings(FAST_SERVER);
        found.assertNone();
        run.assertPassed("transfer");
        assertThat(found.section().at("/diagnosis/activity/deadlocks").asLong()).isPositive();
        assertThat(found.section().at("/diagnosis/shared").asBoolean()).isTrue();
        assertThat(found.section().at("/diagnosis/sessions/attributed").asBoolean())
                .isTrue();
        assertThat(run.printed()).contains("those of others in the database included");
    }

    static class UnseenTestCases {

        @JdbcWorkload(users = 2, duration = "2s", pool = @Pool(size = 2), probe = Probe.NONE)
        @JdbcSlo(none = Finding.Kind.DEADLOCK, deadlocks = 0)
        void transfer(Connection connection) throws SQLException {
            LockProblemsTests.transfer(connection, 1, 2);
        }
    }

    @Test
    void deadlocks_ofWhomIsNotKnown_areNotJudged() {
        TestRun run;
        try (Strangers strangers = new Strangers()) {
            run = TestRun.of(UnseenTestCases.class, output, "perf.jdbc.url=" + url);
            assertThat(strangers.deadlocks.get()).isPositive();
        }

        assertThat(run.failure("transfer"))
                .hasMessageStartingWith("transfer has no verdict on 2 of 3 SLOs: ")
                .hasMessageContaining(
                        "they are those of everybody in the database; how many were the load's is not known"
                                + " without its statements");
    }

    static class SwallowingTestCases {

        @JdbcWorkload(users = 2, duration = "1500ms", pool = @Pool(size = 2))
        @JdbcSlo(deadlocks = 0)
        void transfer(Connection connection, JdbcSession session, VirtualUser user) throws SQLException {
            boolean there = user.id() % 2 == 0;
            try {
                LockProblemsTests.transfer(connection, there ? 1 : 2, there ? 2 : 1);
            } catch (SQLException e) {
                session.setRollbackOnly();
            }
        }
    }

    @Test
    void deadlocks_thatTheMethodCatches_areOfTheLoad() {
        TestRun run = TestRun.of(SwallowingTestCases.class, output, "perf.jdbc.url=" + url);

        Found found = Found.by(run).butForSettings(FAST_SERVER);
        assertThat(found.section().at("/transactions/failed")).isEmpty();
        found.only(Finding.Kind.DEADLOCK);
        assertThat(run.failure("transfer"))
                .hasMessageMatching(
                        "(?s)transfer missed 1 of \\d SLOs: deadlocks of the database \\d+, none allowed.*");
    }
}
