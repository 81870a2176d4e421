// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolsTests {

    private static PoolSettings settings(int size, String... properties) {
        return new PoolSettings(size, -1, Duration.ofSeconds(2), true, false, List.of(properties));
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static PoolOpenException refused(AddressedDatabase database, PoolSettings settings) {
        return catchThrowableOfType(PoolOpenException.class, () -> Pools.open(database, settings, config -> {})
                .close());
    }

    @Test
    void open_settings_holdAndAllConnectionsAreThere() throws SQLException {
        AddressedDatabase database = AddressedDatabase.empty();
        try (HikariDataSource pool = Pools.open(database, settings(4, "prepareThreshold=1"), config -> {})) {
            assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(4);
            assertThat(pool.getConnectionTimeout()).isEqualTo(2_000);
            assertThat(pool.getDataSourceProperties())
                    .containsEntry("prepareThreshold", "1")
                    .containsEntry("tcpKeepAlive", "true")
                    .doesNotContainKey("socketTimeout");
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
                assertThat(ask(connection, "select current_setting('application_name')"))
                        .isEqualTo("perf-junit");
                assertThat(ask(
                                connection,
                                "select count(*) from pg_stat_activity where datname = current_database()"
                                        + " and backend_type = 'client backend'")) // autovacuum may look in
                        .isEqualTo("4");
            }
        }
    }

    @Test
    void open_fewerKeptOpen_opensThose() throws SQLException {
        PoolSettings settings =
                new PoolSettings(8, 1, Duration.ofSeconds(2), true, true, List.of("ApplicationName=of the test"));
        try (HikariDataSource pool = Pools.open(AddressedDatabase.empty(), settings, config -> {});
                Connection connection = pool.getConnection()) {
            assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isLessThanOrEqualTo(2);
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(ask(connection, "select current_setting('application_name')"))
                    .isEqualTo("of the test");
        }
    }

    @Test
    void open_fewerAllowedThanWanted_saysHowManyAndLeavesNone() throws Exception {
        AddressedDatabase database = AddressedDatabase.empty();
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement()) {
            statement.execute("drop role if exists pool_small");
            statement.execute("create role pool_small login connection limit 3");

            PoolOpenException failure = refused(database.as("pool_small", "s3cret"), settings(5));

            assertThat(failure)
                    .hasMessageMatching("the pool wants 5 connections, but PostgreSQL of the tests gave 3"
                            + " \\(max_connections is \\d+, \\d+ were in use\\) and then refused:"
                            + " FATAL: too many connections for role \"pool_small\"\\."
                            + " Hint: a smaller pool, a higher max_connections, or close other clients")
                    .hasNoCause();
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10); // sessions end a little later
            String left = "select count(*) from pg_stat_activity where usename = 'pool_small'";
            while (!ask(connection, left).equals("0") && System.nanoTime() < giveUp) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(ask(connection, left)).isEqualTo("0");
            statement.execute("drop role pool_small");
        }
    }

    @Test
    void open_noneAllowed_saysSo() throws SQLException {
        AddressedDatabase database = AddressedDatabase.empty();
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement()) {
            statement.execute("drop role if exists pool_none");
            statement.execute("create role pool_none login connection limit 0");

            assertThat(refused(database.as("pool_none", ""), settings(5)))
                    .hasMessage("the pool wants 5 connections, but PostgreSQL of the tests gave 0 and then refused:"
                            + " FATAL: too many connections for role \"pool_none\"."
                            + " Hint: a smaller pool, a higher max_connections, or close other clients");
            statement.execute("drop role pool_none");
        }
    }

    @Test
    void open_nobodyThere_saysWhereWithoutParametersOfTheUrl() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/shop";
        PoolOpenException failure = refused(
                new AddressedDatabase(Optional.of(url + "?sslpassword=s3cret"), "postgres", "s3cret"), settings(2));

        assertThat(failure)
                .hasMessage("no connection to PostgreSQL of the tests at " + url + ": Connection to 127.0.0.1:" + port
                        + " refused. Check that the hostname and port are correct and that the postmaster is accepting"
                        + " TCP/IP connections.")
                .hasNoCause();
    }

    @Test
    void open_noSuchDatabase_saysWhatTheServerSaid() throws SQLException {
        AddressedDatabase database = AddressedDatabase.empty();
        String url = database.url().orElseThrow().replaceAll("/test\\d+$", "/nowhere");

        assertThat(refused(AddressedDatabase.at(url), settings(2)))
                .hasMessage("no connection to PostgreSQL of the tests at " + url
                        + ": FATAL: database \"nowhere\" does not exist");
    }

    @Test
    void open_noDriver_saysSo() {
        assertThat(refused(AddressedDatabase.at("jdbc:oracle:thin:@db"), settings(2)))
                .hasMessage("no JDBC driver on the class path takes jdbc:oracle:thin:@db");
    }

    @Test
    void open_onlyADataSourceKnown_isRefused() {
        assertThat(refused(new AddressedDatabase(Optional.empty(), "", ""), settings(2)))
                .hasMessage("no pool can be opened for PostgreSQL of the tests: only a data source is known, no URL; it"
                        + " is used as it is");
    }

    @Test
    void open_wrongSettings_areRefusedTogether() {
        assertThat(refused(AddressedDatabase.at("jdbc:postgresql:x"), settings(0, "y")))
                .hasMessage("pool.size was '0' but must be from 1 to 1,000; pool.properties had 'y' but each must be"
                        + " name=value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prepareTreshold=1|the pool's property 'prepareTreshold' is none of the PostgreSQL driver; did you mean"
                        + " 'prepareThreshold'?",
                "PREPARETHRESHOLD=1|the pool's property 'PREPARETHRESHOLD' is none of the PostgreSQL driver; did you mean"
                        + " 'prepareThreshold'?",
                "useSSL=1|the pool's property 'useSSL' is none of the PostgreSQL driver",
                "socketTimeout=5|the pool's property 'socketTimeout' is also in the URL of the database, which would win;"
                        + " give it once",
            })
    void open_propertyThatWouldDoNothing_isRefused(String property, String message) {
        AddressedDatabase database = AddressedDatabase.at("jdbc:postgresql://127.0.0.1:1/x?ssl=false&socketTimeout=9");

        assertThat(refused(database, settings(2, property))).hasMessage(message);
    }

    @Test
    void driverProperties_inTheUrl_areNotSetAgain() {
        String url = "jdbc:postgresql://h/x?ApplicationName=shop&tcpKeepAlive=false";

        assertThat(DriverProperties.of(url, Map.of())).isEmpty();
        assertThat(DriverProperties.of("jdbc:h2:mem:x", Map.of("a", "2"))).containsExactlyEntriesOf(Map.of("a", "2"));
    }
}
