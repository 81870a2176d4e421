// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.ProblemDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.Slo;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions that wait until the load ends for a lock that another session has and does not give back. */
class HangingTransactionTests {

    private static final String PAY = "update account set balance = balance - ? where id = ?";
    /** So many that one in a hundred may be slow without the server passing for a slow one. */
    private static final int GOOD_ONES = 500;

    private static String url = "";

    @TempDir
    Path output;

    @BeforeAll
    static void tables() throws SQLException {
        url = ProblemDatabase.with(
                "create table account (id int primary key, balance int not null)", "insert into account values (1, 0)");
    }

    /** Takes the lock when some transactions have gone well. */
    abstract static class LockedAccount {

        private final AtomicInteger begun = new AtomicInteger();
        private final Connection other;

        LockedAccount() throws SQLException {
            other = DriverManager.getConnection(url);
            other.setAutoCommit(false);
        }

        void pay(Connection connection) throws SQLException {
            if (begun.incrementAndGet() == GOOD_ONES) {
                execute(other, PAY, 1, 1);
            }
            execute(connection, PAY, 1, 1);
        }

        @AfterEach
        void giveBack() throws SQLException {
            other.close();
        }
    }

    static class LockTestCases extends LockedAccount {

        LockTestCases() throws SQLException {}

        @JdbcWorkload(users = 2, duration = "3s", gracefulStop = "500ms", pool = @Pool(size = 2))
        @Slo(max = "1h")
        @JdbcSlo(leaked = 0)
        void hang(Connection connection) throws SQLException {
            pay(connection);
        }
    }

    /** The other user hangs as well, for want of a connection. */
    static class OneConnectionTestCases extends LockedAccount {

        OneConnectionTestCases() throws SQLException {}

        @JdbcWorkload(users = 2, duration = "3s", gracefulStop = "500ms", pool = @Pool(size = 1))
        @Slo(max = "1h")
        @JdbcSlo(leaked = 0)
        void hang(Connection connection) throws SQLException {
            pay(connection);
        }
    }

    static class OwnConnectionTestCases extends LockedAccount {

        OwnConnectionTestCases() throws SQLException {}

        @JdbcWorkload(users = 2, duration = "3s", gracefulStop = "500ms", pool = @Pool(size = 2, autoCommit = true))
        @Slo(max = "1h")
        @JdbcSlo(leaked = 0)
        void hang(DataSource dataSource) throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                pay(connection);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {LockTestCases.class, OneConnectionTestCases.class, OwnConnectionTestCases.class})
    void transactionsThatNeverEnd_areErrorsWithoutAnswer(Class<?> testCases) {
        TestRun run = TestRun.of(testCases, output, "perf.jdbc.url=" + url);

        assertThat(run.failure("hang")).isInstanceOf(SloViolation.class).hasMessageMatching("""
                        hang missed 1 of 3 SLOs: errors 2, none allowed \\(2 users, 3s; \\d+ requests\\)

                          SLO +limit +actual
                          errors +none +2 +MISSED +first at 0:03, \\d+ samples
                          max +1h +.+ m?s +ok +\\d+ samples
                          leaked connections of the pool +none +0 +ok +\\d+ samples

                          top error: hang no answer after \\d\\.\\d s, when the end of the load cut it off, 2 of \\d+
                          (generator: .*\\n  )?report: .*""");
        JsonNode transactions = run.results().at("/sections/jdbc/transactions");
        assertThat(transactions.at("/committed").asInt()).isGreaterThanOrEqualTo(GOOD_ONES - 2);
        assertThat(transactions.at("/cutOff").asInt()).isEqualTo(2);
        assertThat(run.results().at("/all/cutOffMs/count").asInt()).isEqualTo(2);
        assertThat(run.printed()).contains(" committed, 2 cut off at the end of the load");
        assertThat(Found.by(run).findings()).extracting(Finding::kind).doesNotContain(Finding.Kind.CONNECTION_LEAK);
    }

    static class LimitTestCases extends LockedAccount {

        LimitTestCases() throws SQLException {}

        @JdbcWorkload(
                users = 2,
                duration = "3s",
                gracefulStop = "500ms",
                latencyLimit = "1s",
                pool = @Pool(size = 2, autoCommit = true))
        @Slo(max = "1s", errorRate = "100%")
        @Slo(request = PAY, max = "1s", errorRate = "100%")
        @JdbcSlo(late = 0)
        void hang(DataSource dataSource) throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                pay(connection);
            }
        }
    }

    /** How long they would have taken is not known, but it is longer than the limit. */
    @Test
    void transactionsThatNeverEnd_areOverEveryLimitThatTheyHavePassed() {
        TestRun run = TestRun.of(LimitTestCases.class, output, "perf.jdbc.url=" + url);

        assertThat(run.failure("hang"))
                .hasMessageStartingWith("hang missed 3 of 5 SLOs: ")
                .hasMessageContaining("max of " + PAY + " ")
                .hasMessageContaining("2 requests were cut off after up to 3.")
                .hasMessageContaining("late or skipped");
    }
}
