// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectingTests {

    @Test
    void server_thatNeverAnswers_isGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            JdbcAddress address =
                    new JdbcAddress("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/d", "u", "geheim");

            assertThatThrownBy(() -> UrlDatabase.tried(address, Duration.ofMillis(100)))
                    .isInstanceOfSatisfying(SQLException.class, e -> assertThat(SqlFailures.describe(e))
                            .isEqualTo("SQLState 08001: no answer within 100 ms"));
        }
    }

    @Test
    void connection_thatComesTooLate_isClosed() throws Exception {
        CompletableFuture<Connection> late = new CompletableFuture<>();
        CompletableFuture<Connection> asked = new CompletableFuture<>();
        assertThatThrownBy(() -> Connecting.within(Duration.ofMillis(50), () -> {
                    asked.complete(null);
                    return late.get();
                }))
                .hasMessage("no answer within 50 ms");
        asked.get(10, TimeUnit.SECONDS);
        Connection connection = DriverManager.getConnection("jdbc:h2:mem:");

        late.complete(connection);

        while (!connection.isClosed()) {
            Thread.onSpinWait();
        }
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void driver_thatFails_isAnSqlFailure() {
        assertThatThrownBy(() -> Connecting.within(Duration.ofSeconds(5), () -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(SQLException.class)
                .hasMessage("the driver failed: java.lang.IllegalStateException: broken");
        assertThatThrownBy(() -> Connecting.within(Duration.ofSeconds(5), () -> {
                    throw new NoClassDefFoundError("a/b");
                }))
                .isInstanceOf(SQLException.class)
                .hasMessage("the driver failed: java.lang.NoClassDefFoundError: a/b");
    }
}
