// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.work;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the threads of this JVM have allocated, as the JVM counts it. */
interface JvmThreads {

    /** Returns why it cannot be told; null if it can. */
    @Nullable
    String obstacle();

    /** Returns what all threads have allocated, those included that have ended; of virtual threads what their carriers did. */
    long total();

    /** Returns what the calling thread has allocated; below zero if that is not known. */
    long own();

    /** Returns the threads that are alive, without virtual ones. */
    long[] alive();

    /** Returns what some threads have allocated; below zero for one that has ended. */
    long[] allocated(long[] threads);

    /** Returns the names of some threads; empty for one that has ended. */
    List<String> names(long[] threads);

    /** Returns those of this JVM. */
    static JvmThreads here() {
        if (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean bean
                && bean.isThreadAllocatedMemorySupported()
                && bean.isThreadAllocatedMemoryEnabled()) {
            return new HotSpot(bean, HotSpot.findTotal());
        }
        return new Untold("this JVM does not tell what its threads allocate; take one of OpenJDK");
    }

    /** A JVM of OpenJDK. */
    record HotSpot(
            com.sun.management.ThreadMXBean bean, @Nullable MethodHandle allThreads) implements JvmThreads {

        /** Java 21 has the method, and later updates of Java 17. */
        static @Nullable MethodHandle findTotal() {
            try {
                return MethodHandles.publicLookup()
                        .findVirtual(
                                com.sun.management.ThreadMXBean.class,
                                "getTotalThreadAllocatedBytes",
                                MethodType.methodType(long.class));
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }

        @Override
        public @Nullable String obstacle() {
            return allThreads != null
                    ? null
                    : "Java " + Runtime.version() + " does not tell what ended threads have allocated; take Java 21 or"
                            + " later, or 17.0.15 or later";
        }

        @Override
        public long total() {
            MethodHandle method = allThreads;
            if (method == null) {
                return -1;
            }
            try {
                return (long) method.invoke(bean);
            } catch (Throwable e) {
                throw new IllegalStateException("cannot read the memory that threads allocated: " + e.getMessage(), e);
            }
        }

        @Override
        public long own() {
            return bean.getThreadAllocatedBytes(Thread.currentThread().getId());
        }

        @Override
        public long[] alive() {
            return bean.getAllThreadIds();
        }

        @Override
        public long[] allocated(long[] threads) {
            return bean.getThreadAllocatedBytes(threads);
        }

        @Override
        public List<String> names(long[] threads) {
            List<String> names = new ArrayList<>();
            for (ThreadInfo info : bean.getThreadInfo(threads)) {
                names.add(info == null ? "" : info.getThreadName());
            }
            return names;
        }
    }

    /** A JVM that does not tell. */
    record Untold(String obstacle) implements JvmThreads {

        @Override
        public long total() {
            return -1;
        }

        @Override
        public long own() {
            return -1;
        }

        @Override
        public long[] alive() {
            return new long[0];
        }

        @Override
        public long[] allocated(long[] threads) {
            return new long[threads.length];
        }

        @Override
        public List<String> names(long[] threads) {
            return List.of();
        }
    }
}
