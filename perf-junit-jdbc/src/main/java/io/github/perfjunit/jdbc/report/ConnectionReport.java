// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import io.github.perfjunit.metrics.LatencySummary;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * What was done with the connections of a data source. Times and errors are those of the measured part of the load,
 * connections taken and leaked those of the whole load.
 *
 * @param taken how many connections were taken
 * @param units how many units of work executed a statement; see {@link StatementReport}
 * @param acquire how long it took to get a connection
 * @param failedAcquire how long attempts took that failed
 * @param acquireErrors number of failed attempts by kind, such as {@code pool-exhausted}
 * @param usage how long connections were held, from getting them to giving them back
 * @param commit how long commits took
 * @param rollback how long rollbacks took
 * @param endErrors number of failed commits and rollbacks by kind, such as {@code serialization}
 * @param close how long it took to give a connection back
 * @param leaked connections that were still held when the load had ended
 * @param leftOpen connections that virtual users held at the end of an iteration that should have given them back
 * @param uncommitted connections that were given back with changed rows that nobody had committed, by where that was;
 *     not those of transactions that failed
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ConnectionReport(
        long taken,
        long units,
        LatencySummary acquire,
        LatencySummary failedAcquire,
        Map<String, Long> acquireErrors,
        LatencySummary usage,
        LatencySummary commit,
        LatencySummary rollback,
        Map<String, Long> endErrors,
        LatencySummary close,
        LeakReport leaked,
        LeakReport leftOpen,
        LeakReport uncommitted) {

    /** Kind of an attempt to take a connection for which none came free in time. */
    public static final String POOL_EXHAUSTED = "pool-exhausted";

    /**
     * Copies the maps.
     *
     * @param taken how many connections were taken
     * @param units how many units of work executed a statement
     * @param acquire how long it took to get a connection
     * @param failedAcquire how long attempts took that failed
     * @param acquireErrors number of failed attempts by kind
     * @param usage how long connections were held
     * @param commit how long commits took
     * @param rollback how long rollbacks took
     * @param endErrors number of failed commits and rollbacks by kind
     * @param close how long it took to give a connection back
     * @param leaked connections that were still held when the load had ended
     * @param leftOpen connections held at the end of an iteration
     * @param uncommitted connections given back with changed rows that nobody had committed
     */
    public ConnectionReport {
        acquireErrors = Collections.unmodifiableMap(new TreeMap<>(acquireErrors));
        endErrors = Collections.unmodifiableMap(new TreeMap<>(endErrors));
    }

    /**
     * Returns how many attempts failed because no connection came free in time.
     *
     * @return zero or more
     */
    public long timeouts() {
        return acquireErrors.getOrDefault(POOL_EXHAUSTED, 0L);
    }
}
