// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way through the proxy with a database that is no PostgreSQL. */
@Timeout(30)
class FaultsOnH2Tests {

    @Test
    void reset_throughTheProxy_breaksConnections() throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        ProxiedUrl url = ProxiedUrl.of("jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:faults;USER=sa");
        try (FaultProxy proxy = FaultProxy.start(url.host(), url.port())) {
            try (Connection connection = DriverManager.getConnection(url.through(proxy.port()))) {
                select(connection);
                proxy.change(new ProxyMode.Reset());
                assertThatThrownBy(() -> select(connection)).isInstanceOf(SQLException.class);
                proxy.change(new ProxyMode.Pass());
            }
            try (Connection connection = DriverManager.getConnection(url.through(proxy.port()))) {
                select(connection);
            }
            assertThat(proxy.accepted()).isGreaterThanOrEqualTo(2);
        } finally {
            server.stop();
        }
    }

    private static void select(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }
}
