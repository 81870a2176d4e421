// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import org.jspecify.annotations.Nullable;

/**
 * What we hang into a pool. HikariCP takes such a thing once in the life of a pool, so it stays there, and each load
 * listens to it in turn.
 */
final class PoolTracker implements MetricsTrackerFactory, IMetricsTracker {

    private volatile @Nullable PoolEvents events;
    private volatile @Nullable IMetricsTracker forward;
    private @Nullable MetricsTrackerFactory wanted;
    private @Nullable String poolName;
    private @Nullable PoolStats stats;

    @Override
    public IMetricsTracker create(String name, PoolStats current) {
        synchronized (this) {
            poolName = name;
            stats = current;
            forwardIfStarted();
        }
        return this;
    }

    /**
     * Listens from now on.
     *
     * @param other who listens too, such as the tracker of Micrometer; null for nobody
     */
    synchronized void listen(PoolEvents listener, @Nullable MetricsTrackerFactory other) {
        endForward();
        wanted = other;
        forwardIfStarted();
        events = listener;
    }

    /** A pool may start with its first connection only, after the load began. */
    private void forwardIfStarted() {
        String name = poolName;
        PoolStats current = stats;
        MetricsTrackerFactory other = wanted;
        if (other != null && name != null && current != null) {
            forward = other.create(name, current);
            wanted = null;
        }
    }

    /** Listens no longer, unless somebody else does by now. */
    synchronized void stopListening(PoolEvents listener) {
        if (events == listener) {
            events = null;
            endForward();
        }
    }

    private void endForward() {
        wanted = null;
        IMetricsTracker other = forward;
        forward = null;
        if (other != null) {
            other.close();
        }
    }

    @Override
    public void recordConnectionAcquiredNanos(long nanos) {
        PoolEvents listener = events;
        if (listener != null) {
            listener.acquired(nanos);
        }
        IMetricsTracker other = forward;
        if (other != null) {
            other.recordConnectionAcquiredNanos(nanos);
        }
    }

    @Override
    public void recordConnectionUsageMillis(long millis) {
        PoolEvents listener = events;
        if (listener != null) {
            listener.used(millis);
        }
        IMetricsTracker other = forward;
        if (other != null) {
            other.recordConnectionUsageMillis(millis);
        }
    }

    @Override
    public void recordConnectionCreatedMillis(long millis) {
        PoolEvents listener = events;
        if (listener != null) {
            listener.created(millis);
        }
        IMetricsTracker other = forward;
        if (other != null) {
            other.recordConnectionCreatedMillis(millis);
        }
    }

    @Override
    public void recordConnectionTimeout() {
        PoolEvents listener = events;
        if (listener != null) {
            listener.timedOut();
        }
        IMetricsTracker other = forward;
        if (other != null) {
            other.recordConnectionTimeout();
        }
    }

    @Override
    public synchronized void close() {
        endForward(); // the pool closes; what it told us is still to be read
    }
}
