// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import io.github.perfjunit.metrics.PrintableText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Databases in containers, one for all that ask for the same, which end with the session of tests. The only class that
 * knows Testcontainers. Thread-safe.
 */
final class ContainerServers implements AutoCloseable {

    private static final String STATEMENTS = "pg_stat_statements";
    private static final String PRELOADED = "shared_preload_libraries";

    private final Map<List<String>, PostgreSQLContainer> containers = new HashMap<>();
    private final AtomicInteger databases = new AtomicInteger();
    private boolean hooked;

    /** Makes the database that is asked for. */
    synchronized TestDatabase open(DatabaseRequest.Container request) throws BadDatabaseException {
        RequestReader reader = new RequestReader(request.place());
        Map<String, String> settings = reader.settings(request.settings());
        String name = reader.database(request.database());
        reader.extensions(request.extensions());
        reader.throwIfAny();
        PostgreSQLContainer container = container(request, command(settings, request.extensions()));
        JdbcAddress address = JdbcAddress.of(container.getJdbcUrl(), container.getUsername(), container.getPassword());
        UrlDatabase server = new UrlDatabase(
                address, UrlDatabase.reach(address, request.place()).description() + " in " + request.image());
        Set<String> extensions = new LinkedHashSet<>(List.of(STATEMENTS));
        extensions.addAll(RequestReader.created(request.extensions()));
        return OwnDatabase.create(
                request.place(),
                List.copyOf(extensions),
                server,
                name.isEmpty() ? "test_" + databases.incrementAndGet() : name,
                !name.isEmpty(),
                null);
    }

    private static List<String> command(Map<String, String> settings, List<String> extensions) {
        Set<String> libraries = new LinkedHashSet<>(List.of(STATEMENTS));
        Stream.of(settings.getOrDefault(PRELOADED, "").split(","))
                .map(String::trim)
                .filter(library -> !library.isEmpty())
                .forEach(libraries::add);
        libraries.addAll(RequestReader.preloaded(extensions));
        List<String> command = new ArrayList<>(List.of("postgres"));
        settings.forEach((setting, value) -> {
            if (!setting.equals(PRELOADED)) {
                command.addAll(List.of("-c", setting + "=" + value));
            }
        });
        command.addAll(List.of("-c", PRELOADED + "=" + String.join(",", libraries)));
        return command;
    }

    private PostgreSQLContainer container(DatabaseRequest.Container request, List<String> command)
            throws BadDatabaseException {
        List<String> key = new ArrayList<>(command);
        key.add(request.image());
        PostgreSQLContainer known = containers.get(key);
        if (known != null && known.isRunning()) {
            return known;
        }
        hook();
        PostgreSQLContainer fresh = null;
        try {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                throw new BadDatabaseException(
                        request.place() + ": no Docker answers on this machine",
                        "start Docker, or use @EmbeddedPostgres, which needs none, or set perf.jdbc.url");
            }
            fresh = new PostgreSQLContainer(
                    DockerImageName.parse(request.image()).asCompatibleSubstituteFor("postgres"));
            fresh.withCommand(command.toArray(String[]::new));
            fresh.start();
        } catch (RuntimeException e) {
            if (fresh != null) {
                fresh.stop();
            }
            throw new BadDatabaseException(
                    request.place() + ": a container of " + request.image() + " did not start: " + reasons(e),
                    "docker pull " + request.image() + " tells whether the image can be had");
        }
        containers.put(key, fresh);
        return fresh;
    }

    /** Returns the messages of all causes, each once: Testcontainers' own one is never the reason. */
    private static String reasons(Throwable thrown) {
        Set<String> reasons = new LinkedHashSet<>();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 6; depth++) {
            reasons.add(PrintableText.oneLine(String.valueOf(cause.getMessage()), 200));
            cause = cause.getCause();
        }
        return String.join("; ", reasons);
    }

    /** Ryuk, which does this for others, may be switched off or not to be had. */
    private void hook() {
        if (!hooked) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::close, "perf-junit-container-stop"));
            hooked = true;
        }
    }

    @Override
    public synchronized void close() {
        List<PostgreSQLContainer> all = List.copyOf(containers.values());
        containers.clear();
        for (PostgreSQLContainer container : all) {
            container.stop();
        }
    }
}
