// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.application;

import io.github.perfjunit.jdbc.internal.database.BadDatabaseException;
import io.github.perfjunit.jdbc.internal.database.DatabaseRequest;
import io.github.perfjunit.jdbc.internal.database.DatabaseServers;
import io.github.perfjunit.jdbc.internal.database.Destruction;
import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import io.github.perfjunit.jdbc.internal.fault.FaultProxy;
import io.github.perfjunit.jdbc.internal.fault.ProxiedUrl;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A database that an application under test was told to connect to. It lives as long as the application, which may serve
 * several test classes; its server lives as long as this JVM. Thread-safe.
 */
public final class ApplicationDatabase implements AutoCloseable {

    private static final DatabaseServers SERVERS = new DatabaseServers();
    private static final Map<String, ApplicationDatabase> BY_URL = new ConcurrentHashMap<>();

    private final TestDatabase database;
    private final @Nullable FaultProxy proxy;
    private final String url;

    private ApplicationDatabase(TestDatabase database, @Nullable FaultProxy proxy, String url) {
        this.database = database;
        this.proxy = proxy;
        this.url = url;
    }

    /**
     * Makes a database, and starts its server if need be.
     *
     * @param proxied whether the application is to connect through a proxy, so that the network can be broken
     * @throws BadDatabaseException if it cannot be had
     */
    public static ApplicationDatabase start(DatabaseRequest request, boolean proxied) throws BadDatabaseException {
        TestDatabase database = SERVERS.open(request);
        String direct = database.url().orElseThrow();
        if (!proxied) {
            return known(new ApplicationDatabase(database, null, direct));
        }
        Optional<String> refusal = ProxiedUrl.refusal(direct);
        if (refusal.isPresent()) {
            database.close();
            throw new BadDatabaseException("the proxy for @DatabaseFault cannot be used, because " + refusal.get());
        }
        ProxiedUrl through = ProxiedUrl.of(direct);
        try {
            FaultProxy proxy = FaultProxy.start(through.host(), through.port());
            return known(new ApplicationDatabase(database, proxy, through.through(proxy.port())));
        } catch (IOException e) {
            database.close();
            throw new BadDatabaseException("the proxy for @DatabaseFault could not be started: " + e.getMessage());
        }
    }

    private static ApplicationDatabase known(ApplicationDatabase started) {
        BY_URL.put(started.url, started);
        Destruction.started(started.url);
        return started;
    }

    /** Returns the one that a data source of the application leads to; empty if it leads elsewhere. */
    public static Optional<ApplicationDatabase> of(TestDatabase found) {
        return found.url().map(BY_URL::get);
    }

    /** Returns the URL that the application gets. */
    public String url() {
        return url;
    }

    /** Returns the database, past the proxy. */
    public TestDatabase database() {
        return database;
    }

    /** Returns what the application connects through; null if it connects by itself. */
    public @Nullable FaultProxy proxy() {
        return proxy;
    }

    @Override
    public void close() {
        BY_URL.remove(url);
        Destruction.ended(url);
        if (proxy != null) {
            proxy.close();
        }
        database.close();
    }
}
