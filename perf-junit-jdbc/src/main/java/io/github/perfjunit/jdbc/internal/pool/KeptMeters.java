// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Meters of pools that can be read after their pool has closed: HikariCP takes all of them out of their registry then, but
 * who wants to look at them after a load comes later. The gauges keep their last values, until {@link #close()} takes all
 * meters out. Thread-safe.
 */
public final class KeptMeters implements MetricsTrackerFactory, AutoCloseable {

    private final MetricsTrackerFactory factory;
    private final List<IMetricsTracker> made = new ArrayList<>();

    /**
     * Keeps what another factory makes.
     *
     * @param factory makes the meters
     */
    public KeptMeters(MetricsTrackerFactory factory) {
        this.factory = factory;
    }

    /** Makes the meters of a pool; those of an earlier one of the same name are what it would get otherwise. */
    @Override
    public synchronized IMetricsTracker create(String poolName, PoolStats stats) {
        close();
        LastStats last = new LastStats(stats);
        IMetricsTracker tracker = factory.create(poolName, last);
        made.add(tracker);
        return new Kept(tracker, last);
    }

    /** Takes all meters out of their registry; may be called again. */
    @Override
    public synchronized void close() {
        made.forEach(IMetricsTracker::close);
        made.clear();
    }

    /** Counts of a pool, which stay as they were when the pool closed. */
    private static final class LastStats extends PoolStats {

        private volatile @Nullable PoolStats pool;

        LastStats(PoolStats pool) {
            super(1); // the pool's own are looked at once a second, however often they are asked
            this.pool = pool;
        }

        @Override
        protected void update() {
            PoolStats now = pool;
            if (now != null) {
                totalConnections = now.getTotalConnections();
                idleConnections = now.getIdleConnections();
                activeConnections = now.getActiveConnections();
                pendingThreads = now.getPendingThreads();
                maxConnections = now.getMaxConnections();
                minConnections = now.getMinConnections();
            }
        }

        void keep() {
            update();
            pool = null;
        }
    }

    /** Hands on all but the end of the pool. */
    private record Kept(IMetricsTracker tracker, LastStats stats) implements IMetricsTracker {

        @Override
        public void recordConnectionCreatedMillis(long millis) {
            tracker.recordConnectionCreatedMillis(millis);
        }

        @Override
        public void recordConnectionAcquiredNanos(long nanos) {
            tracker.recordConnectionAcquiredNanos(nanos);
        }

        @Override
        public void recordConnectionUsageMillis(long millis) {
            tracker.recordConnectionUsageMillis(millis);
        }

        @Override
        public void recordConnectionTimeout() {
            tracker.recordConnectionTimeout();
        }

        @Override
        public void close() {
            stats.keep();
        }
    }
}
