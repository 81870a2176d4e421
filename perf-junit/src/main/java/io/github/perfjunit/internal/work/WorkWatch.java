// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.work;

import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.metrics.WorkReport;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
    private static final long LONGEST_JOIN_SECONDS = 10;

    /** How often a source may be read. */
    private enum Pace {
        /** Short enough to cut a load of some milliseconds. */
        HERE(250_000, 10),
        /** A JVM that is asked over a connection has work of its own to do. */
        REMOTE(TimeUnit.MILLISECONDS.toNanos(25), 1);

        private final long firstSpacingNanos;
        private final int mostTries;

        Pace(long firstSpacingNanos, int mostTries) {
            this.firstSpacingNanos = firstSpacingNanos;
            this.mostTries = mostTries;
        }
    }

    private final Supplier<WorkReading.Progress> progress;
    private final WorkSource source;
    private final Pace pace;
    private final WorkTrack track;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "perf-work-watch");
    private LongFunction<Phase> phases = nanos -> Phase.GRACE;
    private LongSupplier measuredFrom = System::nanoTime;
    private @Nullable WorkReading first;
    private volatile @Nullable WorkReading from;
    private volatile @Nullable WorkReading to;
    private volatile boolean measured;

    private WorkWatch(WorkSource source, Supplier<WorkReading.Progress> progress, Pace pace) {
        this.source = source;
        this.progress = progress;
        this.pace = pace;
        this.track = new WorkTrack(pace.firstSpacingNanos);
        thread.setDaemon(true);
    }

    /**
     * Prepares a watch over this JVM, which takes a reading before the first iteration; called on the thread that keeps
     * the load's clock, before its time runs.
     *
     * @param source the work of this JVM
     * @param progress the iterations so far
     */
    public static WorkWatch here(WorkHere source, Supplier<WorkReading.Progress> progress) {
        return new WorkWatch(source, progress, Pace.HERE);
    }

    /**
     * Begins to watch a JVM that is asked over a connection.
     *
     * @param source its work
     * @param progress the iterations so far
     * @param phaseAt finds the phase of the load at a reading of {@link System#nanoTime()}
     * @param measureStart tells when its measured time begins, as planned
     */
    public static WorkWatch remote(
            WorkSource source,
            Supplier<WorkReading.Progress> progress,
            LongFunction<Phase> phaseAt,
            LongSupplier measureStart) {
        WorkWatch watch = new WorkWatch(source, progress, Pace.REMOTE);
        watch.phases = phaseAt;
        watch.measuredFrom = measureStart;
        watch.thread.start();
        return watch;
    }

    /** Takes the reading before the first iteration; called on the thread that keeps the load's clock, before its time runs. */
    public void prepare() {
        if (source instanceof WorkHere here) {
            here.prepare();
        }
        read();
        source.mark();
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
            measured = true;
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
        if (from != null && to == null) {
            to = read();
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
            measured = true;
            to = null;
            if (from == null) {
                from = read();
                source.mark();
            } else if (track.isDue(now)) {
                WorkReading reading = read();
                if (reading != null) {
                    track.add(reading);
                }
            }
        } else if (phase == Phase.RAMP_DOWN && from != null && to == null) {
            to = read();
        }
    }

    /**
     * Reads iterations and work together. A thread that lost the processor between the two would not; then it reads again.
     */
    private @Nullable WorkReading read() {
        WorkReading best = readOnce();
        for (int again = 1; again < pace.mostTries && best != null && best.passed() > 1; again++) {
            WorkReading other = readOnce();
            best = other != null && other.passed() < best.passed() ? other : best;
        }
        return best;
    }

    private @Nullable WorkReading readOnce() {
        WorkReading.Progress before = progress.get();
        AtomicLong after = new AtomicLong();
        Optional<Map<Work, Double>> counts =
                source.counts(() -> after.set(progress.get().ended()));
        long passed = Math.max(after.get(), before.ended()) - before.ended();
        return counts.map(read -> new WorkReading(System.nanoTime(), before, passed, read))
                .orElse(null);
    }

    /**
     * Ends the watch, when no user works any more.
     *
     * @return what was counted; empty if the load was never measured
     */
    public Optional<WorkReport> end() {
        over.countDown();
        boolean ended = false;
        try {
            ended = joined();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        source.end();
        WorkReading begin = from;
        WorkReading last = to;
        if (ended && begin != null && last != null) {
            return Optional.of(new WorkFigures(begin, last, track, source).report());
        }
        String why = source.failure().isEmpty()
                ? "it was not read, because the machine was too busy or the load too short"
                : source.failure();
        return measured ? Optional.of(WorkFigures.missing(source, why)) : Optional.empty();
    }

    private boolean joined() throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(LONGEST_JOIN_SECONDS));
        return !thread.isAlive();
    }

    @Override
    public void close() {
        over.countDown();
        source.close();
    }
}
