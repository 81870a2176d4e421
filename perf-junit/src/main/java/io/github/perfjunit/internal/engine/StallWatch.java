// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.analysis.HiddenStalls;
import io.github.perfjunit.internal.course.SeenStalls;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Looks every 50 ms whether the target has stopped all users of a scenario in the closed model, where percentiles hide it.
 * It reads what is there for other reasons, so a request costs no more than without it.
 */
final class StallWatch implements AutoCloseable {

    private static final long LONGEST_JOIN_MILLIS = 2_000;

    private final DoubleSupplier late;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "perf-stall-watch");
    private volatile List<StallTrack> tracks = List.of();

    /**
     * Prepares a watch.
     *
     * @param late returns the milliseconds for which threads of this JVM did not get to run
     */
    StallWatch(DoubleSupplier late) {
        this.late = late;
        thread.setDaemon(true);
    }

    /** Begins to watch the runs that may hide stalls; with pacing the intended start holds the wait already. */
    void begin(List<ScenarioRun> runs, long origin) {
        tracks = runs.stream()
                .filter(run -> run.plan.model() instanceof LoadModel.Closed closed && closed.pacing() == null)
                .map(run -> new StallTrack(run.plan.name(), new RunUsers(run), origin))
                .toList();
        if (!tracks.isEmpty()) {
            thread.start();
        }
    }

    private void watch() {
        try {
            while (!over.await(HiddenStalls.SAMPLE.toNanos(), TimeUnit.NANOSECONDS)) {
                long now = System.nanoTime();
                double lateMillis = late.getAsDouble();
                tracks.forEach(track -> track.look(now, lateMillis));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the watch; returns what was seen, nothing if the last look does not end. */
    List<SeenStalls> end() {
        close();
        try {
            thread.join(LONGEST_JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive()
                ? List.of()
                : tracks.stream()
                        .map(StallTrack::seen)
                        .filter(seen -> seen.count() > 0)
                        .toList();
    }

    @Override
    public void close() {
        over.countDown();
    }

    private record RunUsers(ScenarioRun run) implements StallTrack.Users {

        @Override
        public boolean isMeasured(long nanoTime) {
            return run.context.scenarioRecorder().phaseAt(nanoTime) == Phase.MEASURE;
        }

        @Override
        public int active() {
            return run.active.get();
        }

        @Override
        public int waiting(long now, long longestNanos) {
            return run.waiting(now, longestNanos);
        }

        @Override
        public long laterEnd(long nanoTime) {
            return run.context.scenarioRecorder().laterEnd(nanoTime);
        }

        @Override
        public Duration medianLatency() {
            return run.context.scenarioRecorder().medianLatency();
        }
    }
}
