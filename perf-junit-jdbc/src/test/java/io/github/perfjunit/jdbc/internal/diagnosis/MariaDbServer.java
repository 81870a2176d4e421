// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** A MariaDB with a directory, a port and a socket of its own. */
record MariaDbServer(Process process, int port) {

    static final Path PROGRAM = Path.of("/usr/sbin/mariadbd");

    private static final int START_SECONDS = 60;

    static MariaDbServer start(Path directory) throws IOException, InterruptedException {
        Path data = directory.resolve("data");
        String user = "--user=" + System.getProperty("user.name");
        Process install = process(
                directory,
                "mariadb-install-db",
                "--no-defaults",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                user,
                "--datadir=" + data);
        if (!install.waitFor(START_SECONDS, TimeUnit.SECONDS) || install.exitValue() != 0) {
            install.destroyForcibly();
            throw new IOException("mariadb-install-db failed, see " + directory);
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = process(
                directory,
                PROGRAM.toString(),
                "--no-defaults",
                user,
                "--datadir=" + data,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + directory.resolve("s"),
                "--performance-schema=ON",
                "--innodb-flush-log-at-trx-commit=1");
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        MariaDbServer server = new MariaDbServer(process, port);
        server.await();
        return server;
    }

    UrlDatabase newDatabase(String name) throws SQLException {
        new UrlDatabase(url("")).run("create database " + name);
        return new UrlDatabase(url(name));
    }

    private String url(String name) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + name + "?user=root&sslMode=disable";
    }

    private void await() throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try {
                new UrlDatabase(url("")).run("select 1");
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > until || !process.isAlive()) {
                    process.destroyForcibly();
                    throw new IOException("mariadbd did not start", e);
                }
                Thread.sleep(50);
            }
        }
    }

    private static Process process(Path directory, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
