// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Creates the threads of virtual users: virtual ones on Java 21 and later, platform ones before. Found by reflection,
 * so that one class file serves all.
 */
public final class UserThreads {

    /** The values of {@code perf.threads}. */
    public enum Mode {
        /** Virtual threads if available, otherwise platform threads. */
        AUTO,
        /** Virtual threads. */
        VIRTUAL,
        /** Platform threads. */
        PLATFORM
    }

    /** Prefix of the names of all users' threads. */
    static final String PREFIX = "perf-";

    private static final @Nullable MethodHandle NEW_VIRTUAL = findVirtual();

    private final ThreadFactory factory;
    private final boolean virtual;

    private UserThreads(ThreadFactory factory, boolean virtual) {
        this.factory = factory;
        this.virtual = virtual;
    }

    /** Takes threads from a factory. */
    static UserThreads from(ThreadFactory factory) {
        return new UserThreads(factory, false);
    }

    /** Returns threads of the same kind whose tasks are run by another. */
    UserThreads around(UnaryOperator<Runnable> task) {
        return new UserThreads(inner -> factory.newThread(task.apply(inner)), virtual);
    }

    /** Returns whether this Java has virtual threads. */
    public static boolean hasVirtual() {
        return NEW_VIRTUAL != null;
    }

    /**
     * Chooses the kind of threads.
     *
     * @throws IllegalStateException if virtual threads are requested but not available
     */
    public static UserThreads of(Mode mode) {
        if (mode == Mode.VIRTUAL && !hasVirtual()) {
            throw new IllegalStateException("virtual threads need Java 21 or later, this is Java "
                    + Runtime.version().feature());
        }
        MethodHandle virtual = NEW_VIRTUAL;
        if (mode == Mode.PLATFORM || virtual == null) {
            return new UserThreads(UserThreads::platform, false);
        }
        try {
            return new UserThreads((ThreadFactory) virtual.invoke(), true);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot make virtual threads: " + e.getMessage(), e);
        }
    }

    /** The stack has the size set for the JVM, because the needs of users' code are unknown. */
    private static Thread platform(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    /** Describes why a thread did not start; only the JVM's message shows that the system refused it. */
    static String reason(Throwable failure) {
        return failure instanceof OutOfMemoryError
                        && String.valueOf(failure.getMessage()).contains("native thread")
                ? "the system refused another thread; raise its limit (ulimit -u, pids of the container), take fewer"
                        + " users, or Java 21 or later, whose virtual threads it does not count"
                : failure.toString();
    }

    boolean areVirtual() {
        return virtual;
    }

    public Thread unstarted(String name, Runnable task) {
        Thread thread = factory.newThread(task);
        thread.setName(name);
        return thread;
    }

    private static @Nullable MethodHandle findVirtual() {
        if (Runtime.version().feature() < 21) {
            return null;
        }
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            MethodHandle start = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual));
            MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
            return MethodHandles.filterReturnValue(
                    start, factory.asType(MethodType.methodType(ThreadFactory.class, ofVirtual)));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
