// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** The figures of a JVM as they are now, through its management interface. */
final class JvmBeans {

    /** Collectors that work beside the program and do not stop it. */
    private static final Set<String> BESIDE = Set.of("ZGC Cycles", "ZGC Minor Cycles", "ZGC Major Cycles");

    private static final Set<String> WHOLE_HEAPS = Set.of("ZHeap", "Shenandoah");

    private final MBeanServerConnection connection;
    private final MemoryMXBean memory;
    private final ThreadMXBean threads;
    private final List<GarbageCollectorMXBean> collectors;
    private final @Nullable MemoryPoolMXBean old;
    private final ObjectName system;

    JvmBeans(MBeanServerConnection connection) throws IOException {
        this.connection = connection;
        memory = ManagementFactory.getPlatformMXBean(connection, MemoryMXBean.class);
        threads = ManagementFactory.getPlatformMXBean(connection, ThreadMXBean.class);
        collectors = ManagementFactory.getPlatformMXBeans(connection, GarbageCollectorMXBean.class).stream()
                .filter(bean -> !isBeside(bean.getName()))
                .toList();
        old = ManagementFactory.getPlatformMXBeans(connection, MemoryPoolMXBean.class).stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && isOld(pool.getName()))
                .findFirst()
                .orElse(null);
        system = ManagementFactory.getPlatformMXBean(connection, OperatingSystemMXBean.class)
                .getObjectName();
    }

    /** Recognizes collectors whose time is none in which the program stood still. */
    static boolean isBeside(String collector) {
        return BESIDE.contains(collector) || collector.contains("Concurrent");
    }

    /** Recognizes the pool of what survived, of all collectors of OpenJDK. */
    static boolean isOld(String pool) {
        return pool.contains("Old Gen") || pool.contains("Tenured") || WHOLE_HEAPS.contains(pool);
    }

    long heapUsed() {
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Returns the bytes that the latest collection left in the old generation; zero before the first one. */
    long heapAfterOldCollection() {
        MemoryUsage after = old == null ? null : old.getCollectionUsage();
        return after == null ? 0 : after.getUsed();
    }

    void collect() {
        memory.gc();
    }

    /** Returns the classes with the bytes of their objects after a full collection; empty if this JVM has none. */
    Map<String, Long> classHistogram() throws IOException {
        try {
            Object text = connection.invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
            return ClassHistogram.read(String.valueOf(text));
        } catch (javax.management.JMException e) {
            return Map.of();
        }
    }

    int threads() {
        return threads.getThreadCount();
    }

    long pausedMillis() {
        return collectors.stream()
                .mapToLong(bean -> Math.max(0, bean.getCollectionTime()))
                .sum();
    }

    /** Returns an attribute of the operating system's bean, which differs between systems; NaN if it has none. */
    private double attribute(String name) throws IOException {
        try {
            return connection.getAttribute(system, name) instanceof Number number ? number.doubleValue() : Double.NaN;
        } catch (javax.management.JMException e) {
            return Double.NaN;
        }
    }

    double cpuNanos() throws IOException {
        return attribute("ProcessCpuTime");
    }

    double processors() throws IOException {
        return attribute("AvailableProcessors");
    }

    double descriptors() throws IOException {
        return attribute("OpenFileDescriptorCount");
    }
}
