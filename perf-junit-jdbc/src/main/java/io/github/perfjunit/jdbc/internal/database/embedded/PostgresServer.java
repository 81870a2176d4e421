// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL of this JVM's own, which listens on the loopback address alone, and on no socket of the file system. Its
 * only user is {@code postgres}, whose password this JVM alone knows. Thread-safe.
 */
public final class PostgresServer implements AutoCloseable {

    private static final String USER = "postgres";
    private static final String STATEMENTS = "pg_stat_statements";
    private static final int SECONDS = 60;

    /** What {@code pg_ctl} takes beyond the time it was given. */
    private static final Duration LIMIT = Duration.ofSeconds(SECONDS + 15);

    private static final int ATTEMPTS = 5;

    private final Installation installation;
    private final DataDirectory directory;
    private final String version;
    private final String password;
    private final int port;
    private final boolean hasStatements;
    private final List<PostgresServer> replicas = new ArrayList<>();
    private boolean running;
    private boolean hasRun;
    private int exit;
    private boolean closed;

    private PostgresServer(
            Installation installation,
            DataDirectory directory,
            String version,
            String password,
            int port,
            boolean hasStatements) {
        this.installation = installation;
        this.directory = directory;
        this.version = version;
        this.password = password;
        this.port = port;
        this.hasStatements = hasStatements;
    }

    /**
     * Starts a new one.
     *
     * @throws ServerException if there is something for the user to do
     */
    static PostgresServer start(ServerSpec spec, ClassLoader loader, Path base, Privileges privileges)
            throws IOException {
        return start(spec, loader, base, privileges, PostgresServer::freePort);
    }

    /** Chooses a port, which another process may take before the server has it. */
    interface Ports {
        int next() throws IOException;
    }

