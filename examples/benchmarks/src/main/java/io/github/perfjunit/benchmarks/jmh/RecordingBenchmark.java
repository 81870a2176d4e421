// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.jmh;

import io.github.perfjunit.internal.metrics.SampleRecorder;
import io.github.perfjunit.internal.metrics.SeriesNames;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.SeriesKind;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to record one sample: {@code step} is the whole of {@code user.step} with an empty task, two readings of
 * the clock included; the others are given a time. Everything is read once a second meanwhile, as in a load.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public abstract class RecordingBenchmark {

    /** One thread. */
    @Threads(1)
    public static class ByOneThread extends RecordingBenchmark {}

    /** Four threads. */
    @Threads(4)
    public static class ByFourThreads extends RecordingBenchmark {}

    /** As many threads as there are CPUs. */
    @Threads(Threads.MAX)
    public static class ByAllThreads extends RecordingBenchmark {}

    /** The recorders, one of each kind for all threads. */
    @State(Scope.Benchmark)
    public static class Recorders {

        private final SeriesNames names = new SeriesNames();
        private final int series = names.number("scenario", "GET /", SeriesKind.REQUEST);
        private final SampleRecorder samples = new SampleRecorder(names);
        private final Recorder shared = new Recorder(TimeUnit.HOURS.toNanos(1), 3);
        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        private final Timer timer = Timer.builder("timer").register(registry);
        private final Timer percentiles =
                Timer.builder("percentiles").publishPercentiles(0.5, 0.99).register(registry);
        private final AtomicInteger lanes = new AtomicInteger();
        private volatile boolean over;
        private Thread reader;

        /** Starts reading. */
        @Setup
        public void read() {
            reader = new Thread(this::readEverySecond, "reader");
            reader.setDaemon(true);
            reader.start();
        }

        private void readEverySecond() {
            Histogram interval = null;
            long next = System.nanoTime();
            while (!over) {
                next += TimeUnit.SECONDS.toNanos(1);
                samples.takeInterval();
                interval = shared.getIntervalHistogram(interval);
                while (!over && System.nanoTime() - next < 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                }
            }
        }

        /**
         * Ends reading.
         *
         * @throws InterruptedException if JMH gives up
         */
        @TearDown
        public void end() throws InterruptedException {
            over = true;
            reader.join();
            registry.close();
        }
    }

    /** What belongs to one thread. */
    @State(Scope.Thread)
    public static class Lane {

        private final long[] nanos =
                new Random(1).longs(1024, 100_000, 50_000_000).toArray();
        private int lane;
        private int at;

        /**
         * Takes a number of its own.
         *
         * @param recorders what counts threads
         */
        @Setup
        public void number(Recorders recorders) {
            lane = recorders.lanes.getAndIncrement();
        }

        private long next() {
            at = (at + 1) & 1023;
            return nanos[at];
        }
    }

    /** What belongs to one user of a load. */
    @State(Scope.Thread)
    public static class OneUser {

        private VirtualUser user;

        /**
         * Takes a user.
         *
         * @param users users of a load
         * @throws InterruptedException if JMH gives up
         */
        @Setup
        public void take(HeldUsers users) throws InterruptedException {
            user = users.take();
        }
    }

    /**
     * The whole of a step.
     *
     * @param one a user
     * @throws Exception never
     */
    @Benchmark
    public void step(OneUser one) throws Exception {
        one.user.step("nothing", () -> {});
    }

    /**
     * Our recorder: counts, response and service time, bytes.
     *
     * @param recorders the recorders
     * @param lane the thread
     */
    @Benchmark
    public void record(Recorders recorders, Lane lane) {
        long nanos = lane.next();
        recorders.samples.record(
                lane.lane, recorders.series, Phase.MEASURE, Phase.MEASURE, Outcome.OK, false, nanos, nanos, 100, 300);
    }

    /**
     * HdrHistogram's recorder, shared by all threads: one time alone.
     *
     * @param recorders the recorders
     * @param lane the thread
     */
    @Benchmark
    public void hdrRecorder(Recorders recorders, Lane lane) {
        recorders.shared.recordValue(lane.next());
    }

    /**
     * Micrometer's timer without percentiles: count, sum and maximum.
     *
     * @param recorders the recorders
     * @param lane the thread
     */
    @Benchmark
    public void micrometerTimer(Recorders recorders, Lane lane) {
        recorders.timer.record(lane.next(), TimeUnit.NANOSECONDS);
    }

    /**
     * The same with percentiles.
     *
     * @param recorders the recorders
     * @param lane the thread
     */
    @Benchmark
    public void micrometerPercentiles(Recorders recorders, Lane lane) {
        recorders.percentiles.record(lane.next(), TimeUnit.NANOSECONDS);
    }
}
