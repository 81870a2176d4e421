// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresServerTests {

    private static final ServerSpec FAST = new ServerSpec("17", false, List.of(), Map.of("work_mem", "5MB"));

    private static PostgresServers servers;

    @BeforeAll
    static void none() {
        servers = new PostgresServers();
    }

    @AfterAll
    static void stop() throws Exception {
        servers.close();
    }

    private static String query(PostgresServer server, String sql) throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?user=postgres";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void server_ofOneSpec_isSharedAndSetAsAsked() throws Exception {
        PostgresServer server = servers.get(FAST);

        assertThat(servers.get(FAST)).isSameAs(server);
        assertThat(server.version()).startsWith("17.");
        assertThat(server.hasStatements()).isTrue();
        assertThat(query(server, "show work_mem")).isEqualTo("5MB");
        assertThat(query(server, "show fsync")).isEqualTo("off");
        assertThat(query(server, "show synchronous_commit")).isEqualTo("off");
        assertThat(query(server, "show shared_preload_libraries")).isEqualTo("pg_stat_statements");
    }

    @Test
    void server_stoppedOrCrashed_keepsDataAndPort() throws Exception {
        PostgresServer server = servers.get(FAST);
        int port = server.port();
        query(server, "with t as (select 1) select count(*) from t");
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept as select 7 as x");
            statement.execute("checkpoint");
        }

        server.stop();
        assertThatThrownBy(() -> query(server, "select 1")).hasMessageContaining("refused");
        server.start();
        assertThat(query(server, "select x from kept")).isEqualTo("7");

        server.crash();
        assertThatThrownBy(() -> query(server, "select 1")).hasMessageContaining("refused");
        server.start();
        assertThat(query(server, "select x from kept")).isEqualTo("7");
        assertThat(server.port()).isEqualTo(port);
    }

    @Test
    void setting_thatServerRefuses_isToldAtOnceAndLeavesNothing() throws Exception {
        ServerSpec bad = new ServerSpec("", true, List.of(), Map.of("shared_bufers", "1"));
        Path base = Directories.base();
        long before = directories(base);

        assertThatThrownBy(() -> servers.get(bad))
                .isInstanceOfSatisfying(ServerException.class, e -> assertThat(e.sentence())
                        .startsWith("PostgreSQL 17.")
                        .contains("did not start (exit code 1")
                        .contains("unrecognized configuration parameter \"shared_bufers\""));
        assertThat(directories(base)).isEqualTo(before);
        assertThatThrownBy(() -> servers.get(bad)).isInstanceOf(ServerException.class);
    }

    private static long directories(Path base) throws Exception {
        try (Stream<Path> all = Files.list(base)) {
            return all.filter(p -> p.getFileName().toString().startsWith("server-"))
                    .count();
        }
    }
}
