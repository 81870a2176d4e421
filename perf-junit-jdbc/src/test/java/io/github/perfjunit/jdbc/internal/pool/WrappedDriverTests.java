// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.jdbc.FakeAwsWrapper;
import io.github.perfjunit.jdbc.TestPostgres;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A PostgreSQL whose driver is in a wrapper, as Aurora's is. */
class WrappedDriverTests {

    private static final Driver WRAPPER = new FakeAwsWrapper();

    @BeforeAll
    static void register() throws Exception {
        DriverManager.registerDriver(WRAPPER);
    }

    @AfterAll
    static void deregister() throws Exception {
        DriverManager.deregisterDriver(WRAPPER);
    }

    private static AddressedDatabase wrapped() throws Exception {
        return AddressedDatabase.at(TestPostgres.newDatabase().replace("jdbc:", "jdbc:aws-wrapper:"));
    }

    private static PoolSettings settings(String... properties) {
        return new PoolSettings(2, -1, Duration.ofSeconds(5), true, false, List.of(properties));
    }

    @Test
    void pool_throughAWrapper_hasTheDriversPropertiesAndItsName() throws Exception {
        try (HikariDataSource pool =
                        Pools.open(wrapped(), settings("wrapperPlugins=efm", "prepareThreshold=3"), config -> {});
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show application_name")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo(Pools.APPLICATION_NAME);
            assertThat(pool.getDataSourceProperties())
                    .containsEntry("tcpKeepAlive", "true")
                    .containsEntry("prepareThreshold", "3");
        }
    }

    @Test
    void property_thatNeitherTheWrapperNorTheDriverHas_isRefused() throws Exception {
        String url = wrapped().url().orElseThrow();

        assertThat(DriverProperties.problem(url, Map.of("wrapperPlugins", "efm", "socketTimeout", "5")))
                .isEmpty();
        assertThat(DriverProperties.problem(url, Map.of("socketTimout", "5")))
                .isEqualTo(
                        Optional.of("the pool's property 'socketTimout' is none of the PostgreSQL driver; did you mean"
                                + " 'socketTimeout'?"));
    }
}
