// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import org.apiguardian.api.API;

/**
 * The gauges of a JVM, by {@link Monitors#jvm()} and {@link Monitors#jmx(String, String)}. Each is named by the monitor and the
 * text of this constant, such as {@code jvm.heap.used}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum JvmGauge {
    /** Heap in use, in MiB; a saw-tooth that says little about growth. */
    HEAP_USED("heap.used", "MiB"),
    /**
     * What the latest collection of the old generation left in it, in MiB; it has a value from the first such collection
     * on, and keeps it until the next one, which {@link #OLD_COLLECTIONS} tells.
     *
     * <p>Of G1 it is what a full or mixed collection left in {@code G1 Old Gen}, of other collectors what a collection left
     * in their old or only generation ({@link java.lang.management.MemoryPoolMXBean#getCollectionUsage()}).
     */
    HEAP_LIVE("heap.live", "MiB"),
    /** How many collections of the old generation have been seen since the monitor began; of two within a second, one. */
    OLD_COLLECTIONS("gc.old", ""),
    /** Share of the time in which a garbage collector stopped the JVM, since the sample before. */
    GC_TIME("gc.time", "%"),
    /** Live threads; virtual threads do not count. */
    THREADS("threads", ""),
    /** Open file descriptors; without a value on Windows. */
    DESCRIPTORS("descriptors", ""),
    /** Processor time of the JVM as a share of all processors it may use, since the sample before. */
    CPU("cpu", "%");

    private final String text;
    private final String unit;

    JvmGauge(String text, String unit) {
        this.text = text;
        this.unit = unit;
    }

    /**
     * Returns the name of the gauge.
     *
     * @param monitor name of the monitor, such as {@code jvm}
     * @return such as {@code jvm.heap.used}
     */
    public String of(String monitor) {
        return monitor + "." + text;
    }

    /**
     * Returns whether a gauge has this meaning.
     *
     * @param gauge name of a gauge, such as {@code orders.heap.used}
     * @return true if it ends as gauges of this kind do
     */
    public boolean isMeantBy(String gauge) {
        return gauge.endsWith("." + text);
    }

    String unit() {
        return unit;
    }
}
