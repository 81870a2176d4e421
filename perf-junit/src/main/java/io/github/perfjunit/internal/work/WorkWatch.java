// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.work;

import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.metrics.WorkReport;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads, beside a load, how far its iterations and the work they make have come, both at the same moment. The difference
 * of two readings is therefore right wherever they lie, but for the iterations that are under way in them.
 *
 * <p>Counted is from the beginning of the measured time until the users ramp down, or have ended.
 */
public final class WorkWatch implements AutoCloseable {

    private static final long SLEEP_BEFORE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_TRIES = 10;
    private static final long LONGEST_JOIN_MILLIS = 2_000;

    private final Supplier<WorkReading.Progress> progress;
    private final Supplier<Map<Work, Double>> recorded;
    private final Allocations allocations;
    private final WorkTrack track = new WorkTrack();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "perf-work-watch");
    private LongFunction<Phase> phases = nanos -> Phase.GRACE;
    private LongSupplier measuredFrom = System::nanoTime;
    private @Nullable WorkReading first;
    private @Nullable WorkReading from;
    private @Nullable WorkReading to;

    /**
     * Prepares a watch.
     *
     * @param allocations those of this JVM
     * @param progress the iterations so far
     * @param recorded the work that clients recorded so far
     */
    public WorkWatch(
            Allocations allocations, Supplier<WorkReading.Progress> progress, Supplier<Map<Work, Double>> recorded) {
        this.allocations = allocations;
        this.progress = progress;
        this.recorded = recorded;
        thread.setDaemon(true);
    }

    /** Takes the reading before the first iteration; called on the thread that keeps the load's clock, before its time runs. */
    public void prepare() {
        allocations.addCaller();
        read();
        allocations.mark();
        first = read();
    }

    /**
     * Begins to watch.
     *
     * @param phaseAt finds the phase of the load at a reading of {@link System#nanoTime()}
     * @param measureStart tells when its measured time begins, as planned
     * @param origin when its time began
     */
    public void begin(LongFunction<Phase> phaseAt, LongSupplier measureStart, long origin) {
        phases = phaseAt;
        measuredFrom = measureStart;
        if (phaseAt.apply(origin) == Phase.MEASURE) {
            from = first;
        }
        thread.start();
    }

    private void watch() {
        try {
            while (!over.await(sleepNanos(), TimeUnit.NANOSECONDS)) {
                look(System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long sleepNanos() {
        if (from != null) {
            return Math.min(track.spacing(), LONGEST_SLEEP_NANOS);
        }
        long left = measuredFrom.getAsLong() - System.nanoTime();
        return left > 0 ? Math.min(left, SLEEP_BEFORE_NANOS) : SLEEP_BEFORE_NANOS;
    }

    private void look(long now) {
        Phase phase = phases.apply(now);
        if (phase == Phase.MEASURE) {
            to = null;
            if (from == null) {
                from = read();
                allocations.mark();
            } else if (track.isDue(now)) {
                track.add(read());
            }
        } else if (phase == Phase.RAMP_DOWN && from != null && to == null) {
            to = read();
        }
    }

    /**
     * Reads iterations and work together. A thread that lost the processor between the two would not; then it reads again.
     */
    private WorkReading read() {
        WorkReading best = readOnce();
        for (int again = 1; again < MOST_TRIES && best.passed() > 1; again++) {
            WorkReading other = readOnce();
            best = other.passed() < best.passed() ? other : best;
        }
        return best;
    }

    private WorkReading readOnce() {
        WorkReading.Progress before = progress.get();
        Map<Work, Double> counts = new EnumMap<>(recorded.get());
        counts.put(Work.ALLOCATED, allocations.ofOthers());
        counts.put(Work.COLLECTIONS, CollectionCount.now());
        long passed = progress.get().ended() - before.ended();
        return new WorkReading(System.nanoTime(), before, passed, counts);
    }

    /**
     * Ends the watch, when no user works any more.
     *
     * @return what was counted; empty if the load was never measured
     */
    public Optional<WorkReport> end() {
        close();
        try {
            thread.join(LONGEST_JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        WorkReading begin = from;
        if (begin == null) {
            return Optional.empty();
        }
        WorkReading last = to == null ? read() : to;
        return Optional.of(new WorkFigures(begin, last, track, allocations).report());
    }

    @Override
    public void close() {
        over.countDown();
    }
}
