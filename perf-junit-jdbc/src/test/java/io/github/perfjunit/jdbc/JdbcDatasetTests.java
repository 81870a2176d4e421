// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.EmbeddedPostgresTests.execute;
import static io.github.perfjunit.jdbc.EmbeddedPostgresTests.query;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcDatasetTests {

    private static final AtomicInteger LOADS = new AtomicInteger();

    @BeforeEach
    void forget() {
        LOADS.set(0);
    }

    static final class Items implements DatasetLoader {

        @Override
        public void load(Dataset data) throws SQLException {
            LOADS.incrementAndGet();
            try (Statement statement = data.connection().createStatement()) {
                statement.execute("drop table if exists items");
                statement.execute("create table items (id int, name varchar(100), luck int, code uuid)");
            }
            try (TableLoader items = data.table("items", "id", "name", "luck", "code")) {
                for (int id = 1; id <= 500 * data.scale(); id++) {
                    items.row(id, "a\tb\\" + id, data.random().nextInt(100), new UUID(id, id));
                }
            }
        }
    }

    @JdbcDataset(script = "shop.sql", loader = Items.class, scale = 2)
    static class ShopCases {

        @BeforeAll
        static void data_isThere_beforeAll(DataSource database) throws SQLException {
            assertThat(query(database, "select count(*) from items")).isEqualTo("1000");
        }

        @Test
        void rows_ofScriptFileAndLoader_areThere(DataSource database) throws SQLException {
            assertThat(query(database, "select count(*) from products")).isEqualTo("8");
            assertThat(query(database, "select id || coalesce(note, '-') from orders order by id"))
                    .isEqualTo("1a, b,2-");
            assertThat(query(database, "select name from products where id > 1000 order by id"))
                    .isEqualTo("tab\tin,N.");
            assertThat(query(database, "select name from items where id = 999")).isEqualTo("a\tb\\999");
            assertThat(query(database, "select reltuples::int from pg_class where relname = 'items'"))
                    .isEqualTo("1000");
        }

        @Test
        void again(DataSource database) throws SQLException {
            assertThat(query(database, "select sum(luck) from items")).isEqualTo("50120");
        }
    }

    @Test
    void dataset_ofAClass_isLoadedOnceAndReusedUntilRowsDiffer() throws Exception {
        String url = TestPostgres.newDatabase();

        DatabaseRun.of(ShopCases.class, "perf.jdbc.url=" + url).assertPassed(2);
        assertThat(LOADS).hasValue(1);

        DatabaseRun.of(ShopCases.class, "perf.jdbc.url=" + url).assertPassed(2);
        assertThat(LOADS).hasValue(1);

        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("delete from orders where id = 1");
            statement.execute("drop function f()");
        }
        DatabaseRun.of(ShopCases.class, "perf.jdbc.url=" + url, "perf.jdbc.destructive=true")
                .assertPassed(2);
        assertThat(LOADS).hasValue(2);
    }

    @JdbcDataset(script = "dump.sql")
    static class DumpCases {

        @Test
        void rows_areThere(DataSource database) throws SQLException {
            assertThat(query(database, "select count(*) from dumped")).isEqualTo("2");
            assertThat(query(database, "select table_name || row_count from perf_junit_datasets"))
                    .isEqualTo("\"public\".\"dumped\"2");
        }
    }

    @Test
    void dump_whichEmptiesTheSearchPath_isLoadedAndRemembered() throws Exception {
        DatabaseRun.of(DumpCases.class, "perf.jdbc.url=" + TestPostgres.newDatabase())
                .assertPassed(1);
    }

    static final class Nothing implements DatasetLoader {

        @Override
        public void load(Dataset data) {
            LOADS.incrementAndGet();
        }
    }

    @JdbcDataset(loader = Nothing.class)
    static class NoTableCases {

        @Test
        void tablesOfOthers_areNotVacuumed(DataSource database) throws SQLException {
            assertThat(query(database, "select count(last_vacuum) from pg_stat_user_tables"))
                    .isEqualTo("0");
        }
    }

    @Test
    void dataset_thatFillsNoTable_leavesTheRestOfTheDatabaseAlone() throws Exception {
        String url = TestPostgres.newDatabase();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table large (id int)");
        }
        DatabaseRun.of(NoTableCases.class, "perf.jdbc.url=" + url).assertPassed(1);
        assertThat(LOADS).hasValue(1);
    }

    @JdbcDataset(loader = Items.class, scale = 3)
    static class H2Cases {

        final DataSource database = h2();

        private static DataSource h2() {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:dataset;DB_CLOSE_DELAY=-1");
            source.setUser("sa");
            source.setPassword("geheim");
            return source;
        }

        @Test
        void rows_elsewhere_areInserted() throws SQLException {
            assertThat(query(database, "select count(*) from items")).isEqualTo("1500");
            assertThat(query(database, "select name from items where id = 1499"))
                    .isEqualTo("a\tb\\1499");
            execute(database, "shutdown");
        }
    }

    @Test
    void dataset_onAnotherDatabase_isInsertedInBulk() {
        DatabaseRun.of(H2Cases.class).assertPassed(1);
    }

    @JdbcDataset(script = "bad.sql")
    static class BadScriptCases {

        @Test
        void wants(DataSource database) {
            throw new AssertionError(database);
        }
    }

    @JdbcDataset(script = "/no/such.sql")
    static class MissingScriptCases {

        @Test
        void wants() {
            throw new AssertionError();
        }
    }

    @JdbcDataset(scale = 0)
    static class EmptyCases {

        @Test
        void wants() {
            throw new AssertionError();
        }
    }

    static final class Wrong implements DatasetLoader {

        @Override
        public void load(Dataset data) throws SQLException {
            data.connection().createStatement().execute("create table w (a int primary key)");
            try (TableLoader rows = data.table("w", "a")) {
                rows.row(1).row("geheim");
            }
        }
    }

    @JdbcDataset(loader = Wrong.class)
    static class WrongRowCases {

        @Test
        void wants() {
            throw new AssertionError();
        }
    }

    static final class Careless implements DatasetLoader {

        @Override
        public void load(Dataset data) throws SQLException {
            data.table("w; drop", "a");
        }
    }

    @JdbcDataset(loader = Careless.class)
    static class CarelessCases {

        @Test
        void wants() {
            throw new AssertionError();
        }
    }

    private static String failure(Class<?> cases, String url) {
        List<String> failures = DatabaseRun.of(cases, "perf.jdbc.url=" + url).failures();
        assertThat(failures).hasSize(1);
        return failures.get(0).replaceFirst("(?s)^.*:\n  - ", "");
    }

    @Test
    void mistakes_ofADataset_nameTheirPlaceAndLeaveNothing() throws Exception {
        String url = TestPostgres.newDatabase();

        assertThat(failure(BadScriptCases.class, url))
                .isEqualTo("@JdbcDataset on BadScriptCases: bad.sql line 3, insert into t values (?):"
                        + " SQLState 22P02: ERROR: invalid input syntax for type integer: ?");
        assertThat(failure(MissingScriptCases.class, url))
                .isEqualTo("@JdbcDataset on MissingScriptCases: /no/such.sql was not found on the class path, neither"
                        + " beside io.github.perfjunit.jdbc.JdbcDatasetTests$MissingScriptCases nor at its top\n"
                        + "    Hint: write file: and a path for a file elsewhere");
        assertThat(failure(WrongRowCases.class, url))
                .matches("@JdbcDataset on WrongRowCases: loader io.github.perfjunit.jdbc.JdbcDatasetTests\\$Wrong,"
                        + " line \\d+: SQLState 22P02: invalid input syntax for type integer: \\? \\(COPY w, line 2,"
                        + " column a\\)");
        assertThat(failure(CarelessCases.class, url))
                .contains("java.lang.IllegalArgumentException: 'w; drop' is not a name; one with other characters than"
                        + " letters, digits and _ must stand in double quotes");
        assertThat(failure(EmptyCases.class, url))
                .isEqualTo("@JdbcDataset on EmptyCases has neither a script nor a loader\n"
                        + "  - @JdbcDataset on EmptyCases: scale: 0 but must be at least 1");
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(connection
                            .getMetaData()
                            .getTables(null, "public", "%", new String[] {"TABLE"})
                            .next())
                    .isFalse();
        }
    }
}
