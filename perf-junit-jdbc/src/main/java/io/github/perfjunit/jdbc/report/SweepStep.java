// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import io.github.perfjunit.metrics.LatencySummary;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * What a load did with one size of its pool.
 *
 * @param size most connections
 * @param throughput transactions that ended well in a second
 * @param p50 median response time of transactions
 * @param p95 95th percentile of it
 * @param p99 99th percentile of it
 * @param errors transactions that failed
 * @param acquireP95 95th percentile of the wait for a connection; zero if unknown
 * @param active mean number of connections in use
 * @param pending mean number of threads that waited for one
 * @param held whether the objectives of the load were held
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SweepStep(
        int size,
        double throughput,
        Duration p50,
        Duration p95,
        Duration p99,
        long errors,
        Duration acquireP95,
        double active,
        double pending,
        boolean held) {

    /**
     * Puts together what a load and its pool showed.
     *
     * @param throughput transactions that ended well in a second
     * @param transactions their response times
     * @param errors transactions that failed
     * @param pool what the pool did
     * @param held whether the objectives of the load were held
     * @return the step, of the size that the pool was set up with
     */
    public static SweepStep of(
            double throughput, LatencySummary transactions, long errors, PoolReport pool, boolean held) {
        return new SweepStep(
                pool.configuration().size(),
                throughput,
                transactions.percentile(50),
                transactions.percentile(95),
                transactions.percentile(99),
                errors,
                pool.acquire().percentile(95),
                pool.active().mean(),
                pool.pending().mean(),
                held);
    }
}
