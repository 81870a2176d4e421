// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.EmbeddedPostgresTests.execute;
import static io.github.perfjunit.jdbc.EmbeddedPostgresTests.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.perfjunit.jdbc.report.FaultType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What may be lost in a database that the library did not start: nothing, unless that was allowed. */
class DestructionTests {

    private static final String HINT = "\n    Hint: set perf.jdbc.destructive=true if that may be lost";

    private static DataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    private static void run(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> failures(Class<?> cases, String... keys) {
        return DatabaseRun.of(cases, keys).failures().stream()
                .map(failure -> failure.replaceFirst("(?s)^.*:\n  - ", "")
                        .replaceFirst(", line \\d+", "")
                        .replaceFirst("PostgreSQL [^ ]+ at jdbc:postgresql://[^ ]+?(?=,)", "DB"))
                .toList();
    }

    @JdbcDataset(script = "shop.sql", scale = 1)
    static class ScriptCases {

        @Test
        void rows_areThere(DataSource database) throws SQLException {
            assertThat(query(database, "select count(*) from products")).isEqualTo("5");
        }
    }

    @Test
    void script_thatWouldDropTablesOfStrangers_isRefusedAndNamesThem() throws SQLException {
        String url = TestPostgres.newDatabase();
        run(url, "create table products as select i from generate_series(1, 1204) i", "create table orders (id int)");

        assertThat(failures(ScriptCases.class, "perf.jdbc.url=" + url))
                .containsExactly("@JdbcDataset on ScriptCases: it would drop orders (no rows) and drop products"
                        + " (1,204 rows) in DB, which the library did not start" + HINT);
        assertThat(query(source(url), "select count(*) from products")).isEqualTo("1204");

        DatabaseRun.of(ScriptCases.class, "perf.jdbc.url=" + url, "perf.jdbc.destructive=true")
                .assertPassed(1);
    }

    @Test
    void script_thatWouldDropNothing_runs() throws SQLException {
        DatabaseRun.of(ScriptCases.class, "perf.jdbc.url=" + TestPostgres.newDatabase())
                .assertPassed(1);
    }

    @JdbcDataset(script = "strangers.sql")
    static class AllKindsCases {

        @Test
        void wants() {
            throw new AssertionError();
        }
    }

    @Test
    void script_allKindsOfLosses_areNamed() throws SQLException {
        String url = TestPostgres.newDatabase();
        run(
                url,
                "create table a as select 1 as id",
                "create table b as select 1 as id",
                "create table c as select 1 as id",
                "create table d as select 1 as id",
                "create table \"E f\" as select 1 as id",
                "create schema s create table t (id int)",
                "create view v as select 1 as id",
                "create function f() returns int language sql as 'select 1'");

        assertThat(failures(AllKindsCases.class, "perf.jdbc.url=" + url))
                .containsExactly("@JdbcDataset on AllKindsCases: it would empty a (1 row), delete rows of b (1 row),"
                        + " change rows of c (1 row), alter d (1 row), drop \"E f\" (1 row), drop schema s, drop view v,"
                        + " drop function f(), run a block that cannot be looked into and run ALTER SYSTEM"
                        + " in DB, which the library did not start" + HINT);
    }

    static final class Dropping implements DatasetLoader {

        @Override
        public void load(Dataset data) throws SQLException {
            try (Statement statement = data.connection().createStatement()) {
                statement.execute("create table mine (id int)");
                statement.execute("drop table mine");
                statement.execute("drop table if exists theirs");
            }
        }
    }

    @JdbcDataset(loader = Dropping.class)
    static class LoaderCases {

        @Test
        void wants() {
            throw new AssertionError();
        }
    }

    @Test
    void loader_thatWouldDropATableOfStrangers_isRefused() throws SQLException {
        String url = TestPostgres.newDatabase();
        run(url, "create table theirs as select 1 as id");

        assertThat(failures(LoaderCases.class, "perf.jdbc.url=" + url))
                .containsExactly("@JdbcDataset on LoaderCases: loader " + Dropping.class.getName()
                        + ": it would drop theirs (1 row) in DB, which the library did not start" + HINT);
        assertThat(query(source(url), "select count(*) from theirs")).isEqualTo("1");
    }

    @JdbcDataset(script = "sale-plain.sql")
    static class OnH2Cases {

        static DataSource database;

        @Test
        void wants() throws SQLException {
            assertThat(query(database, "select count(*) from sale")).isEqualTo("0");
        }
    }

    @Test
    void dataSource_ofTheTest_isAStrangersToo(@TempDir Path directory) throws SQLException {
        org.h2.jdbcx.JdbcDataSource h2 = new org.h2.jdbcx.JdbcDataSource();
        h2.setURL("jdbc:h2:" + directory.resolve("shop"));
        OnH2Cases.database = h2;
        execute(h2, "create table sale as select 1 as id union all select 2");

        assertThat(failures(OnH2Cases.class))
                .singleElement()
                .asString()
                .startsWith("@JdbcDataset on OnH2Cases: it would drop sale (2 rows) in H2 2.4.240")
                .endsWith(", which the library did not start" + HINT);
        DatabaseRun.of(OnH2Cases.class, "perf.jdbc.destructive=true").assertPassed(1);
    }

    @Test
    void dataSource_inTheMemoryOfThisJvm_isNobodyElses() throws SQLException {
        org.h2.jdbcx.JdbcDataSource h2 = new org.h2.jdbcx.JdbcDataSource();
        h2.setURL("jdbc:h2:mem:destruction;DB_CLOSE_DELAY=-1");
        OnH2Cases.database = h2;
        execute(h2, "create table sale as select 1 as id");

        DatabaseRun.of(OnH2Cases.class).assertPassed(1);
    }

    @EmbeddedPostgres
    static class OwnCases {

        @Test
        void prepare_onOurOwnServer_mayDropItsTables(DataSource database) {
            assertThatNoException().isThrownBy(() -> {
                JdbcWorkloads.pointSelect(10).prepare(database);
                JdbcWorkloads.pointSelect(20).prepare(database);
            });
        }
    }

    @Test
    void server_thatTheLibraryStarted_isItsOwn() {
        DatabaseRun.of(OwnCases.class).assertPassed(1);
    }

    static class PrepareCases {

        @JdbcDataset(loader = Nothing.class)
        @Test
        void prepare_onAnothersServer(DataSource database) throws SQLException {
            JdbcWorkloads.pointSelect(20).prepare(database);
        }
    }

    static final class Nothing implements DatasetLoader {

        @Override
        public void load(Dataset data) {}
    }

    @Test
    void prepare_thatWouldDropTables_isRefusedAndNamesThem() throws SQLException {
        String url = TestPostgres.newDatabase();
        DataSource source = source(url);
        JdbcWorkloads.pointSelect(10).prepare(source);
        JdbcWorkloads.pointSelect(10).prepare(source);

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> JdbcWorkloads.pointSelect(20).prepare(source))
                .withMessageMatching(
                        "the tables of sysbench could not be made ready: that would drop sbtest1 \\(10 rows\\)"
                                + " in PostgreSQL \\S+ at jdbc:postgresql://\\S+, which the library did not start;"
                                + " set perf.jdbc.destructive=true if that may be lost");
        assertThat(query(source, "select count(*) from sbtest1")).isEqualTo("10");

        assertThat(failures(PrepareCases.class, "perf.jdbc.url=" + url)).hasSize(1);
        DatabaseRun.of(PrepareCases.class, "perf.jdbc.url=" + url, "perf.jdbc.destructive=true")
                .assertPassed(1);
        assertThat(query(source, "select count(*) from sbtest1")).isEqualTo("20");
    }

