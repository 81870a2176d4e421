// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The servers of this JVM, one for all that ask for the same. Closing stops all; those that are not closed end with the
 * JVM. Thread-safe.
 */
public final class PostgresServers implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.github.perfjunit.jdbc");

    /** What earlier JVMs left is looked for once. */
    private static final AtomicBoolean CLEARED = new AtomicBoolean();

    private final Starter starter;
    private final Map<ServerSpec, PostgresServer> servers = new HashMap<>();
    private final Map<ServerSpec, ServerException> failures = new HashMap<>();
    private final Thread hook = new Thread(this::closeAtExit, "perf-junit-postgresql-stop");
    private boolean hooked;
    private boolean ending;

    /** Starts a server. */
    interface Starter {
        PostgresServer start(ServerSpec spec) throws IOException;
    }

    /** Starts none yet. */
    public PostgresServers() {
        this(PostgresServers::startHere);
    }

    PostgresServers(Starter starter) {
        this.starter = starter;
    }

    /**
     * Returns the running server, started if need be.
     *
     * @throws ServerException if it cannot be had; at once, if that was so before and would be so again
     */
    public synchronized PostgresServer get(ServerSpec spec) throws IOException {
        if (ending) {
            // Tests go on while the JVM ends, and nobody would stop what they start.
            throw new IOException("the JVM is ending");
        }
        ServerException failure = failures.get(spec);
        if (failure != null) {
            throw new ServerException(failure.sentence(), failure.hint(), true);
        }
        PostgresServer known = servers.get(spec);
        if (known != null) {
            known.start();
            return known;
        }
        try {
            if (!hooked) {
                Runtime.getRuntime().addShutdownHook(hook);
                hooked = true;
            }
            PostgresServer server = starter.start(spec);
            servers.put(spec, server);
            return server;
        } catch (ServerException e) {
            if (e.isLasting()) {
                failures.put(spec, e);
            }
            throw e;
        }
    }

    private static PostgresServer startHere(ServerSpec spec) throws IOException {
        Path base = Directories.base();
        if (CLEARED.compareAndSet(false, true)) {
            DataDirectory.clearAbandoned(base).forEach(problem -> LOG.log(System.Logger.Level.WARNING, problem));
        }
        return PostgresServer.start(spec, loader(), base, Privileges.detect(base));
    }

    private static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? PostgresServers.class.getClassLoader() : context;
    }

    @Override
    public synchronized void close() throws IOException {
        IOException failure = null;
        for (PostgresServer server : servers.values()) {
            try {
                server.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        servers.clear();
        if (failure != null) {
            throw failure;
        }
    }

    synchronized void closeAtExit() {
        ending = true;
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
