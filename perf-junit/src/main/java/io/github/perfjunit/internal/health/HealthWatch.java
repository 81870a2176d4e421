// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import com.sun.management.OperatingSystemMXBean;
import io.github.perfjunit.internal.health.LostTime.QueueClock;
import io.github.perfjunit.metrics.LatencySummary;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Measures the load on the generator's machine: processors, garbage collection, and the wake-up delay of a thread that
 * only sleeps for 10 ms (the idea of jHiccup).
 */
public final class HealthWatch implements AutoCloseable {

    private static final long NAP_NANOS = 10_000_000;

    /** Share of a sample's time, in percent, above which pauses of the collector are time lost, however short each was. */
    private static final double MOST_GC_PERCENT = 10;

    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(HealthWatch::stopsTheWorld)
            .toList();
    private final LatencySummary.Builder hiccups = new LatencySummary.Builder();
    private final Thread napper;
    private volatile boolean measuring;
    private volatile boolean closed;
    private long gcBefore = gcMillis();
    private long gcMillis;
    private long gcLongest;
    private final ProcessorWatch processors = new ProcessorWatch(processors(), System::nanoTime);
    private volatile @Nullable LostTime lost;
    private double lostMillis;
    private long sampled = System.nanoTime();

    /** Starts watching. */
    public HealthWatch() {
        napper = new Thread(this::nap, "perf-hiccup-watch");
        napper.setDaemon(true);
        napper.start();
    }

    /** Concurrent cycles are reported as separate collectors and do not stop the JVM. */
    private static boolean stopsTheWorld(GarbageCollectorMXBean collector) {
        String name = collector.getName();
        return !name.contains("Concurrent") && !name.contains("Cycles");
    }

    private long gcMillis() {
        return collectors.stream()
                .mapToLong(c -> Math.max(0, c.getCollectionTime()))
                .sum();
    }

    private void nap() {
        try (QueueClock clock = LinuxQueueClock.open()) {
            nap(new LostTime(clock));
        }
    }

    private void nap(LostTime lostTime) {
        lost = lostTime;
        while (!closed) {
            long before = System.nanoTime();
            LockSupport.parkNanos(NAP_NANOS);
            long late = System.nanoTime() - before - NAP_NANOS;
            lostTime.napped(late);
            if (measuring) {
                synchronized (hiccups) {
                    hiccups.record(late);
                }
            }
        }
    }

    /**
     * Takes one sample, about once a second.
     *
     * @param inMeasure true if the time since the last sample is measured
     * @return milliseconds for which this JVM did not get to run since the last sample
     */
    public double sample(boolean inMeasure) {
        long gcNow = gcMillis();
        long now = System.nanoTime();
        LostTime lostTime = lost;
        double asleep = lostTime == null ? 0 : lostTime.takeMillis();
        double lostNow = lost(asleep, (double) (gcNow - gcBefore), (now - sampled) / 1e6);
        sampled = now;
        if (inMeasure) {
            gcMillis += gcNow - gcBefore;
            gcLongest = Math.max(gcLongest, gcNow - gcBefore);
            lostMillis += lostNow;
        }
        gcBefore = gcNow;
        measuring = inMeasure;
        processors.read(inMeasure);
        return lostNow;
    }

    /**
     * Returns the time lost: that in which a thread did not wake, or the pauses of the collector, which hold all threads,
     * where they are many. They are not added up, for a long pause is in both.
     */
    static double lost(double asleepMillis, double gcMillis, double ofMillis) {
        return 100 * gcMillis > MOST_GC_PERCENT * ofMillis ? Math.max(asleepMillis, gcMillis) : asleepMillis;
    }

    private static ProcessorWatch.Processors processors() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            return new ProcessorWatch.Processors() {
                @Override
                public double ofMachine() {
                    return system.getCpuLoad();
                }

                @Override
                public double ofProcess() {
                    return system.getProcessCpuLoad();
                }
            };
        }
        return new ProcessorWatch.Processors() {
            @Override
            public double ofMachine() {
                return -1;
            }

            @Override
            public double ofProcess() {
                return -1;
            }
        };
    }

    /** Returns the mean load of all processors, from 0 to 1; negative if it is not known. */
    public double machineCpu() {
        return processors.machine();
    }

    /** Returns the mean share of all processors that this JVM used, from 0 to 1; negative if it is not known. */
    public double processCpu() {
        return processors.process();
    }

    /** Returns the milliseconds of the measured time for which this JVM did not get to run. */
    public double lostMillis() {
        return lostMillis;
    }

    /**
     * Returns all milliseconds so far by which a thread that only naps woke late. A busy machine makes up most of them, so
     * they judge no load; what seems to stand still meanwhile may only not have been seen. Called by any thread.
     */
    public double lateMillis() {
        LostTime lostTime = lost;
        return lostTime == null ? 0 : lostTime.lateMillis();
    }

    public long gcTotalMillis() {
        return gcMillis;
    }

    public long gcLongestMillis() {
        return gcLongest;
    }

    public LatencySummary hiccups() {
        synchronized (hiccups) {
            return hiccups.copy();
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(napper);
    }
}
