// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * A database that a test class or method asked for. It is started when somebody wants it, and ends with that class or
 * method, whatever became of it. Thread-safe.
 */
@SuppressWarnings("deprecation") // JUnit before 5.13, which Spring Boot 3 brings along, closes nothing else
final class DeclaredDatabase implements AutoCloseable, CloseableResource {

    private static final Namespace NAMESPACE = Namespace.create(DeclaredDatabase.class);

    private final DatabaseRequest request;
    private final DatabaseServers servers;
    private @Nullable TestDatabase open;

    private DeclaredDatabase(DatabaseRequest request, DatabaseServers servers) {
        this.request = request;
        this.servers = servers;
    }

    static void declare(ExtensionContext context, DatabaseRequest request) {
        DatabaseServers servers = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(DatabaseServers.class, key -> new DatabaseServers(), DatabaseServers.class);
        context.getStore(NAMESPACE).put(DeclaredDatabase.class, new DeclaredDatabase(request, servers));
    }

    /** Returns what the nearest of method, class and classes around it asked for; null if none did. */
    static @Nullable DeclaredDatabase nearest(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(DeclaredDatabase.class, DeclaredDatabase.class);
    }

    /** Returns the database, whose closing is left to this. */
    synchronized TestDatabase open() throws BadDatabaseException {
        TestDatabase known = open;
        if (known == null) {
            known = servers.open(request);
            open = known;
        }
        return new BorrowedDatabase(known);
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
        }
    }
}
