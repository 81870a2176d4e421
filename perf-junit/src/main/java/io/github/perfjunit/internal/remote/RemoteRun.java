// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.load.CourseChange;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.spi.RemoteSettings;
import io.github.perfjunit.spi.RemoteWorkers;
import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The controller's end of the road: has one load run by workers, from its task to its figures. All on the calling thread,
 * but {@link #start()} and {@link #snapshot()} are for any thread.
 */
public final class RemoteRun {

    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** What a test does in a worker after its load has this time. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(30);

    private final RemoteJob job;
    private final RunStore store;
    private final RemoteWorkers workers;
    private final RemoteSettings settings;
    private final RoadClock clock;
    private final Fleet fleet;
    private final Arrivals arrivals;
    private final boolean mayChange;
    private volatile @Nullable Instant start;
    private boolean interrupted;
    private int changesSent;
    private @Nullable StopMessage stop;
    private boolean stopSent;
    private long stoppedAt;
    private long beatAt;
    private long beats;
    private long begunAt;
    private long endedAt;

    /** Prepares the run; nothing is started. */
    public RemoteRun(RemoteJob job, RunStore store, RemoteWorkers workers, RemoteSettings settings) {
        this(job, store, workers, settings, RoadClock.SYSTEM);
    }

    RemoteRun(RemoteJob job, RunStore store, RemoteWorkers workers, RemoteSettings settings, RoadClock clock) {
        this.job = job;
        this.store = store;
        this.workers = workers;
        this.settings = settings;
        this.clock = clock;
        this.fleet = new Fleet(store, workers, settings, clock);
        this.arrivals = new Arrivals(store, fleet, job.intervals(), job.samples());
        this.mayChange = job.plan().scenarios().stream().anyMatch(scenario -> scenario.limits() != null);
    }

    /**
     * Runs the load to its end. An interrupt ends it at once, and is set again.
     *
     * @throws IllegalStateException if it could not begin, or nothing of it is left
     */
    public LoadData run() {
        try {
            prepare();
            StartBarrier barrier = new StartBarrier(store, fleet, settings, clock, PlanText.of(job.plan()));
            begunAt = clock.nanos();
            patiently(() -> barrier.look(this::whyNotBegin));
            start = barrier.start();
            begunAt = clock.nanos();
            patiently(this::follow);
            tellLogs();
            endedAt = clock.nanos();
            patiently(this::haveEnded);
            return new Whole(store, fleet, arrivals).data(stop == null ? "" : stop.reason());
        } finally {
            boolean late = Thread.interrupted();
            fleet.endAll();
            if (interrupted || late) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns the start of the load; empty before it is known. */
    public Optional<Instant> start() {
        return Optional.ofNullable(start);
    }

    /** Returns the figures so far, as the workers last told them; null while there are none. */
    public @Nullable LoadData snapshot() {
        try {
            return start == null ? null : new Whole(store, fleet, arrivals).snapshot();
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Returns what is known of the workers, once the load is over. */
    public WorkersSection section() {
        return WorkersSection.of(fleet);
    }

    private void prepare() {
        Duration send = mayChange && settings.send().compareTo(Duration.ofSeconds(1)) > 0
                ? Duration.ofSeconds(1)
                : settings.send();
        TaskMessage task = new TaskMessage(
                Library.PROTOCOL,
                Library.version(),
                job.test(),
                job.earlier().size(),
                job.earlier().stream().map(LoadData::encode).toList(),
                workers.count(),
                PlanText.of(job.plan()),
                job.settings(),
                settings.look().toMillis(),
                send.toMillis(),
                settings.silence().toMillis(),
                settings.readyTimeout().plus(longest()).toMillis());
        try {
            store.put(Keys.TASK, Wire.record(task));
            beat();
            workers.start();
        } catch (IOException e) {
            throw new IllegalStateException("the workers could not be started: " + e.getMessage(), e);
        }
    }

    /** Returns how long the load may take from the word to its end. */
    private Duration longest() {
        if (!settings.maxDuration().isZero()) {
            return settings.maxDuration();
        }
        return settings.startLead()
                .plus(job.plan().duration())
                .plus(longestGrace())
                .plus(MARGIN);
    }

    private Duration longestGrace() {
        return job.plan().scenarios().stream()
                .map(ScenarioPlan::gracefulStop)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** One look at the store; returns whether it was the last. */
    private interface Look {
        boolean over() throws IOException;
    }

    /** Looks again and again; a store that fails is tried again until it has failed for as long as a silence may last. */
    private void patiently(Look look) {
        long worksAt = clock.nanos();
        while (true) {
            try {
                beatIfDue();
                if (look.over()) {
                    return;
                }
                worksAt = clock.nanos();
            } catch (IOException e) {
                if (millisSince(worksAt) > settings.silence().toMillis()) {
                    throw new IllegalStateException(
                            "the store of the workers' messages has failed for "
                                    + FigureFormat.duration(settings.silence()) + ": " + e.getMessage(),
                            e);
                }
            }
            try {
                clock.sleep(settings.look().toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private void beatIfDue() throws IOException {
        if (millisSince(beatAt) >= WorkerRoad.beatMillis(settings.silence().toMillis())) {
            beat();
        }
    }

    private void beat() throws IOException {
        store.put(Keys.BEAT, Wire.plain(Long.toString(++beats)));
        beatAt = clock.nanos();
    }

    private @Nullable String whyNotBegin() {
        return interrupted ? "interrupted" : job.stopRequested().get();
    }

    private boolean follow() throws IOException {
        sendChanges();
        askWhetherToStop();
        List<String> lost = fleet.look(arrivals);
        for (String each : lost) {
            consider(each);
        }
        sendStop();
        return fleet.isOver();
    }

    private void tellLogs() {
        for (WorkerState worker : fleet.all()) {
            if (!worker.log.isEmpty()) {
                job.console().accept("the last lines of " + worker.name(fleet.count()) + ":" + worker.log);
            }
        }
    }

    private boolean haveEnded() throws IOException {
        boolean over = interrupted || fleet.haveEnded() || millisSince(endedAt) > AFTERWARDS.toMillis();
        if (over) {
            fleet.readAfterwards();
        }
        return over;
    }

    private void sendChanges() throws IOException {
        List<CourseChange> changes = job.changes().get();
        for (; changesSent < changes.size(); changesSent++) {
            store.put(
                    Keys.change(changesSent),
                    Wire.plain(changes.get(changesSent).encode()));
        }
    }

    private void askWhetherToStop() {
        if (interrupted) {
            stop("interrupted", true);
        }
        String reason = job.stopRequested().get();
        if (reason != null) {
            stop(reason, false);
        }
        if (millisSince(begunAt) > longest().toMillis()) {
            stop("it took longer than " + FigureFormat.duration(longest()), true);
        }
        if (stop != null
                && millisSince(stoppedAt)
                        > longestGrace().plus(MARGIN).plus(settings.silence()).toMillis()) {
            fleet.giveUp("it did not end within " + FigureFormat.millis((double) millisSince(stoppedAt))
                    + " of the word to stop");
        }
    }

    /** A word that the load is to end at once comes after one that it is to end. */
    private void stop(String reason, boolean atOnce) {
        StopMessage now = stop;
        if (now == null) {
            stop = new StopMessage(reason, atOnce);
            stoppedAt = clock.nanos();
        } else if (atOnce && !now.atOnce()) {
            stop = new StopMessage(now.reason(), true);
            stopSent = false;
        }
    }

    private void sendStop() throws IOException {
        StopMessage now = stop;
        if (now != null && !stopSent) {
            store.put(Keys.STOP, Wire.record(now));
            stopSent = true;
        }
    }

    private void consider(String lost) {
        boolean tolerated = settings.partialResults() == RemoteSettings.PartialResults.TOLERATE
                && fleet.lostShare() <= settings.maxLostShare();
        if (!tolerated) {
            stop(lost, false);
        }
    }

    private long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(clock.nanos() - nanos);
    }
}
