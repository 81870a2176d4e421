// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a JVM has allocated and how often it collected. What its threads of RMI allocate to answer is taken off, for
 * the more often a load is read, the more that is.
 */
final class JmxWork {

    /** Reaches the beans of a JVM. */
    interface Access {

        /** Connects. */
        MBeanServerConnection connect() throws IOException;

        /** Ends the connection, if there is one. */
        void close();
    }

    private static final List<String> RMI = List.of("RMI ", "JMX ");
    private static final String[] OF_IDS = {long[].class.getName()};

    private final Access access;
    private final Set<Long> known = new HashSet<>();
    private final Map<Long, Long> answering = new HashMap<>();
    private List<ObjectName> collectors = List.of();
    private @Nullable MBeanServerConnection connection;
    private String process = "";
    private String version = "";
    private long endedAnswering;

    JmxWork(Access access) {
        this.access = access;
    }

    synchronized JvmWork read(Runnable counted) throws IOException {
        try {
            return read(connected(), counted);
        } catch (JMException | RuntimeException e) { // the latter is what a lost connection throws
            close();
            throw new IOException(e);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private MBeanServerConnection connected() throws IOException, JMException {
        MBeanServerConnection open = connection;
        if (open == null) {
            open = access.connect();
            connection = open;
            ObjectName runtime = new ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME);
            String found = JvmWork.process(open.getAttribute(runtime, "Name"), open.getAttribute(runtime, "StartTime"));
            if (!found.equals(process)) {
                known.clear();
                answering.clear();
                endedAnswering = 0;
                process = found;
            }
            version = String.valueOf(open.getAttribute(runtime, "VmVersion"));
            collectors =
                    open
                            .queryNames(
                                    new ObjectName(ManagementFactory.GARBAGE_COLLECTOR_MXBEAN_DOMAIN_TYPE + ",*"), null)
                            .stream()
                            .filter(name -> !name.getKeyProperty("name").endsWith("Pauses")) // its cycles are counted
                            .toList();
        }
        return open;
    }

    private JvmWork read(MBeanServerConnection jvm, Runnable counted) throws IOException, JMException {
        ObjectName threads = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
        double total;
        try {
            total = ((Number) jvm.getAttribute(threads, "TotalThreadAllocatedBytes")).doubleValue();
        } catch (AttributeNotFoundException e) {
            return untold(
                    jvm,
                    "its Java " + version
                            + " does not tell what ended threads have allocated; take Java 21 or later, or"
                            + " 17.0.15 or later");
        }
        counted.run();
        if (total < 0) {
            return untold(jvm, "its count of allocated memory is switched off");
        }
        return new JvmWork(process, total - ofAnswering(jvm, threads), "", collections(jvm));
    }

    private JvmWork untold(MBeanServerConnection jvm, String why) throws IOException, JMException {
        return new JvmWork(process, Double.NaN, why, collections(jvm));
    }

    private long collections(MBeanServerConnection jvm) throws IOException, JMException {
        long sum = 0;
        for (ObjectName collector : collectors) {
            sum += Math.max(0, ((Number) jvm.getAttribute(collector, "CollectionCount")).longValue());
        }
        return sum;
    }

    private long ofAnswering(MBeanServerConnection jvm, ObjectName threads) throws IOException, JMException {
        long[] alive = (long[]) jvm.getAttribute(threads, "AllThreadIds");
        findAnswering(jvm, threads, alive);
        long[] ids = answering.keySet().stream().mapToLong(Long::longValue).toArray();
        long[] bytes = (long[]) jvm.invoke(threads, "getThreadAllocatedBytes", new Object[] {ids}, OF_IDS);
        long sum = 0;
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] < 0) {
                Long last = answering.remove(ids[i]);
                endedAnswering += last == null ? 0 : last;
            } else {
                answering.put(ids[i], bytes[i]);
                sum += bytes[i];
            }
        }
        return endedAnswering + sum;
    }

    /** Names of threads are read once: they cost more than all the rest. */
    private void findAnswering(MBeanServerConnection jvm, ObjectName threads, long[] alive)
            throws IOException, JMException {
        known.retainAll(Arrays.stream(alive).boxed().toList());
        long[] fresh = Arrays.stream(alive).filter(id -> !known.contains(id)).toArray();
        if (fresh.length == 0) {
            return;
        }
        CompositeData[] infos = (CompositeData[]) jvm.invoke(threads, "getThreadInfo", new Object[] {fresh}, OF_IDS);
        for (int i = 0; i < fresh.length; i++) {
            known.add(fresh[i]);
            String name = infos[i] == null ? "" : String.valueOf(infos[i].get("threadName"));
            if (RMI.stream().anyMatch(name::startsWith)) {
                answering.put(fresh[i], 0L);
            }
        }
    }

    synchronized void close() {
        connection = null;
        access.close();
    }
}
