// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Samples a JVM. Loses its connection after a failure, and makes a new one for the next sample. */
final class JvmMonitor implements WatchedJvm {

    /** How a JVM is reached. */
    interface Access {

        /** Connects. */
        JvmBeans open() throws IOException;

        /** Ends the connection, if there is one. */
        void close();
    }

    private static final double MIB = 1 << 20;

    private final String name;
    private final Access access;
    private final LongSupplier clock;
    private @Nullable JvmBeans beans;
    private Differences paused = new Differences();
    private Differences cpu = new Differences();
    private long old;
    private long oldCollections;

    JvmMonitor(String name, Access access, LongSupplier clock) {
        this.name = name;
        this.access = access;
        this.clock = clock;
    }

    /** The JVMs that have the users are others than this one, and a JVM that is watched from afar is one for all. */
    @Override
    public boolean inWorkers() {
        return access == Monitors.THIS_JVM;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void sample(Gauges gauges) {
        try {
            sample(connected(), gauges);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) { // what a proxy throws of a lost connection
            close();
            throw e;
        }
    }

    @Override
    public synchronized void collect() throws IOException {
        try {
            connected().collect();
        } catch (RuntimeException e) { // what a proxy throws of a lost connection
            close();
            throw new IOException(e);
        }
    }

    @Override
    public synchronized Map<String, Long> classHistogram() throws IOException {
        try {
            return connected().classHistogram();
        } catch (RuntimeException e) {
            close();
            throw new IOException(e);
        }
    }

    private JvmBeans connected() throws IOException {
        JvmBeans known = beans;
        if (known == null) {
            known = access.open();
            beans = known;
            paused = new Differences();
            cpu = new Differences();
            old = known.heapAfterOldCollection();
        }
        return known;
    }

    private void sample(JvmBeans jvm, Gauges gauges) throws IOException {
        long now = clock.getAsLong();
        double processors = jvm.processors();
        give(gauges, JvmGauge.HEAP_USED, jvm.heapUsed() / MIB);
        long left = jvm.heapAfterOldCollection();
        if (left != old) {
            old = left;
            oldCollections++;
        }
        give(gauges, JvmGauge.HEAP_LIVE, left > 0 ? left / MIB : Double.NaN);
        give(gauges, JvmGauge.OLD_COLLECTIONS, (double) oldCollections);
        give(gauges, JvmGauge.GC_TIME, 100 * paused.perNano(jvm.pausedMillis() * 1e6, now));
        give(gauges, JvmGauge.THREADS, jvm.threads());
        give(gauges, JvmGauge.DESCRIPTORS, jvm.descriptors());
        give(gauges, JvmGauge.CPU, 100 * cpu.perNano(jvm.cpuNanos(), now) / processors);
    }

    private void give(Gauges gauges, JvmGauge gauge, double value) {
        gauges.gauge(gauge.of(name), gauge.unit(), value);
    }

    @Override
    public synchronized void close() {
        beans = null;
        access.close();
    }
}
