// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of its own, pinned to some CPUs, with an empty folder of data that goes away with it. */
final class PostgresServer implements AutoCloseable {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    /** As it is in tests: nothing waits for a disk. No vacuum may run in one tool's window and not in another's. */
    private static final List<String> SETTINGS = List.of(
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "autovacuum=off",
            "shared_buffers=512MB",
            "max_wal_size=8GB",
            "checkpoint_timeout=1h",
            "max_connections=200",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "shared_preload_libraries=pg_stat_statements");

    private final Path folder;
    private final int port;
    private final Process process;

    private PostgresServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Returns the folder with the newest PostgreSQL of the distribution. */
    static Optional<Path> newest() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.filter(version -> Files.isExecutable(version.resolve("bin/postgres")))
                    .max(Comparator.comparingInt(version -> Integer.parseInt(
                            "0" + version.getFileName().toString().replaceAll("\\D", ""))))
                    .map(version -> version.resolve("bin"));
        }
    }

    static PostgresServer start(Path bin, String cpus) throws IOException {
        Path folder = Files.createTempDirectory("perf-junit-jdbc");
        List<String> as = otherUser(folder);
        Path data = folder.resolve("data");
        List<String> initdb = new ArrayList<>(as);
        initdb.addAll(List.of(
                bin.resolve("initdb").toString(), "-D", data.toString(), "-U", "postgres", "-A", "trust", "-N"));
        initdb.addAll(List.of("-E", "UTF8", "--locale=C"));
        run(initdb, folder);
        int port = Target.freePort();
        List<String> postgres = new ArrayList<>(as);
        postgres.addAll(List.of(bin.resolve("postgres").toString(), "-D", data.toString(), "-p", "" + port));
        SETTINGS.forEach(setting -> postgres.addAll(List.of("-c", setting)));
        Process process = Pinned.start(Pinned.to(cpus, postgres), folder, "postgres.out");
        PostgresServer server = new PostgresServer(folder, port, process);
        try {
            server.await();
        } catch (IOException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> otherUser(Path folder) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        run(List.of("chown", "nobody", folder.toString()), folder);
        return List.of("setpriv", "--reuid=nobody", "--clear-groups");
    }

    private static void run(List<String> command, Path folder) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command.get(0) + " for " + folder + " failed: " + output.strip());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void await() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try (Connection connection = connect()) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                    String output = Files.readString(folder.resolve("postgres.out"));
                    throw new IOException("PostgreSQL did not start: " + output.strip(), e);
                }
            }
            Pinned.pause(50);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    int port() {
        return port;
    }

    String version() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show server_version")) {
            row.next();
            return row.getString(1);
        }
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        Pinned.end(process);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }
}
