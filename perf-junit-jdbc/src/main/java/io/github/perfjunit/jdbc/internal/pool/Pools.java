// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.jdbc.internal.database.OptionalCalls;
import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens pools. */
public final class Pools {

    /** By this name the server knows the connections of the load. */
    public static final String APPLICATION_NAME = "perf-junit";

    private static final String POOL_NAME = "perf-junit";

    /** HikariCP makes one connection after the other, with a nap of 30 ms between them. */
    private static final Duration LONGEST_FILLING = Duration.ofMinutes(2);

    /** After so long without a new connection we ask the server ourselves what is wrong. */
    private static final Duration SUSPICION = Duration.ofSeconds(1);

    private static final long GLANCE_MILLIS = 10;

    private Pools() {}

    /**
     * Opens a pool with all connections that it is to keep open.
     *
     * @param more sets what its connections are to be like besides, such as their isolation
     * @return the pool, to be closed by the caller
     * @throws PoolOpenException if it cannot be opened; nothing of it is left open then
     */
    public static HikariDataSource open(TestDatabase database, PoolSettings settings, Consumer<HikariConfig> more) {
        List<String> problems = settings.problems("pool");
        if (!problems.isEmpty()) {
            throw new PoolOpenException(String.join("; ", problems));
        }
        String url = database.url()
                .orElseThrow(() -> new PoolOpenException("no pool can be opened for " + database.description()
                        + ": only a data source is known, no URL; it is used as it is"));
        Map<String, String> asked = settings.driverProperties();
        DriverProperties.problem(url, asked).ifPresent(problem -> {
            throw new PoolOpenException(problem);
        });
        HikariConfig config = new HikariConfig();
        config.setPoolName(POOL_NAME);
        config.setJdbcUrl(url);
        if (!database.user().isEmpty()) {
            config.setUsername(database.user());
        }
        if (!database.password().isEmpty()) {
            config.setPassword(database.password());
        }
        config.setMaximumPoolSize(settings.size());
        config.setMinimumIdle(settings.keptOpen());
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        config.setAutoCommit(settings.autoCommit());
        more.accept(config);
        config.setInitializationFailTimeout(1); // one try: whoever is not there before the load is not there
        DriverProperties.of(url, asked).forEach(config::addDataSourceProperty);
        HikariDataSource pool = start(config, database, settings);
        boolean filled = false;
        try {
            fill(pool, database, settings);
            filled = true;
        } finally {
            if (!filled) {
                pool.close();
            }
        }
        return pool;
    }

    private static HikariDataSource start(HikariConfig config, TestDatabase database, PoolSettings settings) {
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            SQLException reason = OpenFailure.sqlException(e);
            if (reason != null && OpenFailure.isOutOfConnections(reason)) {
                throw OpenFailure.tooFew(database, settings, 0, reason, null);
            }
            throw OpenFailure.unreachable(database, reason == null ? e : reason);
        }
    }

    private static void fill(HikariDataSource pool, TestDatabase database, PoolSettings settings) {
        int most = 0;
        long now = System.nanoTime();
        long giveUp = now + LONGEST_FILLING.toNanos();
        long suspicious = now + SUSPICION.toNanos();
        while (total(pool) < settings.keptOpen()) {
            now = System.nanoTime();
            if (total(pool) > most) {
                most = total(pool);
                suspicious = now + SUSPICION.toNanos();
            } else if (now - suspicious > 0) {
                findOut(pool, database, settings);
                suspicious = System.nanoTime() + SUSPICION.toNanos();
            }
            if (now - giveUp > 0) {
                throw new PoolOpenException("the pool had only " + total(pool) + " of " + settings.keptOpen()
                        + " connections to " + database.description() + " after " + LONGEST_FILLING.toSeconds() + " s");
            }
            nap();
        }
    }

    private static int total(HikariDataSource pool) {
        return pool.getHikariPoolMXBean().getTotalConnections();
    }

    /** HikariCP keeps failures to add connections to itself until somebody waits in vain: so we try one. */
    private static void findOut(HikariDataSource pool, TestDatabase database, PoolSettings settings) {
        try (Connection connection = database.connect(APPLICATION_NAME)) {
            OptionalCalls.isValid(connection, 1);
        } catch (SQLException reason) {
            if (OpenFailure.isOutOfConnections(reason)) {
                throw OpenFailure.tooFew(database, settings, total(pool), reason, borrowed(pool));
            }
            throw OpenFailure.unreachable(database, reason);
        }
    }

    private static @Nullable String borrowed(HikariDataSource pool) {
        try (Connection connection = pool.getConnection()) {
            return OpenFailure.allowance(connection);
        } catch (SQLException unknownThen) {
            return null;
        }
    }

    private static void nap() {
        try {
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PoolOpenException("interrupted while the pool was opened");
        }
    }
}
