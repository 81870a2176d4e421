// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads of an embedded PostgreSQL with a streaming replica. */
class ReplicasTests {

    /** Where transactions ran: by name, whether that server is a replica, and its port. */
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private static final Set<String> ROWS = ConcurrentHashMap.newKeySet();

    @TempDir
    Path output;

    static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static class Shop {

        @JdbcTransaction(weight = 1)
        void place(Connection connection) throws SQLException {
            SEEN.add("place " + one(connection, "select pg_is_in_recovery()"));
            execute(connection, "insert into orders (amount) values (7)");
        }

        @JdbcTransaction(weight = 2, readOnly = true)
        void look(Connection connection) throws SQLException {
            SEEN.add("look " + one(connection, "select pg_is_in_recovery() || ' ' || inet_server_port()"));
            ROWS.add(one(connection, "select count(*) >= 5000 from orders"));
        }
    }

    @EmbeddedPostgres(replicas = 1)
    static class OneTestCases {

        /** What was written before the load is there when it begins to read. */
        @BeforeAll
        static void load(DataSource database) throws SQLException {
            try (Connection connection = database.getConnection()) {
                execute(connection, "create table orders (id serial primary key, amount int not null)");
                execute(connection, "insert into orders (amount) select 1 from generate_series(1, 5000)");
            }
        }

        @JdbcMix(Shop.class)
        @JdbcWorkload(users = 2, iterations = 200, reads = @Pool(size = 2))
        void shop() {}
    }

    @Test
    void readOnlyTransactions_withAReplica_runThere() {
        SEEN.clear();
        ROWS.clear();

        TestRun run = TestRun.of(OneTestCases.class, output);

        run.assertPassed("shop");
        assertThat(SEEN).hasSize(2).contains("place f").anyMatch(seen -> seen.startsWith("look true "));
        assertThat(ROWS).containsExactly("t");
        JsonNode jdbc = run.results().at("/sections/jdbc");
        assertThat(jdbc.at("/reads/database").asText())
                .matches("a streaming replica of the embedded PostgreSQL 17\\.\\d+.*");
        assertThat(jdbc.at("/transactions/committed").asLong()).isEqualTo(200);
    }

    @EmbeddedPostgres(replicas = 2)
    static class TwoTestCases {

        @BeforeAll
        static void load(DataSource database) throws SQLException {
            try (Connection connection = database.getConnection()) {
                execute(connection, "create table orders (id serial primary key, amount int not null)");
            }
        }

        @JdbcMix(Shop.class)
        @JdbcWorkload(users = 2, iterations = 60, reads = @Pool(size = 12))
        void shop() {}
    }

    /** Which of them a connection leads to is drawn: that 12 of them are all on one is as likely as 1 in 2,048. */
    @Test
    void readOnlyTransactions_withTwoReplicas_areSpreadOverThem() {
        SEEN.clear();

        TestRun run = TestRun.of(TwoTestCases.class, output);

        run.assertPassed("shop");
        assertThat(SEEN).contains("place f").filteredOn(seen -> seen.startsWith("look true ")).isNotEmpty();
        assertThat(run.results().at("/sections/jdbc/reads/database").asText())
                .matches("2 streaming replicas of the embedded PostgreSQL 17\\.\\d+.*");
    }

    @EmbeddedPostgres(replicas = 9)
    static class TooManyTestCases {

        @JdbcWorkload(users = 1, iterations = 1)
        void shop(Connection connection) {}
    }

    @Test
    void replicas_moreThanFour_areAConfigurationError() {
        TestRun run = TestRun.of(TooManyTestCases.class, output);

        assertThat(run.failure("shop"))
                .hasMessage("1 configuration error in TooManyTestCases.shop:\n  - @EmbeddedPostgres on TooManyTestCases:"
                        + " replicas: 9 but must be from 0 to 4");
    }
}
