// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Changes the size of a running HikariCP that is not ours, and gives it back as it was. Not thread-safe.
 *
 * <p>HikariCP takes new numbers at once and acts on them late: it grows when threads wait or every 30 s, and shrinks when
 * connections die. So a larger pool is filled by borrowing from it, unless a load does that already, and a smaller one is
 * told to close the connections it has.
 */
public final class PoolResize implements AutoCloseable {

    private static final Duration LONGEST_RESTORE = Duration.ofSeconds(10);
    private static final long LONGEST_RETURN_MILLIS = 1_000;
    private static final long GLANCE_MILLIS = 10;

    private final HikariDataSource pool;
    private final int sizeBefore;
    private final int minIdleBefore;
    private boolean changed;

    /** Notes how the pool is set up now. */
    public PoolResize(HikariDataSource pool) {
        this.pool = pool;
        this.sizeBefore = pool.getMaximumPoolSize();
        this.minIdleBefore = pool.getMinimumIdle();
    }

    /**
     * What came of it.
     *
     * @param size most connections wanted
     * @param total connections open at the end
     * @param took time until then
     */
    public record Resized(int size, int total, Duration took) {

        /** Returns whether the pool has all the connections it may have and no more. */
        public boolean isDone() {
            return total == size;
        }
    }

    /**
     * Sets the size, keeps that many connections open, and waits until it is so.
     *
     * @param size at least one
     * @param atMost longest wait
     * @throws SQLException if the pool cannot be started, or its database refuses connections
     */
    public Resized to(int size, Duration atMost) throws SQLException {
        changed = true;
        started();
        set(size, size);
        return settle(size, atMost);
    }

    /** Restores the size and the connections kept open; waits at most ten seconds. */
    @Override
    public void close() throws SQLException {
        if (changed && !pool.isClosed()) {
            changed = false;
            set(sizeBefore, minIdleBefore < 0 ? sizeBefore : minIdleBefore);
            if (total() > sizeBefore) {
                settle(sizeBefore, LONGEST_RESTORE);
            }
        }
    }

    /** A pool that was never asked for a connection has not started. */
    private void started() throws SQLException {
        if (pool.getHikariPoolMXBean() == null) {
            pool.getConnection().close();
        }
    }

    /** The connections kept open may at no moment be more than the size. */
    private void set(int size, int minIdle) {
        HikariConfigMXBean config = pool.getHikariConfigMXBean();
        if (size < config.getMaximumPoolSize()) {
            config.setMinimumIdle(minIdle);
            config.setMaximumPoolSize(size);
        } else {
            config.setMaximumPoolSize(size);
            config.setMinimumIdle(minIdle);
        }
    }

    private int total() {
        HikariPoolMXBean bean = pool.getHikariPoolMXBean();
        return bean == null ? 0 : bean.getTotalConnections();
    }

    private Resized settle(int size, Duration atMost) throws SQLException {
        HikariPoolMXBean bean = pool.getHikariPoolMXBean();
        long start = System.nanoTime();
        long end = start + atMost.toNanos();
        while (total() > size && System.nanoTime() - end < 0 && napped()) {
            bean.softEvictConnections();
        }
        if (total() < size) {
            fill(size, end);
        }
        return new Resized(size, total(), Duration.ofNanos(System.nanoTime() - start));
    }

    private void fill(int size, long end) throws SQLException {
        Filling filling = new Filling(pool, size);
        Thread thread = new Thread(filling, "perf-pool-filling");
        thread.setDaemon(true);
        thread.start();
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
            if (thread.isAlive()) {
                thread.interrupt(); // a wait for a connection ends by it
                TimeUnit.MILLISECONDS.timedJoin(thread, LONGEST_RETURN_MILLIS);
                return;
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return;
        }
        filling.rethrow();
    }

    private static boolean napped() {
        try {
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes connections until the pool has made enough, and gives them back. */
    private static final class Filling implements Runnable {

        private final HikariDataSource pool;
        private final int size;
        private volatile @Nullable SQLException failure;

        Filling(HikariDataSource pool, int size) {
            this.pool = pool;
            this.size = size;
        }

        @Override
        public void run() {
            List<Connection> taken = new ArrayList<>();
            try {
                HikariPoolMXBean bean = pool.getHikariPoolMXBean();
                while (bean.getTotalConnections() < size
                        && !Thread.currentThread().isInterrupted()) {
                    if (bean.getThreadsAwaitingConnection() == 0) {
                        taken.add(pool.getConnection());
                    } else if (!napped()) { // a load makes it grow, and needs every connection
                        return;
                    }
                }
            } catch (SQLException e) {
                failure = e;
            } finally {
                taken.forEach(this::giveBack);
            }
        }

        private void giveBack(Connection connection) {
            try {
                connection.close();
            } catch (SQLException e) {
                failure = e;
            }
        }

        void rethrow() throws SQLException {
            SQLException failed = failure;
            if (failed != null) {
                throw failed;
            }
        }
    }
}
