// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import io.github.perfjunit.metrics.LatencySummary;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;

/**
 * What a load did with one size of its pool, in all rounds that count.
 *
 * @param size most connections
 * @param throughput transactions that ended well in a second: mean of the rounds
 * @param p50 median response time of the transactions of all rounds; zero if none ended well
 * @param p95 95th percentile of it
 * @param p99 99th percentile of it
 * @param errors transactions that failed
 * @param acquireP95 95th percentile of the wait for a connection; zero if unknown
 * @param active mean number of connections in use
 * @param pending mean number of threads that waited for one
 * @param held whether the objectives of the load were held in each round
 * @param rounds the rounds that count
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
        boolean held,
        List<SweepRound> rounds) {

    /**
     * Copies the list.
     *
     * @param size most connections
     * @param throughput mean of the rounds
     * @param p50 median response time
     * @param p95 95th percentile of it
     * @param p99 99th percentile of it
     * @param errors transactions that failed
     * @param acquireP95 95th percentile of the wait for a connection
     * @param active mean number of connections in use
     * @param pending mean number of threads that waited for one
     * @param held whether the objectives were held in each round
     * @param rounds the rounds that count
     */
    public SweepStep {
        rounds = List.copyOf(rounds);
    }

    /**
     * Sums up the rounds of one size.
     *
     * @param size most connections
     * @param rounds at least one
     * @return the sum: means of rates, percentiles of all response times together
     * @throws IllegalArgumentException if there is no round
     */
    public static SweepStep of(int size, List<SweepRound> rounds) {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("rounds were none but must be at least one");
        }
        LatencySummary transactions = merged(rounds, SweepRound::transactions);
        return new SweepStep(
                size,
                mean(rounds, SweepRound::throughput),
                transactions.percentile(50),
                transactions.percentile(95),
                transactions.percentile(99),
                rounds.stream().mapToLong(SweepRound::errors).sum(),
                merged(rounds, SweepRound::acquire).percentile(95),
                mean(rounds, SweepRound::active),
                mean(rounds, SweepRound::pending),
                rounds.stream().allMatch(SweepRound::held),
                rounds);
    }

    private static LatencySummary merged(List<SweepRound> rounds, Function<SweepRound, LatencySummary> part) {
        return LatencySummary.merge(rounds.stream().map(part).toList());
    }

    private static double mean(List<SweepRound> rounds, ToDoubleFunction<SweepRound> figure) {
        return rounds.stream().mapToDouble(figure).average().orElseThrow();
    }
}
