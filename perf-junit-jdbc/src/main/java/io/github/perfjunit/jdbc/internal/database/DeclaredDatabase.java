// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * A database that a test class or method asked for. It is started when somebody wants it, and ends with that class or
 * method, whatever became of it. Thread-safe.
 */
final class DeclaredDatabase implements AutoCloseable {

    private static final Namespace NAMESPACE = Namespace.create(DeclaredDatabase.class);

    private final DatabaseRequest request;
    private final Store session;
    private @Nullable TestDatabase open;

    private DeclaredDatabase(DatabaseRequest request, Store session) {
        this.request = request;
        this.session = session;
    }

    static void declare(ExtensionContext context, DatabaseRequest request) {
        context.getStore(NAMESPACE)
                .put(
                        DeclaredDatabase.class,
                        new DeclaredDatabase(request, context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)));
    }

    /** Returns what the nearest of method, class and classes around it asked for; null if none did. */
    static @Nullable DeclaredDatabase nearest(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(DeclaredDatabase.class, DeclaredDatabase.class);
    }

    /** Returns the database, whose closing is left to this. */
    synchronized TestDatabase open() throws BadDatabaseException {
        TestDatabase known = open;
        if (known == null) {
            known = start();
            open = known;
        }
        return new BorrowedDatabase(known);
    }

    private TestDatabase start() throws BadDatabaseException {
        if (request instanceof DatabaseRequest.Container container) {
            if (!Classes.present("org.testcontainers.postgresql.PostgreSQLContainer")) {
                throw new BadDatabaseException(
                        request.place() + ": Testcontainers is not on the class path",
                        "add org.testcontainers:testcontainers-postgresql (scope test)");
            }
            return session.getOrComputeIfAbsent("containers", key -> new ContainerServers(), ContainerServers.class)
                    .open(container);
        }
        return session.getOrComputeIfAbsent("servers", key -> new EmbeddedServers(), EmbeddedServers.class)
                .open((DatabaseRequest.Embedded) request);
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
        }
    }
}
