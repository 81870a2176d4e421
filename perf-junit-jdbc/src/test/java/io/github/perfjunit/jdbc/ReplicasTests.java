// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads of an embedded PostgreSQL with a streaming replica. */
@Tag("minutes")
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
        assertThat(SEEN)
                .contains("place f")
                .filteredOn(seen -> seen.startsWith("look true "))
                .isNotEmpty();
        assertThat(run.results().at("/sections/jdbc/reads/database").asText())
                .matches("2 streaming replicas of the embedded PostgreSQL 17\\.\\d+.*");
    }

    static class Paused {

        private static final AtomicBoolean DONE = new AtomicBoolean();

        @JdbcTransaction(weight = 1)
        void place(Connection connection) throws SQLException {
            execute(connection, "insert into orders (amount) values (7)");
        }

        /** The first one stops the replica for a second and a half, while others go on writing. */
        @JdbcTransaction(weight = 1, readOnly = true)
        void stop(Connection connection) throws SQLException {
            if (DONE.compareAndSet(false, true)) {
                execute(connection, "select pg_wal_replay_pause()");
                execute(connection, "select pg_sleep(1.5)");
                execute(connection, "select pg_wal_replay_resume()");
            }
        }
    }

    @EmbeddedPostgres(replicas = 1)
    static class LagTestCases {

        @BeforeAll
        static void load(DataSource database) throws SQLException {
            try (Connection connection = database.getConnection()) {
                execute(connection, "create table if not exists orders (id serial primary key, amount int not null)");
            }
        }

        @JdbcMix(Shop.class)
        @JdbcWorkload(users = 2, duration = "1500ms", reads = @Pool(size = 2))
        @JdbcSlo(replicationLag = "60s")
        void held() {}

        @JdbcMix(Paused.class)
        @JdbcWorkload(users = 2, duration = "3s", reads = @Pool(size = 2))
        @JdbcSlo(replicationLag = "500ms")
        void missed() {}

        /** Nothing is written for a second: the replica is not behind for that. */
        @JdbcWorkload(users = 1, duration = "1500ms")
        @JdbcSlo(replicationLag = "1s")
        void idle(Connection connection) throws SQLException {
            execute(connection, "select pg_sleep(1)");
        }
    }

    @Test
    void replicationLag_isMeasuredAndHeldAgainstItsLimit() {
        TestRun run = TestRun.of(LagTestCases.class, output);

        run.assertPassed("held");
        JsonNode held = run.results("ReplicasTests.LagTestCases.held").at("/sections/jdbc/replication/replicas/0");
        assertThat(held.at("/replica").asText()).isEqualTo("replica 1");
        assertThat(held.at("/lagMs/count").asInt()).isPositive();
        assertThat(held.at("/problem").asText()).isEmpty();
        assertThat(run.printed()).contains("   replicas    replica 1: behind by p50 ");

        assertThat(run.failure("missed"))
                .hasMessageContaining("replica 1")
                .hasMessageContaining("longest lag")
                .hasMessageContaining("500ms");
        JsonNode missed = run.results("ReplicasTests.LagTestCases.missed").at("/sections/jdbc/replication/replicas/0");
        assertThat(missed.at("/lagMs/max").asDouble()).isBetween(1_000.0, 10_000.0);
        assertThat(missed.at("/mostBytes").asLong()).isPositive();

        JsonNode idle = run.results("ReplicasTests.LagTestCases.idle").at("/sections/jdbc/replication/replicas/0");
        assertThat(idle.at("/lagMs/count").asInt()).isPositive();
        assertThat(idle.at("/lagMs/p50").asDouble()).isLessThan(1_000);
    }

    @EmbeddedPostgres
    static class NoReplicaTestCases {

        @JdbcWorkload(users = 1, iterations = 5)
        @JdbcSlo(replicationLag = "60s")
        void shop(Connection connection) throws SQLException {
            execute(connection, "select 1");
        }
    }

    @Test
    void replicationLag_withoutAReplica_isNotHeld() {
        TestRun run = TestRun.of(NoReplicaTestCases.class, output);

        assertThat(run.failure("shop"))
                .hasMessageContaining("no replica is known; set @EmbeddedPostgres.replicas, perf.jdbc.reads.url or"
                        + " readsDataSource");
    }

    static class NotOneTestCases {

        @JdbcMix(Shop.class)
        @JdbcWorkload(users = 1, duration = "500ms", reads = @Pool)
        @JdbcSlo(replicationLag = "60s")
        void shop() {}
    }

    /** It is a server that follows nobody: that it has all its own data proves nothing. */
    @Test
    void replicationLag_ofAServerThatIsNoReplica_isNotHeld() throws SQLException {
        String url = TestPostgres.newDatabase();
        try (Connection connection = DriverManager.getConnection(url)) {
            execute(connection, "create table orders (id serial primary key, amount int not null)");
        }

        TestRun run = TestRun.of(NotOneTestCases.class, output, "perf.jdbc.url=" + url, "perf.jdbc.reads.url=" + url);

        assertThat(run.failure("shop")).hasMessageContaining("it is no replica: it is not in recovery");
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
                .hasMessage(
                        "1 configuration error in TooManyTestCases.shop:\n  - @EmbeddedPostgres on TooManyTestCases:"
                                + " replicas: 9 but must be from 0 to 4");
    }
}
