// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.Slo;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads whose read-only transactions have a pool of their own, on a real PostgreSQL. */
class ReadsTests {

    private static String url = "";

    @TempDir
    Path output;

    @BeforeAll
    static void tables() throws SQLException {
        url = TestPostgres.newDatabase();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table account (id int primary key, balance int not null)");
            statement.execute("insert into account select i, 100 from generate_series(1, 100) i");
        }
    }

    static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** What connections said of themselves, by transaction. */
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    static class Mixed {

        @JdbcTransaction(weight = 1)
        void write(Connection connection) throws SQLException {
            SEEN.add("write " + one(connection, "show transaction_read_only"));
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("update account set balance = balance + 1 where id = 7");
            }
        }

        @JdbcTransaction(weight = 3, readOnly = true)
        void read(Connection connection) throws SQLException {
            SEEN.add("read " + one(connection, "show transaction_read_only"));
            one(connection, "select balance from account where id = 7");
        }
    }

    static class PoolsTestCases {

        @JdbcMix(Mixed.class)
        @JdbcWorkload(users = 3, iterations = 300, pool = @Pool(size = 2), reads = @Pool(size = 3))
        @JdbcSlo(leaked = 0, timeouts = 0)
        void shop() {}
    }

    @Test
    void readOnlyTransactions_haveThePoolForReads() {
        SEEN.clear();

        TestRun run = TestRun.of(PoolsTestCases.class, output, "perf.jdbc.url=" + url);

        run.assertPassed("shop");
        assertThat(SEEN).containsExactlyInAnyOrder("write off", "read on");
        JsonNode jdbc = run.results().at("/sections/jdbc");
        long written = jdbc.at("/connections/taken").asLong();
        long read = jdbc.at("/reads/connections/taken").asLong();
        assertThat(written + read).isEqualTo(300);
        assertThat(read).isBetween(180L, 270L);
        assertThat(jdbc.at("/pool/configuration/size").asInt()).isEqualTo(2);
        assertThat(jdbc.at("/reads/pool/configuration/size").asInt()).isEqualTo(3);
        assertThat(jdbc.at("/reads/pool/name").asText()).isEqualTo("perf-junit-reads");
        assertThat(jdbc.at("/statements").findValuesAsText("text"))
                .contains("update account set balance = balance + ? where id = ?")
                .doesNotContain("select balance from account where id = ?");
        assertThat(jdbc.at("/reads/statements").findValuesAsText("text"))
                .contains("select balance from account where id = ?")
                .doesNotContain("update account set balance = balance + ? where id = ?");
        assertThat(run.printed())
                .contains("   reads       3 connections: ", "the same server as all other transactions: PostgreSQL")
                .containsPattern("(?m)^   statement of reads  +calls  per tx");
        assertThat(jdbc.at("/transactions/committed").asLong()).isEqualTo(300);
    }

    static class SourcesTestCases {

        final DataSource primary = pool("primary", 2);
        final DataSource replica = pool("replica", 4);

        private static HikariDataSource pool(String name, int size) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setPoolName(name);
            config.setMaximumPoolSize(size);
            return new HikariDataSource(config);
        }

        @JdbcMix(Mixed.class)
        @JdbcWorkload(users = 2, iterations = 100, dataSource = "primary", readsDataSource = "replica")
        void shop() {}
    }

    @Test
    void dataSources_ofTheTest_areUsedByRole() {
        SEEN.clear();

        TestRun run = TestRun.of(SourcesTestCases.class, output);

        run.assertPassed("shop");
        assertThat(SEEN).containsExactlyInAnyOrder("write off", "read on");
        JsonNode jdbc = run.results().at("/sections/jdbc");
        assertThat(jdbc.at("/pool/name").asText()).isEqualTo("primary");
        assertThat(jdbc.at("/reads/pool/name").asText()).isEqualTo("replica");
        assertThat(jdbc.at("/connections/taken").asLong()
                        + jdbc.at("/reads/connections/taken").asLong())
                .isEqualTo(100);
    }

    static class OnePoolTestCases {

        @JdbcMix(Mixed.class)
        @JdbcWorkload(users = 1, iterations = 60, pool = @Pool(size = 1))
        void shop() {}
    }

    /** They take turns on the only connection, which is told what it is for each time. */
    @Test
    void readOnlyTransactions_withoutAPoolForReads_areReadOnlyAllTheSame() {
        SEEN.clear();

        TestRun run = TestRun.of(OnePoolTestCases.class, output, "perf.jdbc.url=" + url);

        run.assertPassed("shop");
        assertThat(SEEN).containsExactlyInAnyOrder("write off", "read on");
        assertThat(run.results().at("/sections/jdbc/reads").isMissingNode()).isTrue();
    }

    static class Liar {

        @JdbcTransaction(weight = 1, readOnly = true)
        void writes(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("update account set balance = 0");
            }
        }
    }

    static class LiarTestCases {

        @JdbcMix(Liar.class)
        @JdbcWorkload(users = 1, iterations = 1, reads = @Pool(size = 1))
        void shop() {}
    }

    @Test
    void readOnlyTransaction_thatWrites_fails() {
        TestRun run = TestRun.of(LiarTestCases.class, output, "perf.jdbc.url=" + url);

        assertThat(run.failure("shop")).hasMessageContaining("25006");
        assertThat(run.results().at("/sections/jdbc/transactions/committed").asLong())
                .isZero();
    }

    static class Writer {

        @JdbcTransaction(weight = 1)
        void write(Connection connection) {}
    }

    static class WrongTestCases {

        @JdbcWorkload(users = 1, iterations = 1, reads = @Pool)
        void noMix(Connection connection) {}

        @JdbcMix(Writer.class)
        @JdbcWorkload(
                users = 1,
                iterations = 1,
                reads = {@Pool, @Pool},
                readsDataSource = "other")
        void noReader() {}

        @JdbcMix(Mixed.class)
        @JdbcWorkload(
                users = 1,
                iterations = 1,
                pool = @Pool(autoCommit = true),
                reads = @Pool(size = 0, perTransactionConnection = false))
        void kept() {}
    }

    @Test
    void mistakes_areToldBeforeTheLoad() {
        TestRun run = TestRun.of(WrongTestCases.class, output, "perf.jdbc.url=" + url);

        assertThat(run.failure("noMix"))
                .hasMessage("1 configuration error in WrongTestCases.noMix:\n  - @JdbcWorkload.reads is for read-only"
                        + " transactions, of which there are none; write a @JdbcMix with @JdbcTransaction(readOnly ="
                        + " true)");
        assertThat(run.failure("noReader"))
                .hasMessage("3 configuration errors in WrongTestCases.noReader:\n"
                        + "  - @JdbcWorkload.reads has 2 pools but may have one\n"
                        + "  - @JdbcWorkload.reads and readsDataSource are both set but one is enough: a data source of the"
                        + " test has its own pool\n"
                        + "  - @JdbcWorkload.reads is for read-only transactions, of which there are none; write"
                        + " @JdbcTransaction(readOnly = true) on those that write nothing");
        assertThat(run.failure("kept"))
                .hasMessage(
                        "3 configuration errors in WrongTestCases.kept:\n"
                                + "  - @JdbcWorkload.reads.size was '0' but must be from 1 to 1,000\n"
                                + "  - @JdbcTransaction(readOnly = true) needs perTransactionConnection = true: a connection that a"
                                + " user keeps is for all its transactions\n"
                                + "  - @JdbcWorkload.reads.autoCommit was 'false' but must be as @JdbcWorkload.pool.autoCommit");
    }

    static class NobodyThereTestCases {

        @JdbcMix(Mixed.class)
        @JdbcWorkload(users = 1, iterations = 1, reads = @Pool)
        @Slo(p50 = "1s")
        void shop() {}
    }

    @Test
    void replica_thatIsNotThere_isToldBeforeTheLoad() {
        TestRun run = TestRun.of(
                NobodyThereTestCases.class,
                output,
                "perf.jdbc.url=" + url,
                "perf.jdbc.reads.url=jdbc:postgresql://127.0.0.1:1/shop");

        assertThat(run.failure("shop"))
                .hasMessageStartingWith("1 configuration error in NobodyThereTestCases.shop:\n"
                        + "  - perf.jdbc.reads.url: cannot connect to 127.0.0.1:1");
        assertThat(run.directories()).isEmpty();
    }
}
