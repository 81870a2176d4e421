// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Two threads that select through a pool until they are told to end. */
final class SmallLoad {

    static final int USERS = 2;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(3);

    final long startNanos;
    final TransactionTimeline timeline;
    private final HikariDataSource pool;
    private final List<Thread> users = new ArrayList<>();
    private volatile boolean ended;

    /**
     * Begins, with a connection for each of them.
     *
     * @param wait longest wait for a connection
     */
    SmallLoad(String url, Duration wait) throws InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(USERS);
        config.setConnectionTimeout(wait.toMillis());
        pool = new HikariDataSource(config);
        while (pool.getHikariPoolMXBean().getTotalConnections() < USERS) {
            Thread.sleep(5);
        }
        select();
        startNanos = System.nanoTime();
        timeline = new TransactionTimeline(startNanos, Duration.ofMinutes(1));
        for (int i = 0; i < USERS; i++) {
            Thread user = new Thread(this::work, "user");
            user.setDaemon(true);
            user.start();
            users.add(user);
        }
    }

    private void work() {
        while (!ended) {
            long from = System.nanoTime();
            String kind = select();
            long to = System.nanoTime();
            timeline.completed(to, to - from, kind.isEmpty(), kind);
            LockSupport.parkNanos(PAUSE);
        }
    }

    private String select() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            return "";
        } catch (SQLException e) {
            for (Throwable at = e; at != null; at = at.getCause()) {
                if (at instanceof SQLException sql && sql.getSQLState() != null) {
                    return sql.getSQLState();
                }
            }
            return "pool";
        }
    }

    boolean succeededSince(long nanos) {
        return new TimelineView(timeline).firstSuccess(nanos - startNanos, System.nanoTime() - startNanos) >= 0;
    }

    /** Ends both users. */
    void end() throws InterruptedException {
        timeline.finish(System.nanoTime());
        ended = true;
        for (Thread user : users) {
            user.join(10_000);
        }
        pool.close();
    }
}
