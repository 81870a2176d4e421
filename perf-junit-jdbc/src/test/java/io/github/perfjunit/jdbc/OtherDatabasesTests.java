// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.EmbeddedPostgresTests.execute;
import static io.github.perfjunit.jdbc.EmbeddedPostgresTests.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datasets and ready workloads on databases that are in a file of this machine. */
@Tag("minutes")
class OtherDatabasesTests {

    private static final String PRODUCTS = "h2, hsqldb, sqlite, derby";

    private static final AtomicInteger LOADS = new AtomicInteger();

    @TempDir
    Path directory;

    private String opened = "";

    /** Derby writes a log beside the module otherwise. */
    @BeforeAll
    static void logElsewhere() {
        System.setProperty(
                "derby.stream.error.file", Path.of("target", "derby.log").toString());
    }

    @BeforeEach
    void forget() {
        LOADS.set(0);
    }

    /** Derby keeps its files until it is told to let them go, in words that are an exception. */
    @AfterEach
    void shutDown() {
        if (opened.startsWith("jdbc:derby:")) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(opened.replace("create=true", "shutdown=true")))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08006"));
        }
    }

    /** Makes the database: Derby takes seconds for that, but tests wait no longer than 5 s for an answer. */
    private String url(String product) throws SQLException {
        String file = directory.resolve("shop").toString();
        opened = switch (product) {
            case "h2" -> "jdbc:h2:" + file;
            case "hsqldb" -> "jdbc:hsqldb:file:" + file + ";hsqldb.write_delay=false;shutdown=true";
            case "sqlite" -> "jdbc:sqlite:" + file;
            case "derby" -> "jdbc:derby:" + file + ";create=true";
            default -> throw new IllegalArgumentException(product + " is not one of " + PRODUCTS);
        };
        DriverManager.setLoginTimeout(0); // pools of earlier tests have left theirs, which is shorter
        try (Connection made = DriverManager.getConnection(opened)) {
            assertThat(made.isValid(60)).isTrue();
        }
        return opened;
    }

    private static DataSource source(String url) {
        return new UntoldDataSource(() -> DriverManager.getConnection(url));
    }

    static final class Sales implements DatasetLoader {

        @Override
        public void load(Dataset data) throws SQLException {
            LOADS.incrementAndGet();
            try (TableLoader sales =
                    data.table("sale", "id", "customer", "code", "price", "sold", "shipped", "weekday", "note")) {
                for (int id = 1; id <= 500 * data.scale(); id++) {
                    sales.row(
                            id,
                            id % 10,
                            new UUID(id, id),
                            BigDecimal.valueOf(id, 2),
                            LocalDate.of(2026, 1, 1).plusDays(id % 300),
                            LocalDateTime.of(2026, 1, 1, 12, 30).plusMinutes(id),
                            DayOfWeek.of(1 + id % 7),
                            id % 2 == 0 ? null : "it's \\ " + id);
                }
            }
        }
    }

    @JdbcDataset(script = "portable.sql", loader = Sales.class, scale = 2)
    static class SaleCases {

        @Test
        void rows_areThere(DataSource database) throws SQLException {
            assertThat(query(database, "select count(*) from sale")).isEqualTo("1000");
            assertThat(query(database, "select count(*) from sale where note is null"))
                    .isEqualTo("500");
            assertThat(query(database, "select code from sale where id = 999"))
                    .isEqualTo(new UUID(999, 999).toString());
            assertThat(query(database, "select sold from sale where id = 3")).isEqualTo("2026-01-04");
            assertThat(query(database, "select shipped from sale where id = 30").replace('T', ' '))
                    .startsWith("2026-01-01 13:00");
            assertThat(query(database, "select weekday from sale where id = 1")).isEqualTo("TUESDAY");
            assertThat(query(database, "select note from sale where id = 5")).isEqualTo("it's \\ 5");
            assertThat(query(database, "select price from sale where id = 5")).isEqualTo("0.05");
            assertThat(query(database, "select amount from fixed")).isEqualTo("2");
        }
    }

    private static int loads(String url) {
        LOADS.set(0);
        DatabaseRun.of(SaleCases.class, "perf.jdbc.url=" + url, "perf.jdbc.destructive=true")
                .assertPassed(1);
        return LOADS.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "hsqldb", "sqlite", "derby"})
    void dataset_isLoadedOnceAndAgainWhereItWasChanged(String product) throws SQLException {
        String url = url(product);

        assertThat(loads(url)).isEqualTo(1);
        assertThat(loads(url)).isZero();

        execute(source(url), "update sale set customer = 77 where id = 7");
        execute(source(url), "drop table fixed");
        execute(source(url), "drop table sale");
        assertThat(loads(url)).isEqualTo(1);
        assertThat(loads(url)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "hsqldb", "sqlite", "derby"})
    void workloads_areMadeReadyAndRun(String product) throws SQLException {
        DataSource source = source(url(product));
        JdbcScript readWrite = JdbcWorkloads.readWrite(1500);
        JdbcScript tpcb = JdbcWorkloads.tpcbLike(1);
        for (JdbcScript workload : new JdbcScript[] {readWrite, tpcb}) {
            workload.prepare(source);
            workload.prepare(source);
        }
        run(source, readWrite);
        run(source, JdbcWorkloads.pointSelect(1500));
        run(source, tpcb);
        run(source, JdbcWorkloads.selectOnly(1));

        assertThat(query(source, "select count(*) from sbtest1")).isEqualTo("1500");
        assertThat(query(source, "select count(*) from pgbench_accounts")).isEqualTo("100000");
        assertThat(query(source, "select count(*) from pgbench_history")).isEqualTo("3");
        assertThat(query(source, "select max(k) from sbtest1").compareTo("1500"))
                .isLessThanOrEqualTo(0);
        try (Connection connection = source.getConnection()) {
            String table = connection.getMetaData().storesUpperCaseIdentifiers() ? "SBTEST1" : "sbtest1";
            try (var keys = connection.getMetaData().getPrimaryKeys(null, null, table)) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getString("COLUMN_NAME")).isEqualToIgnoringCase("id");
            }
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> JdbcWorkloads.readWrite(10).prepare(source))
                .withMessageContaining("that would drop sbtest1 (1,500 rows) in ");
    }

    private static void run(DataSource source, JdbcScript script) throws SQLException {
        ScriptUser user = new ScriptUser(0, 42);
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 3; i++) {
                script.run(connection, user.asUser());
            }
            connection.commit();
        }
    }

    static final class Forgetful implements DatasetLoader {

        @Override
        public void load(Dataset data) throws SQLException {
            try (var statement = data.connection().createStatement()) {
                statement.execute("create table forgotten (id int)");
            }
            data.table("forgotten", "id").row(1);
        }
    }

    @JdbcDataset(loader = Forgetful.class)
    static class ForgetfulCases {

        @Test
        void wants() {
            throw new AssertionError();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "hsqldb", "sqlite", "derby"})
    void loader_thatLeavesATableOpen_isToldSo(String product) throws SQLException {
        assertThat(DatabaseRun.of(ForgetfulCases.class, "perf.jdbc.url=" + url(product))
                        .failures())
                .singleElement()
                .asString()
                .endsWith("the table forgotten was not closed");
    }

    static final class Quoted implements DatasetLoader {

        @Override
        public void load(Dataset data) throws SQLException {
            LOADS.incrementAndGet();
            try (TableLoader rows = data.table("\"Order\"", "\"Id\"")) {
                rows.row(1).row(2);
            }
        }
    }

    @JdbcDataset(script = "quoted.sql", loader = Quoted.class)
    static class QuotedCases {

        @Test
        void rows_areThere(DataSource database) throws SQLException {
            assertThat(query(database, "select count(\"Id\") from \"Order\"")).isEqualTo("2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "hsqldb", "sqlite", "derby"})
    void table_withANameInQuotes_isFoundAgain(String product) throws SQLException {
        String url = "perf.jdbc.url=" + url(product);

        DatabaseRun.of(QuotedCases.class, url).assertPassed(1);
        DatabaseRun.of(QuotedCases.class, url).assertPassed(1);

        assertThat(LOADS).hasValue(1);
    }
}
