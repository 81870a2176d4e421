// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.JdbcAssertions.assertThat;
import static io.github.perfjunit.jdbc.ProblemDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.AfterLoad;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans of statements that ran, held against limits. */
class PlanAsTestTests {

    private static final String BY_CUSTOMER = "select page from visit where customer = ?";
    private static final String BY_ID = "select page from visit where id = ?";

    private static String url = "";

    @TempDir
    Path output;

    @BeforeAll
    static void tables() throws SQLException {
        url = ProblemDatabase.with(
                "create table visit (id int primary key, customer int not null, page text not null)",
                "insert into visit select i, i % 3000, 'page ' || i from generate_series(1, 30000) i");
    }

    static class ScanTestCases {

        @JdbcWorkload(users = 2, iterations = 40, pool = @Pool(size = 2))
        @JdbcSlo(noSequentialScanOver = "10,000 rows")
        @JdbcSlo(noSequentialScanOver = "30000")
        @JdbcSlo(noSequentialScanOver = "10000 rows", statement = BY_ID)
        void visits(Connection connection, VirtualUser user) throws SQLException {
            execute(connection, BY_ID, user.random().nextInt(3_000));
            execute(connection, BY_CUSTOMER, user.random().nextInt(3_000));
        }
    }

    @Test
    void statementThatScansALargeTable_missesItAndIsNamedWithItsTable() {
        TestRun run = TestRun.of(ScanTestCases.class, output, "perf.jdbc.url=" + url);

        assertThat(run.failure("visits"))
                .hasMessageStartingWith("visits missed 1 of 4 SLOs: sequential scans over 10,000 rows by plan of ")
                .hasMessageContaining("sequential scans over 10,000 rows by plan of " + BY_CUSTOMER)
                .hasMessageContaining("by its plan it reads visit with its 30,000 rows from end to end");
        assertThat(run.results().at("/sections/jdbc/diagnosis/shapes").toString())
                .contains("\"steps\":[\"sequential scan of visit\"]", "\"steps\":[\"index-backed visit\"]");
    }

    static class NoScanTestCases {

        @JdbcWorkload(users = 2, iterations = 40, pool = @Pool(size = 2))
        @JdbcSlo(noSequentialScanOver = "10000 rows")
        void visits(Connection connection, VirtualUser user) throws SQLException {
            execute(connection, BY_ID, user.random().nextInt(3_000));
        }

        @AfterLoad("visits")
        void plans(LoadResult result) {
            assertThat(result).database().noSequentialScanOver(10_000);
        }
    }

    @Test
    void statementsThatUseAnIndex_holdIt() {
        TestRun.of(NoScanTestCases.class, output, "perf.jdbc.url=" + url).assertPassed("visits");
    }

    static class FluentTestCases {

        @JdbcWorkload(users = 2, iterations = 40, pool = @Pool(size = 2))
        void visits(Connection connection, VirtualUser user) throws SQLException {
            execute(connection, BY_CUSTOMER, user.random().nextInt(3_000));
        }

        @AfterLoad("visits")
        void plans(LoadResult result) {
            assertThat(result).database().noSequentialScanOver(10_000);
        }
    }

    @Test
    void fluentCheck_saysWhichStatementReadsWhat() {
        assertThat(TestRun.of(FluentTestCases.class, output, "perf.jdbc.url=" + url)
                        .failure("visits"))
                .hasMessage("\"" + BY_CUSTOMER + "\": by its plan it reads visit with its 30,000 rows from end to end");
    }

    static class UnplannedTestCases {

        @JdbcWorkload(users = 1, iterations = 20, pool = @Pool(size = 1))
        @JdbcSlo(noSequentialScanOver = "10000 rows")
        void visits(Connection connection) throws SQLException {
            execute(connection, BY_ID, 1);
            execute(connection, "select ? + ?", 1, 2);
        }
    }

    static class UnseenTestCases {

        @JdbcWorkload(users = 1, iterations = 20, pool = @Pool(size = 1), probe = Probe.NONE)
        @JdbcSlo(noSequentialScanOver = "10000 rows")
        void visits(Connection connection) throws SQLException {
            execute(connection, BY_ID, 1);
        }
    }

    static class UnaskedTestCases {

        @JdbcWorkload(users = 1, iterations = 20, pool = @Pool(size = 1), diagnose = false)
        @JdbcSlo(noSequentialScanOver = "10000 rows")
        void visits(Connection connection) throws SQLException {
            execute(connection, BY_ID, 1);
        }
    }

