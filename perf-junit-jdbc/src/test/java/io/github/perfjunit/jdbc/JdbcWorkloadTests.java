// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.Slo;
import io.github.perfjunit.load.VirtualUser;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Loads of a real PostgreSQL by {@link JdbcWorkload}. */
class JdbcWorkloadTests {

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

    static class TransferTestCases {

        @JdbcWorkload(users = 4, iterations = 400, pool = @Pool(size = 4))
        @Slo(p50 = "1s")
        @Slo(request = "select balance from account where id = ?", p50 = "1s")
        @JdbcSlo(callsPerTransaction = 1, leaked = 0, deadlocks = 0)
        void transfer(Connection connection, VirtualUser user) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement("select balance from account where id = ?")) {
                select.setInt(1, 1 + user.random().nextInt(1000));
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                }
            }
        }
    }

    @Test
    void workload_onARealDatabase_measuresTransactionsAndStatements() {
        TestRun run = TestRun.of(TransferTestCases.class, output, "perf.jdbc.url=" + url);

        run.assertPassed("transfer");
        JsonNode results = run.results();
        assertThat(results.at("/requests/0/name").asText()).isEqualTo("transfer");
        assertThat(results.at("/all/count").asInt()).isEqualTo(400);
        assertThat(results.at("/statements/0/name").asText()).isEqualTo("select balance from account where id = ?");
        assertThat(results.at("/sections/jdbc/transactions/committed").asInt()).isEqualTo(400);
    }

    static class OnceEachTestCases {

        @JdbcWorkload(users = 4, iterationsPerUser = 5, pool = @Pool(size = 2))
        void visit(Connection connection, VirtualUser user) throws SQLException {
            ProblemDatabase.execute(connection, "insert into visit values (?)", user.id());
        }
    }

    @Test
    void workload_withIterationsPerUser_runsEachUserSoOftenAndNoMore() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            ProblemDatabase.execute(connection, "create table visit (customer int)");

            TestRun run = TestRun.of(OnceEachTestCases.class, output, "perf.jdbc.url=" + url);

            run.assertPassed("visit");
            JsonNode results = run.results();
            assertThat(results.at("/all/count").asInt()).isEqualTo(20);
            assertThat(results.at("/sections/jdbc/transactions/committed").asInt())
                    .isEqualTo(20);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("""
                            select string_agg(customer || ' ' || visits, ', ' order by customer)
                            from (select customer, count(*) visits from visit group by customer) each""")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("0 5, 1 5, 2 5, 3 5");
            }
        }
    }

    static class MissingTableTestCases {

        @JdbcWorkload(users = 3, duration = "1m", pool = @Pool(size = 3))
        void ask(Connection connection) throws SQLException {
            ProblemDatabase.execute(connection, "select * from nothing");
        }
    }

    @Test
    @Timeout(30)
    void workload_thatOnlyFailsFromTheStart_endsEarly() {
        TestRun run = TestRun.of(MissingTableTestCases.class, output, "perf.jdbc.url=" + url);

        assertThat(run.failure("ask")).hasMessageMatching("""
                        ask was cut off after [\\d,]+ iterations: all [\\d,]+ requests since the start failed alike: \
                        syntax error, unknown name or missing right \\(SQLState 42P01\\), first in 'select \\* from nothing'; \
                        perf.failFast=off goes on
                          report: .*""");
        assertThat(run.results().at("/run/durationMs").asLong()).isLessThan(20_000);
    }
}
