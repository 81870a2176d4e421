// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.EmbeddedPostgresTests.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a careless loader or script does to a database, a connection or a lock. */
class DatasetProblemsTests {

    /** What hangs does so for ever; all that does not is far quicker. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final AtomicInteger LOADS = new AtomicInteger();

    @BeforeEach
    void forget() {
        LOADS.set(0);
    }

    private static void table(Dataset data) throws SQLException {
        LOADS.incrementAndGet();
        try (Statement statement = data.connection().createStatement()) {
            statement.execute("create table a (id int primary key)");
        }
    }

    static final class Forgetful implements DatasetLoader {

        @Override
        public void load(Dataset data) throws SQLException {
            table(data);
            data.table("a", "id").row(1);
        }
    }

    @JdbcDataset(loader = Forgetful.class)
    static class ForgetfulCases {

        @Test
        void wants(DataSource database) {
            throw new AssertionError(database);
        }
    }

    static final class Thrower implements DatasetLoader {

        @Override
        public void load(Dataset data) throws SQLException {
            table(data);
            TableLoader rows = data.table("a", "id");
            rows.row(1);
            throw new IllegalStateException("no more rows");
        }
    }

    @JdbcDataset(loader = Thrower.class)
    static class ThrowerCases {

        @Test
        void wants(DataSource database) {
            throw new AssertionError(database);
        }
    }

    static final class Asserting implements DatasetLoader {

        @Override
        public void load(Dataset data) throws SQLException {
            table(data);
            data.table("a", "id").row(1);
            throw new AssertionError("not what was expected");
        }
    }

    @JdbcDataset(loader = Asserting.class)
    static class AssertingCases {

        @Test
        void wants(DataSource database) {
            throw new AssertionError(database);
        }

        @Test
        void wants_too(DataSource database) {
            throw new AssertionError(database);
        }
    }

    static final class Impatient implements DatasetLoader {

        @Override
        public void load(Dataset data) throws SQLException {
            table(data);
            try (TableLoader rows = data.table("a", "id")) {
                rows.row(1);
                try (Statement statement = data.connection().createStatement()) {
                    statement.execute("insert into a values (2)");
                }
            }
        }
    }

    @JdbcDataset(loader = Impatient.class)
    static class ImpatientCases {

        @Test
        void wants(DataSource database) {
            throw new AssertionError(database);
        }
    }

    /** Has its statement from before the table was begun. */
    static final class Prepared implements DatasetLoader {

        @Override
        public void load(Dataset data) throws SQLException {
            table(data);
            try (Statement statement = data.connection().createStatement();
                    TableLoader rows = data.table("a", "id")) {
                rows.row(1);
                statement.execute("insert into a values (2)");
            }
        }
    }

    @JdbcDataset(loader = Prepared.class)
    static class PreparedCases {

        @Test
        void wants(DataSource database) {
            throw new AssertionError(database);
        }
    }

    private static List<String> failures(Class<?> cases, String... keys) {
        return assertTimeoutPreemptively(
                        PATIENCE, () -> DatabaseRun.of(cases, keys).failures())
                .stream()
                .map(failure -> failure.replaceFirst("(?s)^.*:\n  - ", "").replaceFirst(", line \\d+", ""))
                .toList();
    }

    private static String place(Class<?> cases, Class<?> loader) {
        return "@JdbcDataset on " + cases.getSimpleName() + ": loader " + loader.getName() + ": ";
    }

    @Test
    void loader_thatLeavesATableOpen_isToldSoAtOnce() throws SQLException {
        String url = "perf.jdbc.url=" + TestPostgres.newDatabase();

        assertThat(failures(ForgetfulCases.class, url))
                .containsExactly(place(ForgetfulCases.class, Forgetful.class) + "the table a was not closed");
        assertThat(failures(ThrowerCases.class, url))
                .containsExactly(
                        place(ThrowerCases.class, Thrower.class) + "java.lang.IllegalStateException: no more rows");
        assertThat(failures(ImpatientCases.class, url))
                .containsExactly(place(ImpatientCases.class, Impatient.class)
                        + "java.lang.IllegalStateException: the table a must be closed before the connection is used");
        assertThat(failures(PreparedCases.class, url))
                .containsExactly(place(PreparedCases.class, Prepared.class)
                        + "java.lang.IllegalStateException: the table a must be closed before the connection is used");
    }

