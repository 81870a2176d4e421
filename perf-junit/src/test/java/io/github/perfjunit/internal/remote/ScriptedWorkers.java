// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.spi.RemoteWorkers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Workers that leave the messages they are told to. */
final class ScriptedWorkers implements RemoteWorkers {

    final List<String> calls = new ArrayList<>();
    final @Nullable String[] ended;
    private final MemoryStore store;
    private final Outbox[] outboxes;
    private final Map<Integer, String> logs = new TreeMap<>();

    ScriptedWorkers(int count, MemoryStore store) {
        this.store = store;
        this.ended = new String[count];
        this.outboxes = new Outbox[count];
        Arrays.setAll(outboxes, worker -> new Outbox(store, worker));
    }

    void ready(int worker, LoadPlan plan) throws IOException {
        ready(worker, plan, Library.version());
    }

    void ready(int worker, LoadPlan plan, String version) throws IOException {
        store.put(
                Keys.ready(worker),
                Wire.record(new ReadyMessage(
                        Library.PROTOCOL, version, PlanText.of(plan), 7L * worker, "host-" + worker, 100L + worker)));
    }

    void lives(int worker, int sign) throws IOException {
        store.put(Keys.alive(worker), Wire.plain("sign " + sign));
    }

    void sends(int worker, LoadData soFar, long startDelayMillis, Interval... intervals) throws IOException {
        store.put(Keys.total(worker), Wire.packed(soFar.encode()));
        for (Interval interval : intervals) {
            outboxes[worker].add(interval);
        }
        outboxes[worker].seal(startDelayMillis);
        outboxes[worker].send();
    }

    void samples(int worker, SampleMessage sample) throws IOException {
        outboxes[worker].add(sample);
        outboxes[worker].seal(3);
        outboxes[worker].send();
    }

    void done(int worker, String... notes) throws IOException {
        store.put(
                Keys.done(worker),
                Wire.record(new DoneMessage(
                        "", outboxes[worker].sent(), outboxes[worker].counts(), 3, List.of(notes), List.of())));
        ended[worker] = "exit code 0";
    }

    void log(int worker, String log) {
        logs.put(worker, log);
    }

    @Override
    public int count() {
        return ended.length;
    }

    @Override
    public void start() {
        calls.add("start");
    }

    @Override
    public @Nullable String ended(int worker) {
        return ended[worker];
    }

    @Override
    public String log(int worker) {
        return logs.getOrDefault(worker, "");
    }

    @Override
    public void end(int worker) {
        calls.add("end " + worker);
    }

    @Override
    public Map<String, String> facts(int worker) {
        return Map.of("task", "task-" + worker);
    }
}
