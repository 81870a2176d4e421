// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import org.jspecify.annotations.Nullable;

/**
 * A pool at one moment.
 *
 * @param active connections taken
 * @param idle connections free
 * @param total connections open
 * @param pending threads that wait for one
 */
record PoolCounts(int active, int idle, int total, int pending) {

    /** Looks at a pool; null if it has not started yet, which HikariCP may put off until its first connection. */
    static @Nullable PoolCounts of(HikariDataSource pool) {
        HikariPoolMXBean bean = pool.getHikariPoolMXBean();
        return bean == null
                ? null
                : new PoolCounts(
                        bean.getActiveConnections(),
                        bean.getIdleConnections(),
                        bean.getTotalConnections(),
                        bean.getThreadsAwaitingConnection());
    }
}