    @Test
    void prepare_thatWouldEmptyATable_isRefusedAndNamesIt() throws SQLException {
        DataSource source = source(TestPostgres.newDatabase());
        JdbcWorkloads.tpcbLike(1).prepare(source);
        JdbcWorkloads.tpcbLike(1).prepare(source);
        execute(source, "insert into pgbench_history (tid) values (1)");

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> JdbcWorkloads.tpcbLike(1).prepare(source))
                .withMessageContaining("that would empty pgbench_history (1 row) in ");
        assertThat(query(source, "select count(*) from pgbench_history")).isEqualTo("1");
    }

    static class TerminateCases {

        @JdbcWorkload(users = 1, duration = "20s")
        @DatabaseFault(type = FaultType.TERMINATE, at = "10s")
        void load(Connection connection) {
            throw new AssertionError(connection);
        }
    }

    @Test
    void fault_thatEndsSessionsOfStrangers_isRefusedAndNamesThem(@TempDir Path output) throws SQLException {
        String url = TestPostgres.newDatabase();
        try (Connection one = DriverManager.getConnection(url + "&ApplicationName=shop");
                Connection two = DriverManager.getConnection(url + "&ApplicationName=shop");
                Connection three = DriverManager.getConnection(url + "&ApplicationName=")) {
            Throwable failure = TestRun.of(TerminateCases.class, output, "perf.jdbc.url=" + url)
                    .failure("load");

            assertThat(failure)
                    .message()
                    .contains("@DatabaseFault (TERMINATE) would end all sessions of the database, now shop (2) and"
                            + " without a name (1), in PostgreSQL ")
                    .contains(", which the library did not start" + HINT);
            assertThat(List.of(one.isValid(5), two.isValid(5), three.isValid(5)))
                    .containsOnly(true);
        }
    }

    @Test
    void setting_thatIsNeitherTrueNorFalse_isToldSo() throws SQLException {
        assertThat(failures(
                        ScriptCases.class, "perf.jdbc.url=" + TestPostgres.newDatabase(), "perf.jdbc.destructive=yes"))
                .containsExactly("perf.jdbc.destructive: 'yes' but must be true or false");
    }
}
