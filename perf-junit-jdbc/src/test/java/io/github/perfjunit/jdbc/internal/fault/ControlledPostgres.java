// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import io.github.perfjunit.jdbc.internal.database.ServerControl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL that can be stopped, killed and started again with its data and its port. */
final class ControlledPostgres implements ServerControl, AutoCloseable {

    private final Path data;
    private EmbeddedPostgres server;
    private int port;

    ControlledPostgres() throws IOException {
        data = Files.createTempDirectory("perf-junit-fault");
        start();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    @Override
    public void start() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60));
        server = (port == 0 ? builder : builder.setPort(port)).start();
        port = server.getPort();
    }

    @Override
    public void stop() throws IOException {
        server.close();
    }

    @Override
    public void crash() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        server.close(); // which releases its lock on the directory
    }

    @Override
    public void close() throws IOException {
        server.close();
        List<Path> paths;
        try (Stream<Path> all = Files.walk(data)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
