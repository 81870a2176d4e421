// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.report.Blocking;
import io.github.perfjunit.jdbc.report.LockCycle;
import io.github.perfjunit.jdbc.report.SessionCount;
import io.github.perfjunit.jdbc.report.SessionSamples;
import io.github.perfjunit.jdbc.report.WaitEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds up the looks at the sessions. Its memory is bounded by the number of different statements it keeps. */
final class SessionLog {

    static final int CROWD = 3;

    private static final int MOST_KEPT = 200;
    private static final int MOST_SHOWN = 20;

    private final Map<Wait, Long> waits = new HashMap<>();
    private final Map<String, SampledCount> states = new LinkedHashMap<>();
    private final Map<Pair, Queue> queues = new HashMap<>();
    private final Map<List<String>, Integer> circles = new HashMap<>();
    private final SampledCount active = new SampledCount();
    private int samples;
    private double costMillis;
    private boolean ownSeen;
    private int ofOthers;

    private record Wait(String type, String event) {}

    private record Pair(String waiting, String blocker, String state) {}

    private static final class SampledCount {

        private long sum;
        private int most;

        void add(int count) {
            sum += count;
            most = Math.max(most, count);
        }
    }

    private static final class Queue {

        private int seen;
        private int crowded;
        private int most;
        private double longestMillis;

        void add(int length, double waitedMillis) {
            seen++;
            crowded += length >= CROWD ? 1 : 0;
            most = Math.max(most, length);
            longestMillis = Math.max(longestMillis, waitedMillis);
        }
    }

    synchronized void add(List<Backend> backends, double tookMillis) {
        add(backends, tookMillis, Set.of());
    }

    /**
     * Adds a look. Once a session of the load was among those seen, only who waited for one of these, or was waited for by
     * one, is added up: strangers in the same database may wait for each other as they like.
     *
     * @param own sessions of the load
     */
    synchronized void add(List<Backend> backends, double tookMillis, Set<Long> own) {
        ownSeen |= backends.stream().anyMatch(backend -> own.contains(backend.id()));
        samples++;
        costMillis += tookMillis;
        active.add((int) backends.stream().filter(Backend::active).count());
        countStates(backends);
        for (Backend backend : backends) {
            if (backend.active()) {
                String type = backend.waitType().isEmpty() ? "CPU" : backend.waitType();
                waits.merge(new Wait(type, backend.waitEvent()), 1L, Long::sum);
            }
        }
        WaitGraph graph = new WaitGraph(backends);
        boolean others = false;
        for (Map.Entry<Long, List<Backend>> queue : graph.queues().entrySet()) {
            if (isOwn(own, queue.getKey()) || queue.getValue().stream().anyMatch(backend -> isOwn(own, backend.id()))) {
                addQueue(graph.backend(queue.getKey()), queue.getValue());
            } else {
                others = true;
            }
        }
        for (Set<Long> circle : graph.circles()) {
            if (circle.stream().anyMatch(id -> isOwn(own, id))) {
                addCircle(graph.statements(circle));
            } else {
                others = true;
            }
        }
        ofOthers += others ? 1 : 0;
    }

    private boolean isOwn(Set<Long> own, long id) {
        return !ownSeen || own.contains(id);
    }

    private void addCircle(List<String> circle) {
        if (circles.size() < MOST_KEPT || circles.containsKey(circle)) {
            circles.merge(circle, 1, Integer::sum);
        }
    }

    /** Returns in how many looks sessions waited for each other that are not of the load; they are in no other figure. */
    synchronized int ofOthers() {
        return ofOthers;
    }

    private void countStates(List<Backend> backends) {
        Map<String, Integer> counts = new HashMap<>();
        backends.forEach(backend -> counts.merge(backend.state(), 1, Integer::sum));
        counts.forEach((state, count) ->
                states.computeIfAbsent(state, any -> new SampledCount()).add(count));
    }

    private void addQueue(Backend head, List<Backend> queue) {
        Map<String, Double> longest = new HashMap<>();
        queue.forEach(waiting -> longest.merge(waiting.statement(), waiting.runningMillis(), Math::max));
        longest.forEach((statement, millis) -> {
            Pair pair = new Pair(statement, head.statement(), head.state());
            if (queues.size() < MOST_KEPT || queues.containsKey(pair)) {
                queues.computeIfAbsent(pair, any -> new Queue()).add(queue.size(), millis);
            }
        });
    }

    synchronized SessionSamples result() {
        return new SessionSamples(
                samples,
                mean(costMillis),
                mean((double) active.sum),
                active.most,
                states.entrySet().stream()
                        .map(state -> new SessionCount(
                                state.getKey(), mean((double) state.getValue().sum), state.getValue().most))
                        .toList(),
                waitEvents(),
                blockings(),
                circles.entrySet().stream()
                        .map(circle -> new LockCycle(circle.getKey(), circle.getValue()))
                        .sorted(Comparator.comparingInt(LockCycle::seen).reversed())
                        .limit(MOST_SHOWN)
                        .toList(),
                ownSeen);
    }

    private List<WaitEvent> waitEvents() {
        List<WaitEvent> events = new ArrayList<>();
        waits.forEach(
                (wait, seen) -> events.add(new WaitEvent(wait.type(), wait.event(), seen, (double) seen / active.sum)));
        events.sort(Comparator.comparingLong(WaitEvent::seen).reversed().thenComparing(WaitEvent::event));
        return events;
    }

    private List<Blocking> blockings() {
        List<Blocking> blockings = new ArrayList<>();
        queues.forEach((pair, queue) -> blockings.add(new Blocking(
                pair.waiting(),
                pair.blocker(),
                pair.state(),
                queue.seen,
                queue.crowded,
                queue.most,
                queue.longestMillis)));
        blockings.sort(Comparator.comparingInt(Blocking::seen).reversed().thenComparing(Blocking::waiting));
        return blockings.stream().limit(MOST_SHOWN).toList();
    }

    private double mean(double sum) {
        return samples == 0 ? 0 : sum / samples;
    }
}
