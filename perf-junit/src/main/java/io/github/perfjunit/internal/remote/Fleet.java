// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.PrintableText;
import io.github.perfjunit.spi.RemoteSettings;
import io.github.perfjunit.spi.RemoteWorkers;
import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All workers of a load as their controller sees them. */
final class Fleet {

    private static final int LONGEST_LOG = 4_000;
    private static final int LONGEST_LINE = 300;

    private final RunStore store;
    private final RemoteWorkers workers;
    private final RemoteSettings settings;
    private final RoadClock clock;
    private final List<WorkerState> all = new ArrayList<>();
    private final List<String> news = new ArrayList<>();
    private long listenedAt;

    Fleet(RunStore store, RemoteWorkers workers, RemoteSettings settings, RoadClock clock) {
        this.store = store;
        this.workers = workers;
        this.settings = settings;
        this.clock = clock;
        for (int i = 0; i < workers.count(); i++) {
            all.add(new WorkerState(i, new Silence(settings.silence().toMillis(), clock.nanos())));
        }
    }

    int count() {
        return all.size();
    }

    List<WorkerState> all() {
        return all;
    }

    /** Returns the worker with a number; null if there is none. */
    @Nullable
    WorkerState worker(int number) {
        return number < 0 || number >= all.size() ? null : all.get(number);
    }

    void ready(WorkerState worker, ReadyMessage message) {
        worker.ready = message;
        worker.silence.restart(clock.nanos());
    }

    /** Returns in words why a worker that is not ready never will be; null if it may. */
    @Nullable
    String failureBeforeStart(WorkerState worker) throws IOException {
        String ended = workers.ended(worker.number); // asked first: what ended has written all it has
        DoneMessage done = done(worker);
        if (done != null) {
            return worker.name(count()) + " failed before the load: " + done.failure();
        }
        return ended == null ? null : worker.name(count()) + " ended before it was ready: " + ended + log(worker);
    }

    private @Nullable DoneMessage done(WorkerState worker) throws IOException {
        byte[] bytes = store.get(Keys.done(worker.number));
        return bytes == null ? null : Wire.record(bytes, DoneMessage.class);
    }

    /**
     * Looks for messages and ends of all workers.
     *
     * @return sentences about those that were lost since the last look
     */
    List<String> look(Arrivals arrivals) throws IOException {
        Map<WorkerState, String> ended = new TreeMap<>((a, b) -> Integer.compare(a.number, b.number));
        for (WorkerState worker : running()) {
            String how = workers.ended(worker.number); // asked first: what ended has written all it has
            if (how != null) {
                ended.put(worker, how);
            }
        }
        for (String key : store.list(Keys.DONE)) {
            WorkerState worker = worker(Keys.worker(key));
            if (worker != null && !worker.over && worker.done == null) {
                worker.done = done(worker);
            }
        }
        arrivals.look();
        listen();
        for (WorkerState worker : running()) {
            settle(worker, ended.get(worker), arrivals);
        }
        List<String> lost = List.copyOf(news);
        news.clear();
        return lost;
    }

    private void settle(WorkerState worker, @Nullable String ended, Arrivals arrivals) throws IOException {
        DoneMessage done = worker.done;
        if (done != null && !done.failure().isEmpty()) {
            lose(worker, done.failure().lines().findFirst().orElse(""));
            worker.log = indented(done.failure());
        } else if (done != null) {
            String wrong = Declared.difference(worker, done);
            if (wrong != null) {
                lose(worker, wrong);
            }
            worker.startDelayMillis = done.startDelayMillis();
        } else if (ended != null) {
            lose(worker, ended);
        } else if (worker.silence.isOver()) {
            workers.end(worker.number);
            lose(worker, "it has given no sign of life for " + FigureFormat.duration(settings.silence()) + log(worker));
        } else {
            return;
        }
        if (worker.isLost() && worker.log.isEmpty()) {
            worker.log = log(worker);
        }
        worker.over = true;
        arrivals.end(worker);
    }

    private void listen() {
        long beat = WorkerRoad.beatMillis(settings.silence().toMillis());
        if (TimeUnit.NANOSECONDS.toMillis(clock.nanos() - listenedAt) < beat) {
            return;
        }
        listenedAt = clock.nanos();
        for (WorkerState worker : running()) {
            try {
                byte[] alive = store.get(Keys.alive(worker.number));
                worker.silence.read(alive == null ? null : Wire.plain(alive), clock.nanos());
            } catch (IOException e) {
                worker.silence.unreadable();
            }
        }
    }

    /** Notes that a worker's share is not whole. */
    void lose(WorkerState worker, String reason) {
        if (!worker.isLost()) {
            worker.lost = reason;
            news.add(worker.name(count()) + " was lost " + FigureFormat.millis((double) worker.reachedMillis)
                    + " after the start: " + reason);
        }
    }

    /** Takes all that still run for lost. */
    void giveUp(String reason) {
        for (WorkerState worker : running()) {
            workers.end(worker.number);
            lose(worker, reason);
        }
    }

    private List<WorkerState> running() {
        return all.stream().filter(worker -> !worker.over).toList();
    }

    boolean isOver() {
        return running().isEmpty();
    }

    double lostShare() {
        return (double) all.stream().filter(WorkerState::isLost).count() / all.size();
    }

    /** Returns the end of a worker's log for a message; empty if there is none. */
    String log(WorkerState worker) {
        String log;
        try {
            log = workers.log(worker.number).strip();
        } catch (IOException e) {
            log = "its log cannot be read: " + e.getMessage();
        }
        return log.isEmpty() ? "" : indented(log);
    }

    private static String indented(String log) {
        String tail = log.length() <= LONGEST_LOG ? log : "..." + log.substring(log.length() - LONGEST_LOG);
        return tail.lines()
                .map(line -> "\n  " + PrintableText.oneLine(line, LONGEST_LINE))
                .collect(Collectors.joining());
    }

    /** Returns that a worker began later than it may, in words. */
    Optional<String> lateness(WorkerState worker) {
        return worker.startDelayMillis > settings.maxStartDelay().toMillis()
                ? Optional.of("it began " + FigureFormat.millis((double) worker.startDelayMillis)
                        + " after the start, and its share ran as much behind the others")
                : Optional.empty();
    }

    Map<String, String> facts(WorkerState worker) {
        return workers.facts(worker.number);
    }

    /**
     * Looks whether those that sent all have ended by themselves: what their tests do after a load takes its time.
     *
     * @return whether all have
     */
    boolean haveEnded() throws IOException {
        boolean all = true;
        for (WorkerState worker : this.all) {
            if (!worker.hasEnded && !worker.isLost()) {
                worker.hasEnded = workers.ended(worker.number) != null;
                all &= worker.hasEnded;
            }
        }
        return all;
    }

    /** Reads what failed in workers after their load. */
    void readAfterwards() throws IOException {
        for (WorkerState worker : all) {
            byte[] message = store.get(Keys.after(worker.number));
            worker.afterwards = message == null ? "" : PrintableText.oneLine(Wire.plain(message), LONGEST_LINE);
        }
    }

    void endAll() {
        all.forEach(worker -> workers.end(worker.number));
    }
}
