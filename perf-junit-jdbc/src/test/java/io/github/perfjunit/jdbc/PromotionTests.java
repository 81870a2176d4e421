// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.Slo;
import io.github.perfjunit.jdbc.report.FaultType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Loads whose server is killed, and whose replica takes its place. */
@Tag("minutes")
class PromotionTests {

    @TempDir
    Path output;

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void table(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            execute(connection, "create table orders (id serial primary key, amount int not null)");
        }
    }

    static class Shop {

        @JdbcTransaction(weight = 1)
        void place(Connection connection) throws SQLException {
            execute(connection, "insert into orders (amount) values (7)");
            execute(connection, "select pg_sleep(0.01)");
        }

        @JdbcTransaction(weight = 1, readOnly = true)
        void look(Connection connection) throws SQLException {
            one(connection, "select count(*) from orders");
            execute(connection, "select pg_sleep(0.01)");
        }
    }

    @EmbeddedPostgres(replicas = 1)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class FailoverTestCases {

        @BeforeAll
        static void load(DataSource database) throws SQLException {
            table(database);
        }

        @JdbcMix(Shop.class)
        @JdbcWorkload(
                users = 2,
                duration = "15s",
                pool = @Pool(size = 2, connectionTimeout = "1s"),
                reads = @Pool(size = 2))
        @DatabaseFault(type = FaultType.PROMOTION, at = "7s", duration = "500ms")
        @Slo(errorRate = "99%")
        @JdbcSlo(lostWrites = 100_000, staleReads = 100_000, replicationLag = "60s")
        void a() {}

        /** The servers are as they were: one that takes writes at its old address, and one that follows it. */
        @JdbcMix(Shop.class)
        @JdbcWorkload(users = 2, iterations = 60, reads = @Pool(size = 2))
        @JdbcSlo(replicationLag = "60s")
        void b() {}
    }

    @Test
    void promotion_ofAReplica_takesTheWritesAndIsPutBack() {
        TestRun run = TestRun.of(FailoverTestCases.class, output);

        run.assertPassed("a");
        JsonNode jdbc = run.results("PromotionTests.FailoverTestCases.a").at("/sections/jdbc");
        JsonNode fault = jdbc.at("/recovery/faults/0");
        assertThat(fault.at("/fault").asText()).isEqualTo("promotion at 7 s for 500 ms");
        assertThat(fault.at("/verdict").asText()).isNotEqualTo("not-applied");
        assertThat(fault.at("/failures").size()).isPositive();
        assertThat(fault.at("/firstSuccessMs").isNumber()).isTrue();
        JsonNode markers = jdbc.at("/replication/markers");
        assertThat(markers.at("/problem").asText()).isEmpty();
        assertThat(markers.at("/acknowledged").asInt()).isGreaterThan(50);
        assertThat(markers.at("/reads").asInt()).isGreaterThan(50);
        assertThat(jdbc.at("/replication/replicas/0/problem").asText()).isEmpty();
        assertThat(jdbc.at("/database").asText())
                .endsWith("; the database was not asked for its own figures, because another server took its place");
        assertThat(run.printed()).containsPattern("[\\d,]+ of [\\d,]+ markers\\s+were\\s+lost");

        run.assertPassed("b");
        JsonNode after = run.results("PromotionTests.FailoverTestCases.b").at("/sections/jdbc");
        assertThat(after.at("/transactions/committed").asLong()).isEqualTo(60);
        assertThat(after.at("/replication/replicas/0/lagMs/count").asInt()).isPositive();
    }

    static class CutOff {

        private static final AtomicBoolean DONE = new AtomicBoolean();

        @JdbcTransaction(weight = 1)
        void place(Connection connection) throws SQLException {
            execute(connection, "insert into orders (amount) values (7)");
            execute(connection, "select pg_sleep(0.01)");
        }

        /** The first one cuts the replica off, so that it gets nothing of what is acknowledged from then on. */
        @JdbcTransaction(weight = 1, readOnly = true)
        void look(Connection connection) throws SQLException {
            if (DONE.compareAndSet(false, true)) {
                connection.rollback();
                connection.setAutoCommit(true);
                execute(connection, "alter system set primary_conninfo = ''");
                execute(connection, "select pg_reload_conf()");
                connection.setAutoCommit(false);
            }
            execute(connection, "select pg_sleep(0.01)");
        }
    }

    /** A server of its own, which cannot be put back as it was. */
    @EmbeddedPostgres(replicas = 1, settings = "work_mem=5MB")
    static class LossTestCases {

        @BeforeAll
        static void load(DataSource database) throws SQLException {
            table(database);
        }

        @JdbcMix(CutOff.class)
        @JdbcWorkload(
                users = 2,
                duration = "15s",
                pool = @Pool(size = 2, connectionTimeout = "1s"),
                reads = @Pool(size = 2))
        @DatabaseFault(type = FaultType.PROMOTION, at = "7s")
        @Slo(errorRate = "99%")
        @JdbcSlo(lostWrites = 0)
        @JdbcSlo(staleReads = 0)
        void lossy() {}
    }

    @Test
    void writes_thatTheReplicaNeverGot_areCountedAsLost() {
        TestRun run = TestRun.of(LossTestCases.class, output);

        assertThat(run.failure("lossy"))
                .hasMessageContaining("the markers")
                .hasMessageContaining("lost writes")
                .hasMessageContaining("stale reads");
        JsonNode markers = run.results().at("/sections/jdbc/replication/markers");
        assertThat(markers.at("/lost").asInt()).isGreaterThan(10);
        assertThat(markers.at("/lost").asInt())
                .isLessThan(markers.at("/acknowledged").asInt());
        assertThat(markers.at("/stale").asInt()).isGreaterThan(10);
        assertThat(markers.at("/mostBehind").asInt()).isGreaterThan(10);
    }

    @EmbeddedPostgres
    static class NoReplicaTestCases {

        @JdbcWorkload(users = 1, duration = "20s")
        @DatabaseFault(type = FaultType.PROMOTION, at = "7s")
        void alone(Connection connection) {}

        @JdbcWorkload(users = 1, iterations = 1)
        @JdbcSlo(lostWrites = 0)
        void unbroken(Connection connection) {}
    }

    @Test
    void promotion_withoutAReplica_isAConfigurationError() {
        TestRun run = TestRun.of(NoReplicaTestCases.class, output);

        assertThat(run.failure("alone"))
                .hasMessage(
                        "1 configuration error in NoReplicaTestCases.alone:\n  - @DatabaseFault (PROMOTION) promotes a"
                                + " replica but there is not exactly one that the library started; use"
                                + " @EmbeddedPostgres(replicas = 1)");
        assertThat(run.failure("unbroken"))
                .hasMessageContaining("no markers were written; they come with @DatabaseFault(type = PROMOTION)");
    }
}
