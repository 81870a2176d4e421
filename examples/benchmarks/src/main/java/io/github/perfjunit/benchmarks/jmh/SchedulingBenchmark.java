// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.jmh;

import io.github.perfjunit.internal.schedule.Arrival;
import io.github.perfjunit.internal.schedule.ArrivalSchedule;
import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs a user of an open model to claim its next arrival, alone and among as many users as there are CPUs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class SchedulingBenchmark {

    /** How arrivals are spread. */
    @Param({"EVEN", "POISSON"})
    public Arrivals arrivals;

    private ArrivalSchedule.Cursor cursor;

    /** Lays out a ramp and a level that no benchmark comes to the end of. */
    @Setup
    public void open() {
        List<Segment> segments = List.of(
                new Segment(Duration.ofSeconds(10), 0, 1e6, Phase.RAMP_UP),
                new Segment(Duration.ofHours(24), 1e6, 1e6, Phase.MEASURE));
        cursor = ArrivalSchedule.of(segments, arrivals, 1).cursor(WorkerShare.WHOLE);
    }

    /**
     * Claims an arrival by one thread.
     *
     * @return the arrival
     */
    @Benchmark
    @Threads(1)
    public Arrival nextByOneThread() {
        return cursor.next();
    }

    /**
     * Claims an arrival by all threads.
     *
     * @return the arrival
     */
    @Benchmark
    @Threads(Threads.MAX)
    public Arrival nextByAllThreads() {
        return cursor.next();
    }
}
