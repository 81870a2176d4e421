// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.spi.RemoteSettings;
import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Waits until all workers are ready with an equal plan, and then gives the word for the start. */
final class StartBarrier {

    private final RunStore store;
    private final Fleet fleet;
    private final RemoteSettings settings;
    private final RoadClock clock;
    private final Map<String, String> plan;
    private final long since;
    private Instant start = Instant.EPOCH;

    StartBarrier(RunStore store, Fleet fleet, RemoteSettings settings, RoadClock clock, Map<String, String> plan) {
        this.store = store;
        this.fleet = fleet;
        this.settings = settings;
        this.clock = clock;
        this.plan = plan;
        this.since = clock.nanos();
    }

    /**
     * Looks whether all are ready.
     *
     * @param stop returns why the load need not begin, or null
     * @return whether the word was given
     * @throws IllegalStateException if it will never be
     */
    boolean look(Supplier<@Nullable String> stop) throws IOException {
        for (String key : store.list(Keys.READY)) {
            WorkerState worker = fleet.worker(Keys.worker(key));
            byte[] message = worker == null || worker.ready != null ? null : store.get(key);
            if (worker != null && message != null) {
                accept(worker, message);
            }
        }
        List<WorkerState> missing =
                fleet.all().stream().filter(worker -> worker.ready == null).toList();
        if (missing.isEmpty()) {
            begin();
            return true;
        }
        for (WorkerState worker : missing) {
            String failure = fleet.failureBeforeStart(worker);
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
        }
        String reason = stop.get();
        if (reason != null) {
            throw new IllegalStateException(
                    "the load did not begin: " + reason + ", when " + missing(missing) + " not ready");
        }
        if (TimeUnit.NANOSECONDS.toMillis(clock.nanos() - since)
                > settings.readyTimeout().toMillis()) {
            throw new IllegalStateException(missing(missing) + " not ready within "
                    + FigureFormat.duration(settings.readyTimeout())
                    + ": " + missing.stream().map(worker -> worker.number + "").collect(Collectors.joining(", "))
                    + fleet.log(missing.get(0)));
        }
        return false;
    }

    private String missing(List<WorkerState> missing) {
        return missing.size() + " of " + FigureFormat.count(fleet.count(), "worker")
                + (missing.size() == 1 ? " was" : " were");
    }

    private void accept(WorkerState worker, byte[] bytes) {
        ReadyMessage message = Wire.record(bytes, ReadyMessage.class);
        String who = worker.name(fleet.count());
        if (message.protocol() != Library.PROTOCOL || !message.version().equals(Library.version())) {
            throw new IllegalStateException(who + " has perf-junit " + message.version() + " but its controller has "
                    + Library.version() + ": give both the same class path");
        }
        String difference = PlanText.difference(plan, message.plan());
        if (difference != null) {
            throw new IllegalStateException(who + " read another plan: " + difference
                    + ". Hint: what the plan depends on must be a setting, such as ${shop.users}, or the same on every"
                    + " machine");
        }
        fleet.ready(worker, message);
    }

    private void begin() throws IOException {
        long wanted = clock.epochMillis()
                + store.clockOffset().toMillis()
                + settings.startLead().toMillis();
        if (store.putIfAbsent(Keys.START, Wire.plain(Long.toString(wanted)))) {
            start = Instant.ofEpochMilli(wanted);
            return;
        }
        byte[] earlier = store.get(Keys.START);
        if (earlier == null) {
            throw new IOException("the start is there and cannot be read");
        }
        start = Instant.ofEpochMilli(Long.parseLong(Wire.plain(earlier).strip()));
    }

    /** Returns the start, once the word was given. */
    Instant start() {
        return start;
    }
}
