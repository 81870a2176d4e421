// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** The servers that databases of tests are made in; those that nobody closes end with the JVM. Thread-safe. */
@SuppressWarnings("deprecation") // JUnit before 5.13, which Spring Boot 3 brings along, closes nothing else
public final class DatabaseServers implements AutoCloseable, CloseableResource {

    private static final String CONTAINER = "org.testcontainers.postgresql.PostgreSQLContainer";
    private static final String OLD_CONTAINER = "org.testcontainers.containers.PostgreSQLContainer";

    private @Nullable EmbeddedServers embedded;
    private @Nullable ContainerServers containers;

    /** Starts none yet. */
    public DatabaseServers() {}

    /**
     * Makes the database that is asked for, and starts its server if need be.
     *
     * @return the database, to be closed by the caller
     * @throws BadDatabaseException if it cannot be had
     */
    public synchronized TestDatabase open(DatabaseRequest request) throws BadDatabaseException {
        if (request instanceof DatabaseRequest.Container container) {
            checkTestcontainers(request.place());
            if (containers == null) {
                containers = new ContainerServers();
            }
            return containers.open(container);
        }
        if (embedded == null) {
            embedded = new EmbeddedServers();
        }
        return embedded.open((DatabaseRequest.Embedded) request);
    }

    private static void checkTestcontainers(String place) throws BadDatabaseException {
        if (Classes.present(CONTAINER)) {
            return;
        }
        if (Classes.present(OLD_CONTAINER)) {
            throw new BadDatabaseException(
                    place + ": Testcontainers on the class path is older than 2.0",
                    "take org.testcontainers:testcontainers-postgresql 2.0 or later; with Spring Boot 3, set the property"
                            + " testcontainers.version");
        }
        throw new BadDatabaseException(
                place + ": Testcontainers is not on the class path",
                "add org.testcontainers:testcontainers-postgresql (scope test)");
    }

    @Override
    public synchronized void close() throws IOException {
        if (containers != null) {
            containers.close();
        }
        if (embedded != null) {
            embedded.close();
        }
    }
}
