// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import io.github.perfjunit.metrics.LatencySummary;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches what the load costs the machine: processors, garbage collection, and how late a thread wakes that has nothing
 * else to do than sleep 10 ms (the idea of jHiccup).
 */
public final class HealthWatch implements AutoCloseable {

    private static final long NAP_NANOS = 10_000_000;

    private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
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
    private double machineSum;
    private double processSum;
    private int samples;

    public HealthWatch() {
        napper = new Thread(this::nap, "perf-hiccup-watch");
        napper.setDaemon(true);
        napper.start();
    }

    /** Concurrent cycles are reported as collectors of their own and stop nothing. */
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
        while (!closed) {
            long before = System.nanoTime();
            LockSupport.parkNanos(NAP_NANOS);
            long late = System.nanoTime() - before - NAP_NANOS;
            if (measuring) {
                synchronized (hiccups) {
                    hiccups.record(late);
                }
            }
        }
    }

    /** Takes one sample, about once a second. */
    public void sample(boolean inMeasure) {
        long gcNow = gcMillis();
        if (measuring && inMeasure) {
            gcMillis += gcNow - gcBefore;
            gcLongest = Math.max(gcLongest, gcNow - gcBefore);
        }
        gcBefore = gcNow;
        measuring = inMeasure;
        if (system instanceof com.sun.management.OperatingSystemMXBean os) {
            double machine = os.getCpuLoad();
            double process = os.getProcessCpuLoad();
            if (inMeasure && machine >= 0 && process >= 0) {
                machineSum += machine;
                processSum += process;
                samples++;
            }
        }
    }

    public double machineCpu() {
        return samples == 0 ? -1 : machineSum / samples;
    }

    public double processCpu() {
        return samples == 0 ? -1 : processSum / samples;
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
