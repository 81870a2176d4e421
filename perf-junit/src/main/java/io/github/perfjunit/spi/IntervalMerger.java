// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.Series;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Adds up the intervals of several workers second by second, for {@link LoadJob#intervals()}.
 *
 * <p>A second is passed on once every worker has reported it, a later one, or its end; so the whole comes in order of
 * time, without gaps, and nothing is lost or counted twice. An interval of a worker that was held up is longer than a
 * second, and then so is the whole. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class IntervalMerger {

    private static final long SECOND = 1_000;

    private final List<Worker> workers = new ArrayList<>();
    private final Consumer<Interval> whole;
    private long passedOnMillis;

    /**
     * Begins before the first second.
     *
     * @param workers how many there are
     * @param whole gets each interval of the whole load
     */
    public IntervalMerger(int workers, Consumer<Interval> whole) {
        for (int i = 0; i < workers; i++) {
            this.workers.add(new Worker());
        }
        this.whole = whole;
    }

    /**
     * Takes the next interval of a worker.
     *
     * @param worker index of the worker, from 0
     * @param interval its report, with times from the start of its share
     */
    public void add(int worker, Interval interval) {
        workers.get(worker).waiting.add(interval);
        passOn();
    }

    /**
     * Notes that a worker will report no more.
     *
     * @param worker index of the worker, from 0
     */
    public void end(int worker) {
        workers.get(worker).ended = true;
        passOn();
    }

    private void passOn() {
        while (workers.stream().anyMatch(w -> !w.waiting.isEmpty())) {
            long until = boundary();
            if (until < 0) {
                return;
            }
            passOn(until);
        }
    }

    /** Returns the second before which no interval reaches over the boundary; below zero if it is not known yet. */
    private long boundary() {
        long until = workers.stream()
                        .flatMap(w -> w.waiting.stream().limit(1))
                        .mapToLong(IntervalMerger::firstSecond)
                        .min()
                        .orElseThrow()
                + 1;
        long before;
        do {
            before = until;
            for (Worker worker : workers) {
                for (Interval interval : worker.waiting) {
                    if (firstSecond(interval) < until) {
                        until = Math.max(until, secondAfter(interval));
                    }
                }
            }
        } while (until > before);
        long reached = until;
        return workers.stream().allMatch(w -> w.hasReached(reached)) ? until : -1;
    }

    private void passOn(long until) {
        List<Series> series = new ArrayList<>();
        List<Phase> phases = new ArrayList<>();
        Map<String, ScenarioInterval> scenarios = new LinkedHashMap<>();
        double lost = 0;
        long to = passedOnMillis;
        for (Worker worker : workers) {
            Map<String, ScenarioInterval> own = new LinkedHashMap<>();
            Interval taken = null;
            double ownLost = 0;
            while (!worker.waiting.isEmpty() && firstSecond(worker.waiting.getFirst()) < until) {
                taken = worker.waiting.removeFirst();
                series.addAll(taken.series());
                taken.scenarios().forEach(s -> own.merge(s.name(), s, ScenarioInterval::then));
                ownLost += taken.lostMillis();
                to = Math.max(to, taken.toMillis());
            }
            if (taken != null) {
                phases.add(taken.phase());
            }
            own.forEach((name, s) -> scenarios.merge(name, s, ScenarioInterval::plus));
            lost = Math.max(lost, ownLost);
        }
        whole.accept(new Interval(
                passedOnMillis, to, phase(phases), Series.merge(series), List.copyOf(scenarios.values()), lost));
        passedOnMillis = to;
    }

    private static Phase phase(List<Phase> phases) {
        return phases.contains(Phase.MEASURE)
                ? Phase.MEASURE
                : phases.stream()
                        .filter(phase -> phase != Phase.GRACE)
                        .findFirst()
                        .orElse(Phase.GRACE);
    }

    private static long firstSecond(Interval interval) {
        return interval.fromMillis() / SECOND;
    }

    /** The last interval of a load ends within a second, all others at the end of one or a little later. */
    private static long secondAfter(Interval interval) {
        return Math.max(firstSecond(interval) + 1, interval.toMillis() / SECOND);
    }

    private static final class Worker {

        private final Deque<Interval> waiting = new ArrayDeque<>();
        private boolean ended;

        boolean hasReached(long second) {
            return ended || (!waiting.isEmpty() && secondAfter(waiting.getLast()) >= second);
        }
    }
}
