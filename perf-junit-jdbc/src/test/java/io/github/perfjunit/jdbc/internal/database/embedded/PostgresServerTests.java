// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static Connection connect(PostgresServer server) throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres";
        return DriverManager.getConnection(url, server.user(), server.password());
    }

    private static String query(PostgresServer server, String sql) throws Exception {
        try (Connection connection = connect(server);
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
        try (Connection connection = connect(server);
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
    void setting_thatServerRefuses_isToldAtOnceAndLeavesNothing(@TempDir Path base) throws Exception {
        ServerSpec bad = new ServerSpec("", true, List.of(), Map.of("shared_bufers", "1"));
        ClassLoader loader = PostgresServerTests.class.getClassLoader();

        assertThatThrownBy(() -> PostgresServer.start(bad, loader, base, Privileges.detect(base)))
                .isInstanceOfSatisfying(ServerException.class, e -> assertThat(e.sentence())
                        .startsWith("PostgreSQL 17.")
                        .contains("did not start (exit code 1")
                        .contains("unrecognized configuration parameter \"shared_bufers\""));
        try (Stream<Path> left = Files.list(base)) {
            assertThat(left).singleElement().asString().contains("postgresql-17.");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 3"})
    void server_thatDidNotStart_isTriedAgainUnlessThatIsInVain(boolean lasting, int tries) throws Exception {
        AtomicInteger tried = new AtomicInteger();
        try (PostgresServers failing = new PostgresServers(spec -> {
            tried.incrementAndGet();
            throw new ServerException("too slow", "wait", lasting);
        })) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> failing.get(FAST)).isInstanceOfSatisfying(ServerException.class, e -> {
                    assertThat(e.sentence()).isEqualTo("too slow");
                    assertThat(e.hint()).isEqualTo("wait");
                });
            }
        }
        assertThat(tried).hasValue(tries);
    }

    @Test
    void failure_thatWouldComeAgain_isLasting(@TempDir Path base) {
        ClassLoader loader = PostgresServerTests.class.getClassLoader();

        assertThatThrownBy(() -> PostgresServer.start(
                        new ServerSpec("9", true, List.of(), Map.of()), loader, base, Privileges.detect(base)))
                .isInstanceOfSatisfying(
                        ServerException.class, e -> assertThat(e.isLasting()).isTrue());
        assertThatThrownBy(() -> PostgresServer.start(
                        new ServerSpec("17", true, List.of("no_such_library"), Map.of()),
                        loader,
                        base,
                        Privileges.detect(base)))
                .isInstanceOfSatisfying(ServerException.class, e -> {
                    assertThat(e.sentence()).contains("could not access file \"no_such_library\"");
                    assertThat(e.isLasting()).isTrue();
                });
    }

    @Test
    void port_takenByAnotherProcess_isLeftToIt() throws Exception {
        Path base = Directories.base();
        ClassLoader loader = PostgresServerTests.class.getClassLoader();
        int free;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = unused.getLocalPort();
        }
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // The second is likely to be free still; if not, a third is asked for.
            AtomicInteger asked = new AtomicInteger();
            PostgresServer.Ports chosen = () -> switch (asked.incrementAndGet()) {
                case 1 -> other.getLocalPort();
                case 2 -> free;
                default -> PostgresServer.freePort();
            };
            try (PostgresServer server = PostgresServer.start(FAST, loader, base, Privileges.detect(base), chosen)) {
                assertThat(asked.get()).isGreaterThan(1);
                assertThat(server.port()).isNotEqualTo(other.getLocalPort());
                assertThat(query(server, "show port")).isEqualTo(Integer.toString(server.port()));
            }
            assertThatThrownBy(() ->
                            PostgresServer.start(FAST, loader, base, Privileges.detect(base), other::getLocalPort))
                    .isInstanceOfSatisfying(ServerException.class, e -> {
                        assertThat(e.sentence()).contains("Address already in use");
                        assertThat(e.isLasting()).isFalse();
                    });
        }
    }

    @Test
    void server_isNotStartedWhileTheJvmEnds() throws Exception {
        try (PostgresServers ending = new PostgresServers()) {
            ending.closeAtExit();

            assertThatThrownBy(() -> ending.get(FAST)).hasMessage("the JVM is ending");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(30)
    void server_whoseDeadProcessKeepsItsId_startsAgain() throws Exception {
        PostgresServer server = servers.get(FAST);
        Path data = Path.of(query(server, "show data_directory"));
        // A shell that turns into another program, which never asks how the shell's child ended. It has to end later:
        // the
        // shell itself may ask.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0.5 & echo $!; exec sleep 60").start();
        try (BufferedReader out = parent.inputReader()) {
            String dead = out.readLine();
            server.stop();
            Path state = Path.of("/proc", dead, "stat");
            while (!Files.readString(state).contains(") Z ")) {
                Thread.sleep(10);
            }
            Files.writeString(data.resolve("postmaster.pid"), dead + "\n");
            server.start();

            assertThat(query(server, "select 1")).isEqualTo("1");
            assertThat(state).exists();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void server_ofRootWithoutNamespaces_runsAsNobody() throws Exception {
        Path base = Directories.base();
        assumeThat(Files.getAttribute(base, "unix:uid")).isEqualTo(0);
        assumeThat(Files.exists(Path.of("/usr/bin/setpriv"))).isTrue();

        PostgresServer server =
                PostgresServer.start(FAST, PostgresServerTests.class.getClassLoader(), base, Privileges.AS_NOBODY);
        try (server) {
            assertThat(query(server, "select 1")).isEqualTo("1");
            server.crash();
            server.start();
            assertThat(query(server, "show data_directory")).startsWith(base.toString());
        }
        assertThatThrownBy(server::start).hasMessage("the server was closed");
    }

    @Test
    void directory_ofAJvmThatWasKilled_isDeleted(@TempDir Path base) throws Exception {
        Path abandoned = Files.createDirectories(base.resolve("server-1/data"));
        Files.createFile(base.resolve("server-1/lock"));
        Files.writeString(
                abandoned.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n");
        Path unlocked = Files.createDirectories(base.resolve("server-2"));
        Path other = Files.createDirectories(base.resolve("postgresql-17"));
        try (DataDirectory own = DataDirectory.create(base, Privileges.OWN)) {
            assertThat(DataDirectory.clearAbandoned(base)).isEmpty();

            assertThat(own.data().getParent()).exists();
            assertThat(abandoned).doesNotExist();
            assertThat(unlocked).exists();
            assertThat(other).exists();
        }
    }

    @Test
    void directory_thatCannotBeCleared_isToldAndLeavesTheOthersAlone(@TempDir Path base) throws Exception {
        for (String name : List.of("server-1", "server-2", "server-3")) {
            Files.createDirectories(base.resolve(name).resolve("data"));
        }
        Files.createFile(base.resolve("server-1/lock"));
        Files.createDirectory(base.resolve("server-2/lock"));
        Files.createFile(base.resolve("server-3/lock"));

        assertThat(DataDirectory.clearAbandoned(base))
                .singleElement()
                .asString()
                .startsWith("what an earlier run left in " + base.resolve("server-2")
                        + " could not be cleared away: java.nio.file.FileSystemException: ");
        try (Stream<Path> left = Files.list(base)) {
            assertThat(left).containsExactly(base.resolve("server-2"));
        }
    }

    @Test
    void directories_thatNobodyFinished_areDeletedAfterAnHour(@TempDir Path base) throws Exception {
        for (String name : List.of("server-1", "unpack-1", "unpack-2", "postgresql-17")) {
            Files.createDirectories(base.resolve(name + "/bin"));
            long hours = name.endsWith("2") ? 0 : 2;
            Files.setLastModifiedTime(
                    base.resolve(name), FileTime.from(Instant.now().minus(Duration.ofHours(hours))));
        }
        DataDirectory.clearAbandoned(base);

        try (Stream<Path> left = Files.list(base)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("unpack-2", "postgresql-17");
        }
    }
}
