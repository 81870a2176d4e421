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
 * Decides whether a sample that the end of the load cut off was still being worked on, or would never have been answered.
 *
 * <p>It is unanswered if it had waited 30 s, or if its target had stopped answering: no sample of the same name ended for
 * the longer of 1 s and ten times their p99 before the users were interrupted. Where none of that name has ever ended, the
 * sample's own wait is held against ten times the p99 of all requests of the scenario instead. Thread-safe.
 */
final class AnswerWatch {

    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long SHORTEST_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int TIMES_P99 = 10;

    private final Map<NamedSeries, Boolean> silent = new ConcurrentHashMap<>();
    private volatile long patienceNanos = Long.MAX_VALUE;

    /**
     * Looks at what has been answered, right before the users are interrupted.
     *
     * @param now the time
     * @param requests names of requests
     * @param others names of steps and iterations
     * @param okSoFar returns the times of those samples of some series that ended well
     */
    void usersAreInterrupted(
            long now,
            Collection<NamedSeries> requests,
            Collection<NamedSeries> others,
            Function<Collection<Integer>, LatencySummary> okSoFar) {
        List<Integer> all = requests.stream().map(NamedSeries::number).toList();
        patienceNanos = patience(okSoFar.apply(all));
        for (Collection<NamedSeries> names : List.of(requests, others)) {
            for (NamedSeries name : names) {
                if (name.hasEnded()) {
                    silent.put(name, name.silence(now) >= patience(okSoFar.apply(List.of(name.number()))));
                }
            }
        }
    }

    private static long patience(LatencySummary answers) {
        return Math.max(
                SHORTEST_SILENCE_NANOS, TIMES_P99 * answers.percentile(99).toNanos());
    }

    /** Tells whether a request that was cut off would never have been answered. */
    boolean isUnanswered(NamedSeries name, long waitedNanos) {
        return waitedNanos >= LONGEST_WAIT_NANOS || silent.getOrDefault(name, waitedNanos >= patienceNanos);
    }

    /** Tells whether an iteration would never have ended; one of which none has ended yet may be a long one. */
    boolean hasStopped(NamedSeries iterations) {
        return silent.getOrDefault(iterations, false);
    }
}
