// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.metrics.LatencySummary;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Decides whether a sample that the end of the load cut off was still being processed, or would never have been
 * answered.
 *
 * <p>It is unanswered if it had waited 30 s, or if its target had stopped answering: for the longer of 1 s and ten
 * times their p99 before the users were interrupted no request ended though one was under way all that time. This
 * applies to all requests of the scenario, and to those of one name. In the second case the request itself must have
 * waited that long too, because a rarely used name is silent for other reasons. A request whose name has never been
 * answered is compared with ten times the p99 of all requests.
 *
 * <p>Among fewer than 100 answers the p99 is the slowest one, often the first of a load, which opened the connection.
 * The p75 is taken instead, so that slow first answers do not hide a target that hangs. Thread-safe.
 */
final class AnswerWatch {

    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long SHORTEST_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int TIMES_SLOW = 10;
    private static final int ENOUGH_FOR_P99 = 100;

    /** Longest acceptable wait of a sample, by name; unlimited if the name is still being answered. */
    private final Map<NamedSeries, Long> patience = new ConcurrentHashMap<>();

    private volatile long patienceOfAll = Long.MAX_VALUE;
    private volatile boolean stopped;

    /**
     * Evaluates the answers so far, right before the users are interrupted.
     *
     * @param now the time
     * @param longestWait waiting time of the oldest request under way
     * @param requests names of requests
     * @param others names of steps and iterations
     * @param okSoFar returns the times of the samples of some series that ended well
     */
    void usersAreInterrupted(
            long now,
            long longestWait,
            Collection<NamedSeries> requests,
            Collection<NamedSeries> others,
            Function<Collection<Integer>, LatencySummary> okSoFar) {
        long ofAll = patience(
                okSoFar.apply(requests.stream().map(NamedSeries::number).toList()));
        for (Collection<NamedSeries> names : List.of(requests, others)) {
            for (NamedSeries name : names) {
                if (name.hasEnded()) {
                    long own = patience(okSoFar.apply(List.of(name.number())));
                    patience.put(name, name.silence(now) >= own ? own : Long.MAX_VALUE);
                }
            }
        }
        patienceOfAll = ofAll;
        stopped = longestWait >= ofAll
                && requests.stream().allMatch(name -> !name.hasEnded() || name.silence(now) >= ofAll);
    }

    private static long patience(LatencySummary answers) {
        double percentile = answers.count() < ENOUGH_FOR_P99 ? 75 : 99;
        return Math.max(
                SHORTEST_SILENCE_NANOS,
                TIMES_SLOW * answers.percentile(percentile).toNanos());
    }

    /** Returns whether a request that was cut off would never have been answered. */
    boolean isUnanswered(NamedSeries name, long waitedNanos) {
        return stopped
                || waitedNanos >= LONGEST_WAIT_NANOS
                || waitedNanos >= patience.getOrDefault(name, patienceOfAll);
    }

    /** Returns whether an iteration would never have ended; if none has ended yet, it may be a long one. */
    boolean hasStopped(NamedSeries iterations, long ranNanos) {
        return ranNanos >= patience.getOrDefault(iterations, Long.MAX_VALUE);
    }
}
