// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

/** Who gets into a server that was started for a test. */
class ServerAccessTests {

    private static final ServerSpec TALKATIVE =
            new ServerSpec("17", false, List.of(), Map.of("log_statement", "all", "log_connections", "on"));

    private static PostgresServers servers;
    private static PostgresServer server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        servers = new PostgresServers();
        server = servers.get(TALKATIVE);
    }

    @AfterAll
    static void stop() throws Exception {
        servers.close();
    }

    private static String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres";
    }

    private static Connection connect(String... more) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", server.user());
        for (int i = 0; i < more.length; i += 2) {
            properties.setProperty(more[i], more[i + 1]);
        }
        return DriverManager.getConnection(url(), properties);
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = connect("password", server.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connect("password", server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String refusal(String... properties) {
        Throwable thrown = catchThrowable(() -> connect(properties).close());
        assertThat(thrown).isInstanceOf(SQLException.class);
        return ((SQLException) thrown).getSQLState();
    }

    @Test
    void client_withoutThePassword_isRefused() throws Exception {
        assertThat(refusal()).isEqualTo("08004");
        assertThat(refusal("password", "postgres")).isEqualTo("28P01");
        assertThat(query("select current_user")).isEqualTo("postgres");
        assertThat(query("show unix_socket_directories")).isEmpty();
        assertThat(query("select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"))
                .isEqualTo("0");
    }

    @Test
    void replica_isLetInByThePasswordAlone() throws Exception {
        String[] replica = {"replication", "database", "preferQueryMode", "simple", "assumeMinServerVersion", "10"};

        assertThat(refusal(replica)).isEqualTo("08004");
        List<String> known = new ArrayList<>(List.of(replica));
        known.addAll(List.of("password", server.password()));
        try (Connection connection = connect(known.toArray(String[]::new));
                Statement statement = connection.createStatement();
                ResultSet system = statement.executeQuery("IDENTIFY_SYSTEM")) {
            assertThat(system.next()).isTrue();
        }
    }

    @Test
    void password_isInNoFileAndNoLog() throws Exception {
        assertThat(server.password()).hasSize(32).isNotEqualTo(otherPassword());
        query("select 1");

        Path home = Path.of(query("show data_directory")).getParent();
        byte[] secret = server.password().getBytes(StandardCharsets.US_ASCII);
        List<Path> files;
        try (Stream<Path> all = Files.walk(home)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSizeGreaterThan(500).anyMatch(file -> file.endsWith("server.log"));
        for (Path file : files) {
            assertThat(holds(Files.readAllBytes(file), secret))
                    .as(file.toString())
                    .isFalse();
        }
    }

    private static String otherPassword() throws Exception {
        try (PostgresServers others = new PostgresServers()) {
            return others.get(TALKATIVE).password();
        }
    }

    private static boolean holds(byte[] content, byte[] wanted) {
        return new String(content, StandardCharsets.ISO_8859_1)
                .contains(new String(wanted, StandardCharsets.ISO_8859_1));
    }

    @Test
    void secretFile_isItsOwnersAlone() throws Exception {
        assumeThat(directory.getFileSystem().supportedFileAttributeViews()).contains("posix");
        try (DataDirectory own = DataDirectory.create(directory, Privileges.OWN)) {
            Path file = own.secretFile("password", "geheim\n");

            assertThat(file).hasContent("geheim\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(catchThrowable(() -> own.secretFile("password", "other")))
                    .isInstanceOf(FileAlreadyExistsException.class);
        }
    }

    private static void assumeRoot(Path file) throws Exception {
        assumeThat(file.getFileSystem().supportedFileAttributeViews()).contains("unix");
        assumeThat(Files.getAttribute(file, "unix:uid")).isEqualTo(0);
        assumeThat(Path.of("/usr/bin/setpriv")).exists();
    }

    /** Runs a program as the user nobody, and returns what it said. */
    private String asNobody(String... command) throws Exception {
        List<String> all = new ArrayList<>(Privileges.AS_NOBODY.prefix());
        all.addAll(List.of(command));
        Path output = Files.createTempFile(directory, "nobody", ".log");
        int exit = Command.run(all, directory, output, Duration.ofSeconds(60));
        return exit + ": " + Command.lastLines(output, 5);
    }

    private static Path place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void otherUserOfTheMachine_isRefused() throws Exception {
        assumeRoot(directory);
        Directories.letOthersRun(directory);
        Path driver = Files.copy(place(Driver.class), directory.resolve("driver.jar"));
        String name = OtherUser.class.getName().replace('.', '/') + ".class";
        Path client = directory.resolve("classes").resolve(name);
        Files.createDirectories(client.getParent());
        Files.copy(place(OtherUser.class).resolve(name), client);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = driver + ":" + directory.resolve("classes");

        assertThat(asNobody(java, "-cp", classes, OtherUser.class.getName(), url()))
                .isEqualTo("0: refused 08004");
        assertThat(asNobody(java, "-cp", classes, OtherUser.class.getName(), url(), "postgres"))
                .isEqualTo("0: refused 28P01");
        // The client works: the same program with the password gets in.
        assertThat(asNobody(java, "-cp", classes, OtherUser.class.getName(), url(), server.password()))
                .isEqualTo("0: in");
        Path data = Path.of(query("show data_directory"));
        assertThat(asNobody("ls", data.toString())).startsWith("2: ").contains("Permission denied");
        assertThat(asNobody("cat", data.resolveSibling("server.log").toString()))
                .startsWith("1: ")
                .contains("Permission denied");
        String postmaster = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
        assertThat(asNobody("kill", "-0", postmaster)).startsWith("1: ");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void server_whoseDirectoryOthersCannotEnter_isRootsAndSaysSo() throws Exception {
        assumeRoot(directory);
        Path base = Files.createDirectory(directory.resolve("base"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));

        assertThat(Privileges.detect(base).caution()).isEqualTo("run with root's rights");
        assertThat(base).isEmptyDirectory();
        Directories.letOthersPass(directory);
        assertThat(Privileges.detect(base).caution()).isEmpty();
        assertThat(Privileges.ofRoot(base, List.of(Privileges.RUN_AS_NOBODY)).caution())
                .isEqualTo("run as the user nobody");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void server_ofRoot_hasNoneOfRootsPower() throws Exception {
        assumeRoot(directory);
        Path roots = Files.createDirectory(directory.resolve("roots"));
        Path open = Files.createDirectory(directory.resolve("open"));
        Directories.letOthersPass(directory);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        execute("copy (select 1) to program 'cat > " + open.resolve("made") + "'");
        assertThat(catchThrowable(() -> execute("copy (select 1) to program 'cat > " + roots.resolve("made") + "'")))
                .isInstanceOf(SQLException.class);

        assertThat(Files.getAttribute(open.resolve("made"), "unix:uid")).isEqualTo(60578);
        assertThat(roots).isEmptyDirectory();
        String postmaster = Files.readAllLines(
                        Path.of(query("show data_directory")).resolve("postmaster.pid"))
                .get(0);
        assertThat(Files.readAllLines(Path.of("/proc", postmaster, "status")))
                .contains("Uid:\t60578\t60578\t60578\t60578", "NoNewPrivs:\t1", "CapEff:\t0000000000000000");
        assertThat(server.caution()).isEmpty();
    }
}
