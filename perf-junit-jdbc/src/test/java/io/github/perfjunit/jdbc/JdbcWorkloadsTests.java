// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JdbcWorkloadsTests {

    /** The server is one that the library did not start. */
    @BeforeAll
    static void allow() {
        System.setProperty("perf.jdbc.destructive", "true");
    }

    @AfterAll
    static void forbid() {
        System.clearProperty("perf.jdbc.destructive");
    }

    private static HikariDataSource postgres(String url) {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(url);
        source.setMaximumPoolSize(2);
        source.setAutoCommit(false);
        return source;
    }

    private static JdbcDataSource h2(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    private static String value(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void run(DataSource source, JdbcScript script, int times) throws SQLException {
        ScriptUser user = new ScriptUser(0, 42);
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < times; i++) {
                script.run(connection, user.asUser());
            }
            connection.commit();
        }
    }

    @Test
    void tpcbLike_onPostgres_changesAccountTellerBranchAndHistoryAlike() throws SQLException {
        JdbcScript workload = JdbcWorkloads.tpcbLike(1);
        try (HikariDataSource source = postgres(TestPostgres.newDatabase())) {
            workload.prepare(source);
            assertThat(value(source, "select count(*) || ' ' || max(aid) || ' ' || max(bid) from pgbench_accounts"))
                    .isEqualTo("100000 100000 1");
            assertThat(value(source, "select count(*) || ' ' || max(bid) from pgbench_tellers"))
                    .isEqualTo("10 1");

            run(source, workload, 20);

            assertThat(value(source, "select count(*) from pgbench_history")).isEqualTo("20");
            assertThat(value(source, """
                            select count(distinct sum) || ' ' || (max(sum) <> 0) from (
                              select sum(abalance) from pgbench_accounts
                              union all select sum(tbalance) from pgbench_tellers
                              union all select sum(bbalance) from pgbench_branches
                              union all select sum(delta) from pgbench_history) sums
                            """)).isEqualTo("1 true");

            JdbcWorkloads.selectOnly(1).prepare(source);
            assertThat(value(source, "select count(*) from pgbench_history")).isEqualTo("0");
            assertThat(value(source, "select count(*) from pgbench_accounts where abalance <> 0"))
                    .as("kept")
                    .isNotEqualTo("0");
            run(source, JdbcWorkloads.selectOnly(1), 10);
        }
    }

    @Test
    void tpcbLike_ofAnotherScale_makesItsTablesAnew() throws SQLException {
        try (HikariDataSource source = postgres(TestPostgres.newDatabase())) {
            JdbcWorkloads.tpcbLike(1).prepare(source);
            JdbcWorkloads.tpcbLike(2).prepare(source);

            assertThat(value(source, "select count(*) || ' ' || max(bid) from pgbench_accounts"))
                    .isEqualTo("200000 2");
            assertThat(value(source, "select reltuples::int from pg_class where relname = 'pgbench_accounts'"))
                    .isEqualTo("200000");
            assertThat(value(source, "select count(*) from pg_locks where locktype = 'advisory'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void readWrite_onPostgres_keepsTheNumberOfRows() throws SQLException {
        JdbcScript workload = JdbcWorkloads.readWrite(1000);
        try (HikariDataSource source = postgres(TestPostgres.newDatabase())) {
            workload.prepare(source);
            String first = value(source, "select md5(string_agg(s::text, ' ' order by id)) from sbtest1 s");
            assertThat(value(source, "select c from sbtest1 where id = 500").strip())
                    .matches("(\\d{11}-){9}\\d{11}");
            assertThat(value(source, "select pad from sbtest1 where id = 500").strip())
                    .matches("(\\d{11}-){4}\\d{11}");
            assertThat(value(source, "select count(*) filter (where k between 1 and 1000) from sbtest1"))
                    .isEqualTo("1000");

            run(source, workload, 10);

            assertThat(value(source, "select count(*) from sbtest1")).isEqualTo("1000");
            assertThat(value(source, "select md5(string_agg(s::text, ' ' order by id)) from sbtest1 s"))
                    .isNotEqualTo(first);

            workload.prepare(source);
            assertThat(value(source, "select md5(string_agg(s::text, ' ' order by id)) from sbtest1 s"))
                    .as("kept")
                    .isNotEqualTo(first);
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("drop table sbtest1");
                connection.commit();
            }
            workload.prepare(source);
            assertThat(value(source, "select md5(string_agg(s::text, ' ' order by id)) from sbtest1 s"))
                    .as("the same rows each time")
                    .isEqualTo(first);
        }
    }

    @Test
    void readWrite_whenAnotherUserHasReplacedTheRow_doesNotInsertItTwice() throws Exception {
        String url = TestPostgres.newDatabase();
        JdbcScript workload = JdbcWorkloads.readWrite(1);
        try (HikariDataSource source = postgres(url)) {
            workload.prepare(source);
            Thread other = new Thread(() -> {
                try {
                    run(source, workload, 1);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            try (Connection connection = DriverManager.getConnection(url)) {
                connection.setAutoCommit(false);
                workload.run(connection, new ScriptUser(0, 1).asUser());
                other.start();
                awaitBlocked(url);
                connection.commit();
            }
            other.join();
            assertThat(value(source, "select count(*) from sbtest1")).isEqualTo("1");
        }
    }

    @Test
    void prepare_byTwoAtOnce_makesTheTablesOnce() throws Exception {
        String url = TestPostgres.newDatabase();
        JdbcScript workload = JdbcWorkloads.readWrite(2000);
        try (HikariDataSource source = postgres(url)) {
            List<Callable<Void>> both = Collections.nCopies(2, () -> {
                workload.prepare(source);
                return null;
            });
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                for (Future<Void> each : threads.invokeAll(both)) {
                    each.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(value(source, "select count(*) from sbtest1")).isEqualTo("2000");
        }
    }

    private static void awaitBlocked(String url) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 2000; i++) {
                try (ResultSet row = statement.executeQuery("select count(*) from pg_locks where not granted")) {
                    row.next();
                    if (row.getInt(1) > 0) {
                        return;
                    }
                }
                Thread.sleep(5);
            }
            throw new IllegalStateException("nobody waits for the lock");
        }
    }

    @Test
    void workloads_onAnotherDatabase_areFilledInBatches() throws SQLException {
        DataSource source = h2("workloads");
        JdbcScript readWrite = JdbcWorkloads.readWrite(2500);
        JdbcScript tpcb = JdbcWorkloads.tpcbLike(1);
        for (int i = 0; i < 2; i++) {
            readWrite.prepare(source);
            tpcb.prepare(source);
            run(source, readWrite, 3);
            run(source, JdbcWorkloads.pointSelect(2500), 3);
            run(source, tpcb, 3);
            assertThat(value(source, "select count(*) from sbtest1")).isEqualTo("2500");
            assertThat(value(source, "select count(*) from pgbench_accounts")).isEqualTo("100000");
            assertThat(value(source, "select count(*) from pgbench_history")).isEqualTo("3");
        }
    }

    @Test
    void prepare_withoutTheRight_saysSo() throws SQLException {
        String url = TestPostgres.newDatabase();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create role reader" + System.identityHashCode(this) + " login");
        }
        String reader = url.replace("user=postgres", "user=reader" + System.identityHashCode(this));
        try (HikariDataSource source = postgres(reader)) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> JdbcWorkloads.pointSelect(10).prepare(source))
                    .withMessageStartingWith(
                            "the tables of sysbench could not be made ready: ERROR: permission denied for schema public")
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void workloads_tellWhatTheyDo() {
        assertThat(JdbcWorkloads.tpcbLike(3)).hasToString("tpcb-like (5 statements)");
        assertThat(JdbcWorkloads.tpcbLike(3).writes()).isTrue();
        assertThat(JdbcWorkloads.tpcbLike(3).statements())
                .contains("UPDATE pgbench_accounts SET abalance = abalance + ? WHERE aid = ?");
        assertThat(JdbcWorkloads.selectOnly(3)).hasToString("select-only (1 statement)");
        assertThat(JdbcWorkloads.selectOnly(3).writes()).isFalse();
        assertThat(JdbcWorkloads.pointSelect(3)).hasToString("point-select (1 statement)");
        assertThat(JdbcWorkloads.pointSelect(3).writes()).isFalse();
        assertThat(JdbcWorkloads.readWrite(3)).hasToString("read-write (9 statements)");
        assertThat(JdbcWorkloads.readWrite(3).writes()).isTrue();
    }

    static Arguments[] mistakes() {
        return new Arguments[] {
            Arguments.of(
                    (Runnable) () -> JdbcWorkloads.tpcbLike(0),
                    "JdbcWorkloads.tpcbLike: `scale` was 0 but must be from 1 to 21474"),
            Arguments.of(
                    (Runnable) () -> JdbcWorkloads.selectOnly(21_475),
                    "JdbcWorkloads.selectOnly: `scale` was 21475 but must be from 1 to 21474"),
            Arguments.of(
                    (Runnable) () -> JdbcWorkloads.pointSelect(0),
                    "JdbcWorkloads.pointSelect: `rows` was 0 but must be from 1 to 1000000000"),
            Arguments.of(
                    (Runnable) () -> JdbcWorkloads.readWrite(10, KeyDistribution.uniform(0, 10)),
                    "JdbcWorkloads.readWrite: `keys` was uniform(0, 10) but must be of numbers from 1 to 10, the number of"
                            + " rows"),
            Arguments.of(
                    (Runnable) () -> JdbcWorkloads.pointSelect(10, KeyDistribution.zipfian(1, 11, 2)),
                    "JdbcWorkloads.pointSelect: `keys` was zipfian(1, 11, 2.0) but must be of numbers from 1 to 10, the"
                            + " number of rows"),
            Arguments.of(
                    (Runnable) () -> JdbcWorkloads.tpcbLike(1).with("scale", 2),
                    "'scale' cannot be set: tpcb-like is a ready workload, which gets its size where it is made")
        };
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void workloads_withBadValues_saySo(Runnable workload, String message) {
        assertThatIllegalArgumentException().isThrownBy(workload::run).withMessage(message);
    }
}