    static class OnH2TestCases {

        @JdbcWorkload(users = 1, iterations = 20, pool = @Pool(size = 1))
        @JdbcSlo(noSequentialScanOver = "10000 rows")
        void visits(Connection connection) throws SQLException {
            execute(connection, "select * from information_schema.tables where table_name = ?", "VISIT");
        }
    }

    @Test
    void plansThatAreNotKnown_areNotJudged() {
        assertThat(TestRun.of(UnplannedTestCases.class, output.resolve("a"), "perf.jdbc.url=" + url)
                        .failure("visits"))
                .hasMessageStartingWith("visits has no verdict on 1 of 2 SLOs: ")
                .hasMessageContaining("the plans of 1 of 2 statements cannot be judged, the first: SQLState 42725");
        assertThat(TestRun.of(UnseenTestCases.class, output.resolve("b"), "perf.jdbc.url=" + url)
                        .failure("visits"))
                .hasMessageContaining("no statement was seen");
        assertThat(TestRun.of(UnaskedTestCases.class, output.resolve("c"), "perf.jdbc.url=" + url)
                        .failure("visits"))
                .hasMessageContaining(
                        "no plan of it is known: plans are those of statements that ran on PostgreSQL 14 or"
                                + " newer, with diagnose = true");
        assertThat(TestRun.of(OnH2TestCases.class, output.resolve("d"), "perf.jdbc.url=jdbc:h2:mem:plans")
                        .failure("visits"))
                .hasMessageContaining("no plan of it is known");
    }

    static class ChangingTestCases {

        @JdbcWorkload(users = 1, iterations = 20, pool = @Pool(size = 1))
        @JdbcSlo(none = Finding.Kind.PLAN_CHANGED)
        void visits(Connection connection) throws SQLException {
            execute(connection, "select page from changing where customer = ?", 1);
            execute(connection, "select page from changing where id = ?", 1);
        }
    }

    @Test
    void planOfAnotherShapeThanBefore_isToldWithoutTheNameOfAnIndex() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            execute(connection, "create table changing (id int primary key, customer int, page text)");
            execute(connection, "insert into changing select i, i % 3000, 'p' from generate_series(1, 30000) i");
            execute(connection, "create index changing_one on changing (customer)");
            execute(connection, "analyze changing");
            Path first = output.resolve("first");
            assertThat(TestRun.of(ChangingTestCases.class, first, "perf.jdbc.url=" + url)
                            .failure("visits"))
                    .hasMessageContaining("@JdbcSlo(none = PLAN_CHANGED) needs an earlier result to compare with; set"
                            + " perf.jdbc.plans to its directory");
            TestRun.of(KeepingTestCases.class, first, "perf.jdbc.url=" + url).assertPassed("visits");
            String earlier = "perf.jdbc.plans=" + first.resolve("PlanAsTestTests.KeepingTestCases.visits");

            execute(connection, "drop index changing_one");
            execute(connection, "create index changing_two on changing (customer)");
            execute(connection, "analyze changing");
            TestRun.of(ChangingTestCases.class, output.resolve("b"), "perf.jdbc.url=" + url, earlier)
                    .assertPassed("visits");

            execute(connection, "drop index changing_two");
            assertThat(TestRun.of(ChangingTestCases.class, output.resolve("c"), "perf.jdbc.url=" + url, earlier)
                            .failure("visits"))
                    .hasMessageContaining(
                            "changed plan (select page from changing where customer = ?): Before: index-backed"
                                    + " changing; now: sequential scan of changing.");
        }
    }

    static class KeepingTestCases {

        @JdbcWorkload(users = 1, iterations = 20, pool = @Pool(size = 1))
        void visits(Connection connection) throws SQLException {
            new ChangingTestCases().visits(connection);
        }
    }

    static class MistakenTestCases {

        @JdbcWorkload(users = 1, iterations = 1)
        @JdbcSlo(noSequentialScanOver = "many")
        void visits(Connection connection) {}
    }

    @Test
    void limitThatIsNoNumber_isAMistake() {
        assertThat(TestRun.of(MistakenTestCases.class, output, "perf.jdbc.url=" + url)
                        .failure("visits"))
                .hasMessage(
                        "1 configuration error in MistakenTestCases.visits:\n"
                                + "  - @JdbcSlo.noSequentialScanOver was 'many' but must be a number of rows, such as '10000 rows'");
    }
}
