// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import io.github.perfjunit.metrics.LatencySummary;
import org.apiguardian.api.API;

/**
 * What a load did with one size of its pool in one round of a sweep.
 *
 * @param round number of the round, which all sizes of it share; the first is 1
 * @param throughput transactions that ended well in a second
 * @param transactions their response times
 * @param errors transactions that failed
 * @param acquire waits for a connection; empty if unknown
 * @param active mean number of connections in use
 * @param pending mean number of threads that waited for one
 * @param held whether the objectives of the load were held
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SweepRound(
        int round,
        double throughput,
        LatencySummary transactions,
        long errors,
        LatencySummary acquire,
        double active,
        double pending,
        boolean held) {

    /**
     * Puts together what a load and its pool showed.
     *
     * @param round number of the round
     * @param throughput transactions that ended well in a second
     * @param transactions their response times
     * @param errors transactions that failed
     * @param pool what the pool did
     * @param held whether the objectives of the load were held
     * @return the round
     */
    public static SweepRound of(
            int round, double throughput, LatencySummary transactions, long errors, PoolReport pool, boolean held) {
        return new SweepRound(
                round,
                throughput,
                transactions,
                errors,
                pool.acquire(),
                pool.active().mean(),
                pool.pending().mean(),
                held);
    }
}