    @Test
    void loader_thatFailsAnAssertion_runsOnceAndIsTheFailureOfEachTest() throws SQLException {
        assertThat(failures(AssertingCases.class, "perf.jdbc.url=" + TestPostgres.newDatabase()))
                .containsExactly(
                        place(AssertingCases.class, Asserting.class)
                                + "java.lang.AssertionError: not what was expected",
                        place(AssertingCases.class, Asserting.class)
                                + "java.lang.AssertionError: not what was expected");
        assertThat(LOADS).hasValue(1);
    }

    static final class Failing implements DatasetLoader {

        @Override
        public void load(Dataset data) throws SQLException {
            LOADS.incrementAndGet();
            throw new SQLException("no", "42000");
        }
    }

    @JdbcDataset(loader = Failing.class)
    static class FailingCases {

        @Test
        void one() {
            throw new AssertionError();
        }

        @Test
        void two(DataSource database) {
            throw new AssertionError(database);
        }
    }

    @Test
    void dataset_thatFails_isTriedOnceForAllTests() throws SQLException {
        assertThat(failures(FailingCases.class, "perf.jdbc.url=" + TestPostgres.newDatabase()))
                .containsExactly(
                        place(FailingCases.class, Failing.class) + "SQLState 42000: no",
                        place(FailingCases.class, Failing.class) + "SQLState 42000: no");
        assertThat(LOADS).hasValue(1);
    }

    /** Pools that a test uses, which do not tell where they lead. */
    private static HikariDataSource pool(String url, String init) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(new UntoldDataSource(() -> DriverManager.getConnection(url)));
        pool.setMaximumPoolSize(1);
        pool.setConnectionInitSql(init);
        return pool;
    }

    @JdbcDataset(script = "session.sql")
    static class SessionCases {

        static @Nullable DataSource pool;

        @Test
        void settings_ofTheScript_areGone() throws SQLException {
            DataSource pooled = Objects.requireNonNull(pool);
            assertThat(query(pooled, "select count(*) from setting")).isEqualTo("1");
            assertThat(query(pooled, "show work_mem")).isEqualTo("3MB");
            assertThat(query(pooled, "show statement_timeout")).isEqualTo("0");
            assertThat(query(pooled, "show enable_seqscan")).isEqualTo("on");
            assertThat(query(pooled, "select coalesce(current_setting('shop.tenant', true), '')"))
                    .isEmpty();
            assertThat(query(pooled, "select current_user")).isEqualTo("postgres");
            assertThat(query(pooled, "show search_path")).isEqualTo("\"$user\", public");
            assertThat(query(pooled, "select coalesce(to_regclass('scratch')::text, 'none')"))
                    .isEqualTo("none");
            assertThat(query(pooled, "select count(*) from pg_prepared_statements where name = 'kept'"))
                    .isEqualTo("0");
            assertThat(query(pooled, "select count(*) from pg_locks where locktype = 'advisory'"))
                    .isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void settings_thatAScriptMakes_doNotStayOnAConnectionOfAPool(boolean ofAnotherMake) throws Exception {
        try (HikariDataSource pool = pool(TestPostgres.newDatabase(), "set work_mem = '3MB'")) {
            SessionCases.pool = ofAnotherMake ? new UntoldDataSource(pool::getConnection) : pool;
            DatabaseRun.of(SessionCases.class, "perf.jdbc.destructive=true").assertPassed(1);
        }
    }

    @JdbcDataset(script = "h2-session.sql")
    static class H2SessionCases {

        static @Nullable DataSource pool;

        @Test
        void settings_ofTheScript_areGone() throws SQLException {
            DataSource pooled = Objects.requireNonNull(pool);
            assertThat(query(pooled, "select count(*) from public.setting")).isEqualTo("1");
            assertThat(query(pooled, "select lock_timeout()")).isEqualTo("777");
            assertThat(query(pooled, "select @tenant")).isEqualTo("null");
            assertThat(query(pooled, "select schema()")).isEqualTo("PUBLIC");
        }
    }

    @Test
    void settings_onH2_doNotStayOnAConnectionOfAPool() {
        try (HikariDataSource pool = pool("jdbc:h2:mem:session;DB_CLOSE_DELAY=-1", "set lock_timeout 777")) {
            H2SessionCases.pool = pool;
            DatabaseRun.of(H2SessionCases.class).assertPassed(1);
        }
    }
}
