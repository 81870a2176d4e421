// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import io.github.perfjunit.metrics.LatencySummary;
import org.apiguardian.api.API;

/**
 * What a connection pool did during the measured time of a load.
 *
 * @param name name of the pool
 * @param source how it was seen
 * @param configuration how it was set up at the end of the load
 * @param active connections that were taken
 * @param idle connections that were free
 * @param total connections that were open
 * @param pending threads that waited for a connection
 * @param samples how often these four were looked at, ten times a second
 * @param pendingShare share of the samples in which a thread waited, from 0 to 1
 * @param acquire times from asking for a connection to getting it, or to giving up; empty if {@link Source#SAMPLES}
 * @param usage times from getting a connection to giving it back, to the millisecond; empty if {@link Source#SAMPLES}
 * @param creation times to make a connection, to the millisecond; empty if none was made while measuring, or if
 *     {@link Source#SAMPLES}
 * @param timeouts requests for a connection that gave up; negative if unknown
 * @param timeoutsNotFull how many of them gave up while the pool had fewer connections than its size, so that it lacked
 *     a database rather than size; negative if unknown
 * @param heldAtEnd connections that were still taken after the load had ended: leaked, if nobody else uses the pool
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PoolReport(
        String name,
        Source source,
        PoolConfiguration configuration,
        PoolGauge active,
        PoolGauge idle,
        PoolGauge total,
        PoolGauge pending,
        long samples,
        double pendingShare,
        LatencySummary acquire,
        LatencySummary usage,
        LatencySummary creation,
        long timeouts,
        long timeoutsNotFull,
        int heldAtEnd) {

    /** How a pool was seen. */
    public enum Source {
        /** The pool told of every connection it gave, took back and made. */
        EVENTS,
        /** The pool tells somebody else already; its counts were looked at ten times a second. */
        SAMPLES
    }
}
