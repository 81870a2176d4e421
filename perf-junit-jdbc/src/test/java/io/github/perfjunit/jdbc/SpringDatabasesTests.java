// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.report.FaultType.BLACK_HOLE;
import static io.github.perfjunit.jdbc.report.FaultType.RESTART;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.LoadTest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** What an application context gets that is tested with a database of ours. */
class SpringDatabasesTests {

    private static final Set<String> URLS = new ConcurrentSkipListSet<>();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        URLS.clear();
    }

    /** An application that knows nothing of us, configured as Spring Boot would. */
    @Configuration
    static class Application {

        @Bean
        DataSource dataSource(
                @Value("${spring.datasource.url:jdbc:h2:mem:own}") String url,
                @Value("${spring.datasource.username:sa}") String user,
                @Value("${spring.datasource.password:}") String password) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(url);
            pool.setUsername(user);
            pool.setPassword(password);
            pool.setMaximumPoolSize(2);
            return pool;
        }

        @Bean
        Clock clock(DataSource source) {
            return new Clock(source);
        }
    }

    /** A service. */
    record Clock(DataSource source) {

        String time() throws SQLException {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select current_timestamp as now")) {
                URLS.add(connection.getMetaData().getURL());
                row.next();
                return row.getString(1);
            }
        }
    }

    @SpringJUnitConfig(Application.class)
    @EmbeddedPostgres
    static class WorkloadTestCases {

        @Autowired
        private Clock clock;

        @JdbcWorkload(users = 2, iterations = 20)
        @JdbcSlo(callsPerTransaction = 1, leaked = 0)
        void time() throws SQLException {
            clock.time();
        }

        @Nested
        class InnerTestCases {

            @JdbcWorkload(users = 2, iterations = 20)
            void inner() throws SQLException {
                clock.time();
            }
        }

        @PoolSweep(
                sizes = {1, 3},
                users = 2,
                duration = "300ms")
        void sizes() throws SQLException {
            clock.time();
        }

        @DatabaseFault(type = RESTART, at = "1s")
        @JdbcWorkload(users = 1, duration = "20s")
        void tooEarly() {}
    }

    @Test
    void application_withEmbeddedPostgres_isWatchedOnADatabaseOfOurs() {
        TestRun run = TestRun.of(WorkloadTestCases.class, output);

        run.assertPassed("time");
        run.assertPassed("inner");
        run.assertPassed("sizes");
        JsonNode results = run.results("SpringDatabasesTests.WorkloadTestCases.time");
        assertThat(results.at("/statements/0/name").asText()).isEqualTo("select current_timestamp as now");
        assertThat(results.at("/statements/0/count").asInt()).isEqualTo(20);
        assertThat(results.at("/sections/jdbc/database").asText()).startsWith("embedded PostgreSQL 17");
        assertThat(results.at("/sections/jdbc/findings").findValuesAsText("subject"))
                .as("how the application connects to our server, by our URL, is no setting of its own")
                .doesNotContain("socketTimeout");
        assertThat(URLS).as("one database for the context").hasSize(1);
        assertThat(run.failure("tooEarly"))
                .as("the server is ours to restart")
                .hasMessage("1 configuration error in WorkloadTestCases.tooEarly:\n"
                        + "  - 'restart at 1 s' leaves 1 s after the start of the measured time but must leave 6 s or"
                        + " more, to see what is usual");
    }

    @SpringJUnitConfig(Application.class)
    @EmbeddedPostgres
    static class ProxyTestCases {

        @Autowired
        private Clock clock;

        @JdbcWorkload(users = 2, iterations = 20)
        void passed() throws SQLException {
            clock.time();
        }

        @DatabaseFault(type = BLACK_HOLE, at = "1s", duration = "1s")
        @JdbcWorkload(users = 1, duration = "20s")
        void tooEarly() {}
    }

    @Test
    void application_withAFaultOfTheNetwork_connectsThroughAProxy() {
        TestRun run = TestRun.of(ProxyTestCases.class, output);

        run.assertPassed("passed");
        assertThat(run.printed()).contains("connections went through a proxy for @DatabaseFault");
        assertThat(run.failure("tooEarly"))
                .as("the network is ours to break")
                .hasMessage("1 configuration error in ProxyTestCases.tooEarly:\n"
                        + "  - 'black hole at 1 s for 1 s' leaves 1 s after the start of the measured time but must leave 6 s or"
                        + " more, to see what is usual");
    }

    @SpringJUnitConfig(Application.class)
    @WatchDatabase
    static class WatchTestCases {

        @Autowired
        private Clock clock;

        @LoadTest(users = 1, iterations = 5)
        void watched() throws SQLException {
            clock.time();
        }
    }

    @Test
    void application_withADatabaseOfItsOwn_keepsIt() {
        TestRun run = TestRun.of(WatchTestCases.class, output);

        run.assertPassed("watched");
        assertThat(URLS).containsExactly("jdbc:h2:mem:own");
        assertThat(run.results().at("/statements/0/count").asInt()).isEqualTo(5);
    }

    @SpringJUnitConfig(Application.class)
    static class UnwatchedTestCases {

        @Autowired
        private Clock clock;

        @LoadTest(users = 1, iterations = 5)
        void unwatched() throws SQLException {
            clock.time();
        }
    }

    @Test
    void application_whoseDatabaseIsNotWatched_isToldHow() {
        TestRun run = TestRun.of(UnwatchedTestCases.class, output);

        run.assertPassed("unwatched");
        assertThat(run.results().at("/notes").toString())
                .contains("what the application does with its database is not watched; @WatchDatabase on the test shows"
                        + " its statements, and an N+1 among them");
        assertThat(TestRun.of(WatchTestCases.class, output.resolve("watched"))
                        .results()
                        .at("/notes")
                        .toString())
                .doesNotContain("is not watched");
    }

    @SpringJUnitConfig(Application.class)
    @EmbeddedPostgres(version = "7")
    static class MistakenTestCases {

        @Test
        void test() {}
    }

    @Test
    void database_thatCannotBeHad_isToldByTheContext() {
        Throwable thrown = TestRun.of(MistakenTestCases.class, output).failure("test");

        assertThat(thrown)
                .rootCause()
                .hasMessageStartingWith("@EmbeddedPostgres: the class path has no PostgreSQL 7 for ");
    }

    @EmbeddedPostgres
    static class Declared {}

    static class Inheriting extends Declared {

        static class Inner {}
    }

    @EmbeddedPostgres(durability = Durability.REAL)
    static class Durable {}

    @PostgresContainer
    static class Contained {}

    @EmbeddedPostgres
    @DatabaseFault(type = BLACK_HOLE, at = "10s", duration = "1s")
    static class Broken {}

    @EmbeddedPostgres
    @DatabaseFault(type = RESTART, at = "10s")
    static class Restarted {}

    static class Loads {

        @JdbcWorkload(users = 1, iterations = 1)
        void load() {}
    }

    static class Plain {

        @LoadTest(users = 1, iterations = 1)
        void load() {}
    }

    @Test
    void classes_thatAskForTheSame_shareAContext() {
        ContextCustomizer declared = customizer(Declared.class);

        assertThat(declared)
                .isNotNull()
                .isEqualTo(customizer(Inheriting.class))
                .isEqualTo(customizer(Inheriting.Inner.class))
                .isEqualTo(customizer(Restarted.class))
                .isNotEqualTo(customizer(Durable.class))
                .isNotEqualTo(customizer(Contained.class))
                .isNotEqualTo(customizer(Broken.class))
                .isNotEqualTo(customizer(Loads.class));
        assertThat(customizer(Plain.class)).isNull();
    }

    private static ContextCustomizer customizer(Class<?> testClass) {
        return new SpringDatabases().createContextCustomizer(testClass, List.of());
    }
}
