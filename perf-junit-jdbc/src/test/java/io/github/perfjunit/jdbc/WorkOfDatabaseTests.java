// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.WorkSlo;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;

/** Objectives about the statements, round trips and rows of an iteration, and whether one statement more is found. */
class WorkOfDatabaseTests {

    private static final String URL = "jdbc:h2:mem:work;DB_CLOSE_DELAY=-1";

    private static volatile boolean oneMore;
    private static Connection kept;

    @TempDir
    Path output;

    @BeforeAll
    static void create() throws SQLException {
        kept = DriverManager.getConnection(URL);
        try (Statement statement = kept.createStatement()) {
            statement.execute("create table stock (id int primary key, amount int)");
            statement.execute("insert into stock select x, 0 from system_range(1, 100)");
        }
    }

    @AfterAll
    static void drop() throws SQLException {
        try (Statement statement = kept.createStatement()) {
            statement.execute("shutdown");
        }
        kept.close();
    }

    static class OrderTestCases {

        @JdbcWorkload(users = 2, iterations = 1000)
        @WorkSlo(statements = "3", roundTrips = "4", rows = "1")
        void order(Connection connection) throws SQLException {
            int id = Math.floorMod(Thread.currentThread().getId(), 100) + 1;
            try (Statement statement = connection.createStatement()) {
                statement
                        .executeQuery("select amount from stock where id = " + id)
                        .close();
                statement.executeQuery("select count(*) from stock").close();
                statement.executeUpdate("update stock set amount = amount + 1 where id = " + id);
                if (oneMore) {
                    statement.executeQuery("select max(id) from stock").close();
                }
            }
        }
    }

    private TestRun run(boolean more, int number) {
        oneMore = more;
        return TestRun.of(
                OrderTestCases.class,
                output.resolve(Integer.toString(number)),
                "perf.jdbc.url=" + URL,
                "perf.invalid=fail");
    }

    @Test
    void statements_withinTheirLimits_pass_andOneMoreIsMissed() {
        run(false, 0).assertPassed("order");

        assertThat(run(true, 1).failure("order"))
                .message()
                .startsWith("order missed 2 of 4 SLOs: statements of each iteration 4, limit 3, and 1 more");
    }

    /** Not a part of the build: {@code -Dwork.runs=50}. */
    @Test
    @EnabledIfSystemProperty(named = "work.runs", matches = "\\d+")
    void manyRuns_ofOneCommit_neverFlip_andOneStatementMoreIsAlwaysFound() {
        List<String> flips = new ArrayList<>();
        int runs = Integer.getInteger("work.runs");
        for (int i = 1; i <= runs; i++) {
            end(run(false, 2 * i)).getThrowable().map(Throwable::getMessage).ifPresent(flips::add);
            if (end(run(true, 2 * i + 1)).getStatus() == Status.SUCCESSFUL) {
                flips.add("run " + i + " did not find one statement more");
            }
        }
        assertThat(flips).isEmpty();
    }

    private static TestExecutionResult end(TestRun run) {
        return run.ends("order").get(0);
    }
}
