// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.EmbeddedPostgresTests.execute;
import static io.github.perfjunit.jdbc.EmbeddedPostgresTests.query;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a database that was filled before is left as it is, and when it is not. */
class DatasetReuseTests {

    private static final AtomicInteger LOADS = new AtomicInteger();
    private static final String DESTRUCTIVE = "perf.jdbc.destructive=true";

    @BeforeEach
    void forget() {
        LOADS.set(0);
    }

    static final class Rows implements DatasetLoader {

        @Override
        public void load(Dataset data) throws SQLException {
            LOADS.incrementAndGet();
            try (TableLoader rows = data.table("sale", "id", "customer")) {
                for (int id = 1; id <= 100; id++) {
                    rows.row(id, id % 10);
                }
            }
        }
    }

    @JdbcDataset(script = "sale-indexed.sql", loader = Rows.class)
    static class IndexedCases {

        @Test
        void index_isThere(DataSource database) throws SQLException {
            assertThat(query(database, "select count(*) from sale")).isEqualTo("100");
            try (Connection connection = database.getConnection();
                    var indexes = connection
                            .getMetaData()
                            .getIndexInfo(
                                    null,
                                    null,
                                    connection.getMetaData().storesUpperCaseIdentifiers() ? "SALE" : "sale",
                                    false,
                                    false)) {
                int found = 0;
                while (indexes.next()) {
                    found += "sale_customer".equalsIgnoreCase(indexes.getString("INDEX_NAME")) ? 1 : 0;
                }
                assertThat(found).isEqualTo(1);
            }
        }
    }

    @JdbcDataset(script = "sale-plain.sql", loader = Rows.class)
    static class PlainCases {

        @Test
        void rows_areThere(DataSource database) throws SQLException {
            assertThat(query(database, "select count(*) from sale")).isEqualTo("100");
        }
    }

    private static int loads(Class<?> cases, String url) {
        LOADS.set(0);
        DatabaseRun.of(cases, "perf.jdbc.url=" + url, DESTRUCTIVE).assertPassed(1);
        return LOADS.get();
    }

    private static void assertRecordDies(String url) {
        assertThat(loads(IndexedCases.class, url)).isEqualTo(1);
        assertThat(loads(IndexedCases.class, url)).isZero();
        assertThat(loads(PlainCases.class, url)).isEqualTo(1);
        assertThat(loads(IndexedCases.class, url)).isEqualTo(1);
        assertThat(loads(IndexedCases.class, url)).isZero();
    }

    @Test
    void dataset_onPostgresAfterAnotherOneOfTheSameTable_isLoadedAgain() throws SQLException {
        assertRecordDies(TestPostgres.newDatabase());
    }

    @Test
    void dataset_onH2AfterAnotherOneOfTheSameTable_isLoadedAgain() {
        assertRecordDies("jdbc:h2:mem:reuse;DB_CLOSE_DELAY=-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop index sale_customer",
                "alter table sale add column more int",
                "alter table sale alter column customer type bigint",
                "alter table sale add constraint positive check (id > 0)",
                "update sale set customer = customer + 1 where id = 7",
                "delete from sale where id = 7; insert into sale (id, customer) values (7, 7)",
                "delete from sale where id = 7",
                "create table copy as table sale; drop table sale; alter table copy rename to sale;"
                        + " create index sale_customer on sale (customer)",
                "alter table sale owner to pg_monitor",
                "drop table sale"
            })
    void dataset_whoseTableWasChanged_isLoadedAgain(String change) throws SQLException {
        String url = TestPostgres.newDatabase();
        loads(IndexedCases.class, url);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }

        assertThat(loads(IndexedCases.class, url)).isEqualTo(1);
        assertThat(loads(IndexedCases.class, url)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vacuum full sale",
                "cluster sale using sale_customer",
                "select * from sale for update",
                "reindex table sale",
                "analyze sale",
                "create table other (id int)"
            })
    void dataset_whoseTableIsAsItWas_isReused(String work) throws SQLException {
        String url = TestPostgres.newDatabase();
        loads(IndexedCases.class, url);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(work);
        }

        assertThat(loads(IndexedCases.class, url)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop index sale_customer",
                "update sale set customer = customer + 1 where id = 7",
                "alter table sale alter column customer bigint",
                "drop table sale"
            })
    void dataset_whoseTableOnH2WasChanged_isLoadedAgain(String change, @TempDir Path directory) throws SQLException {
        String url = "jdbc:h2:" + directory.resolve("shop");
        loads(IndexedCases.class, url);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }

        assertThat(loads(IndexedCases.class, url)).isEqualTo(1);
        assertThat(loads(IndexedCases.class, url)).isZero();
    }

    @JdbcDataset(script = "sale-indexed.sql", loader = Rows.class)
    static class WritingCases {

        @Test
        void writes(DataSource database) throws SQLException {
            execute(database, "update sale set customer = 0 where id = 1");
        }
    }

    @Test
    void test_thatWritesToAReusedDataset_isToldSo() throws SQLException {
        String url = "perf.jdbc.url=" + TestPostgres.newDatabase();

        DatabaseRun first = DatabaseRun.of(WritingCases.class, url, DESTRUCTIVE);
        DatabaseRun second = DatabaseRun.of(WritingCases.class, url, DESTRUCTIVE);

        first.assertPassed(1);
        second.assertPassed(1);
        assertThat(LOADS).hasValue(2);
        assertThat(first.reported()).isEmpty();
        assertThat(second.reported())
                .containsExactly(
                        "@JdbcDataset on WritingCases was loaded again, because rows of public.sale have changed"
                                + " since the last time; if tests write to it, set reuse = false");
    }
}