    static PostgresServer start(ServerSpec spec, ClassLoader loader, Path base, Privileges privileges, Ports ports)
            throws IOException {
        Archives archives = new Archives(loader, Platform.current());
        Archive archive = archives.choose(spec.version());
        Installation installation = new Installation(Unpacker.unpack(archive, base), privileges);
        String version = installation.version(base);
        if (archive.version().isEmpty() && !new Archive(archive.place(), version).fits(spec.version())) {
            throw archives.missing(spec.version(), version);
        }
        DataDirectory directory = DataDirectory.create(base, privileges);
        PostgresServer server = null;
        try {
            String password = randomPassword();
            initialize(installation, directory, password);
            boolean statements = installation.hasExtension(STATEMENTS);
            append(directory, Configuration.lines(spec, statements ? List.of(STATEMENTS) : List.of()));
            for (int attempt = 1; true; attempt++) {
                int port = ports.next();
                append(directory, Configuration.lines(port));
                server = new PostgresServer(installation, directory, version, password, port, statements);
                for (int i = 1; i <= spec.replicas(); i++) {
                    server.replicate("perf_junit_replica_" + i, base, ports);
                }
                Outcome outcome = server.launch();
                if (outcome == Outcome.RUNNING) {
                    server.launchReplicas(ports);
                    return server;
                }
                if (outcome == Outcome.FAILED || attempt == ATTEMPTS) {
                    throw server.failure();
                }
                server.closeReplicas(); // they would look for it on the port that is taken
            }
        } catch (IOException e) {
            try {
                if (server == null) {
                    directory.close();
                } else {
                    server.close();
                }
            } catch (IOException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }

    /** Adds a replica, which follows this server from its first start on. */
    private void replicate(String name, Path base, Ports ports) throws IOException {
        DataDirectory copy = DataDirectory.create(base, installation.privileges());
        int own = ports.next();
        replicas.add(new PostgresServer(installation, copy, version, password, own, hasStatements));
        new StandbyCopy(directory.data(), copy.data(), installation.privileges()).make(name, own, port, USER, password);
    }

    private void launchReplicas(Ports ports) throws IOException {
        for (int i = 0; i < replicas.size(); i++) {
            Outcome outcome = replicas.get(i).launch();
            for (int attempt = 1; outcome == Outcome.PORT_TAKEN && attempt < ATTEMPTS; attempt++) {
                DataDirectory copy = replicas.get(i).directory;
                int own = ports.next();
                append(copy, Configuration.lines(own));
                replicas.set(i, new PostgresServer(installation, copy, version, password, own, hasStatements));
                outcome = replicas.get(i).launch();
            }
            if (outcome != Outcome.RUNNING) {
                throw replicas.get(i).failure();
            }
        }
    }

    private void closeReplicas() throws IOException {
        for (PostgresServer replica : replicas) {
            replica.close();
        }
        replicas.clear();
    }

    private static void initialize(Installation installation, DataDirectory directory, String password)
            throws IOException {
        Path log = directory.commandLog();
        Path file = directory.secretFile("password", password + "\n");
        int exit;
        try {
            List<String> arguments = List.of(
                    "-D",
                    directory.data().toString(),
                    "-U",
                    USER,
                    "-A",
                    "scram-sha-256",
                    "--pwfile=" + file,
                    "-E",
                    "UTF8",
                    "--no-locale",
                    "-N");
            exit = installation.run("initdb", arguments, log, LIMIT);
        } finally {
            Files.delete(file);
        }
        if (exit != 0) {
            throw new ServerException(
                    "initdb of PostgreSQL failed (exit code " + exit + "): " + Command.lastLines(log, 4),
                    "the directory for it comes from java.io.tmpdir, where it must be allowed to write",
                    false);
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void append(DataDirectory directory, List<String> lines) throws IOException {
        Files.write(
                directory.data().resolve("postgresql.conf"),
                lines,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Returns its streaming replicas, which are closed with it. */
    public List<PostgresServer> replicas() {
        return List.copyOf(replicas);
    }

    /** Returns its version, such as {@code 17.11}. */
    public String version() {
        return version;
    }

    /** Returns its only user, who may do everything, replication too. */
    public String user() {
        return USER;
    }

    /** Returns that user's password; never to be shown. */
    public String password() {
        return password;
    }

    /** Returns what readers have to know about how it is run; empty if nothing. */
    public String caution() {
        return installation.privileges().caution();
    }

    /** Returns the port it listens on. */
    public int port() {
        return port;
    }

    /** Tells whether the extension {@code pg_stat_statements} is loaded and can be created. */
    public boolean hasStatements() {
        return hasStatements;
    }

    /** Starts it after it was stopped or crashed; does nothing if it runs. */
    public synchronized void start() throws IOException {
        if (closed) {
            throw new IOException("the server was closed");
        }
        if (running && isAlive()) {
            return;
        }
        directory.forgetDeadPostmaster();
        if (launch() != Outcome.RUNNING) {
            throw failure();
        }
    }

    private enum Outcome {
        RUNNING,
        PORT_TAKEN,
        FAILED
    }

    /** Starts its processes. One that has run before keeps its port, which its clients know, and waits for it. */
    private synchronized Outcome launch() throws IOException {
        Outcome outcome = Outcome.FAILED;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            directory.renewServerLog();
            exit = installation.run(
                    "pg_ctl", arguments("start", "-l", directory.serverLog().toString()), log(), LIMIT);
            if (exit == 0) {
                running = true;
                hasRun = true;
                return Outcome.RUNNING;
            }
            String said = Command.lastLines(directory.serverLog(), 10);
            boolean taken = said.contains("could not bind") || said.contains("Address already in use");
            outcome = taken ? Outcome.PORT_TAKEN : Outcome.FAILED;
            // After a crash, processes that have not ended yet hold memory and port.
            if (taken ? !hasRun : !said.contains("still in use")) {
                break;
            }
            pause();
        }
        running = false;
        stopQuietly();
        return outcome;
    }

    private ServerException failure() throws IOException {
        String said = Command.lastLines(directory.serverLog(), 5);
        boolean lasting = said.contains("configuration file") || said.contains("could not access file");
        return new ServerException(
                "PostgreSQL " + version + " did not start (exit code " + exit + " after at most " + SECONDS + " s): "
                        + said,
                "",
                lasting);
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting a server", e);
        }
    }

    private boolean isAlive() throws IOException {
        return directory.postmaster().filter(Processes::isAlive).isPresent();
    }

    /** Makes a replica take writes; it follows nobody any more. */
    public synchronized void promote() throws IOException {
        int exit = installation.run("pg_ctl", arguments("promote"), log(), LIMIT);
        if (exit != 0) {
            throw new IOException("pg_ctl promote failed (exit code " + exit + "): " + Command.lastLines(log(), 3));
        }
    }

    /**
     * Takes over the data of a replica that was promoted in its place, which follows it again afterwards. Both are stopped
     * for that.
     */
    public synchronized void takeOver(PostgresServer promoted) throws IOException {
        crash();
        promoted.stop();
        directory.clear();
        StandbyCopy copy = new StandbyCopy(promoted.directory.data(), directory.data(), installation.privileges());
        copy.takeOver(port);
        copy.followAgain();
        start();
        promoted.start();
    }

    /** Stops it as an administrator would: transactions are ended and clients told. */
    public synchronized void stop() throws IOException {
        stop("fast");
    }

    private void stop(String mode) throws IOException {
        if (!running) {
            return;
        }
        int exit = installation.run("pg_ctl", arguments("stop", "-m", mode), log(), LIMIT);
        if (exit != 0) {
            crash();
        }
        running = false;
    }

    /** Kills all its processes. */
    public synchronized void crash() throws IOException {
        Optional<ProcessHandle> postmaster = directory.postmaster();
        if (postmaster.isPresent() && !Processes.kill(postmaster.get())) {
            throw new IOException("the server's processes could not be killed");
        }
        running = false;
    }

    private List<String> arguments(String action, String... more) {
        List<String> all = new ArrayList<>(
                List.of(action, "-D", directory.data().toString(), "-w", "-t", Integer.toString(SECONDS)));
        all.addAll(List.of(more));
        return all;
    }

    private Path log() {
        return directory.commandLog();
    }

    private void stopQuietly() throws IOException {
        if (isAlive()) {
            crash();
        }
    }

    /** Stops it and deletes its data. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        IOException failure = null;
        for (PostgresServer replica : replicas) {
            try {
                replica.close();
            } catch (IOException e) {
                failure = e; // the others and this one are to be closed all the same
            }
        }
        // An interrupt, as of a test's time limit, must not leave a server behind.
        boolean interrupted = Thread.interrupted();
        try {
            stop("immediate"); // nobody needs what "fast" would write to its disk first
        } finally {
            try {
                stopQuietly();
                directory.close();
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
