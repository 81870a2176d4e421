// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.work;

import io.github.perfjunit.metrics.WorkReport.Allocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of this JVM allocate, without those of the load: the virtual users, the thread that keeps the clock,
 * and all whose names begin with {@code perf-}, {@code "perf "} or {@code "JFR "}, as those of the library and of its flight
 * recorder do.
 *
 * <p>The JVM keeps the sum over all threads, ended ones included; the load's own part is subtracted. A user tells its own
 * part when it ends, so nothing is lost with it. Thread-safe.
 */
public final class Allocations {

    /** Below this a thread pool of the system under test has answered no request: the rest is the JVM's own. */
    static final int LEAST_BYTES = 200;

    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final JvmThreads jvm;
    private final boolean virtual;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Long> users = new HashSet<>();
    private final Set<Long> known = new HashSet<>();
    private final Set<Long> library = new HashSet<>();
    private final Map<Long, Long> libraryBytes = new HashMap<>();
    private Map<Long, Long> before = Map.of();
    private long endedUsers;
    private long endedLibrary;

    Allocations(JvmThreads jvm, boolean virtual) {
        this.jvm = jvm;
        this.virtual = virtual;
    }

    /**
     * Counts in this JVM.
     *
     * @param virtual whether users have virtual threads
     */
    public static Allocations here(boolean virtual) {
        return new Allocations(JvmThreads.here(), virtual);
    }

    /** Returns why nothing can be told; null if it can. */
    @Nullable
    String obstacle() {
        return virtual
                ? "users ran on virtual threads, of which Java does not tell what they allocate; set perf.threads=platform"
                : jvm.obstacle();
    }

    /** Runs a task on the calling thread, whose allocation is that of the load. */
    public void run(Runnable task) {
        if (virtual) {
            task.run();
            return;
        }
        long thread = Thread.currentThread().getId();
        locked(() -> users.add(thread));
        try {
            task.run();
        } finally {
            locked(() -> {
                users.remove(thread);
                endedUsers += Math.max(0, jvm.own());
            });
        }
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the calling thread for one of the load's, from its beginning. */
    void addCaller() {
        long thread = Thread.currentThread().getId();
        locked(() -> {
            known.add(thread);
            library.add(thread);
        });
    }

    /** Returns what all other threads have allocated so far; NaN if that cannot be told. */
    double ofOthers() {
        if (obstacle() != null) {
            return Double.NaN;
        }
        lock.lock();
        try {
            findLibrary();
            long own = endedUsers + ofUsers() + ofLibrary();
            return jvm.total() - own;
        } finally {
            lock.unlock();
        }
    }

    /** A user that is in the set is alive, because it must leave the set to end. */
    private long ofUsers() {
        return Arrays.stream(jvm.allocated(array(users))).filter(b -> b > 0).sum();
    }

    private long ofLibrary() {
        long[] threads = array(library);
        long[] bytes = jvm.allocated(threads);
        long sum = endedLibrary;
        for (int i = 0; i < threads.length; i++) {
            if (bytes[i] < 0) {
                library.remove(threads[i]);
                Long last = libraryBytes.remove(threads[i]);
                endedLibrary += last == null ? 0 : last;
                sum += last == null ? 0 : last;
            } else {
                libraryBytes.put(threads[i], bytes[i]);
                sum += bytes[i];
            }
        }
        return sum;
    }

    /** Names of threads are read once: they cost more than all the rest. */
    private void findLibrary() {
        long[] fresh = Arrays.stream(jvm.alive())
                .filter(thread -> !known.contains(thread) && !users.contains(thread))
                .toArray();
        if (fresh.length == 0) {
            return;
        }
        List<String> names = jvm.names(fresh);
        for (int i = 0; i < fresh.length; i++) {
            known.add(fresh[i]);
            if (isLibrary(names.get(i))) {
                library.add(fresh[i]);
            }
        }
    }

    private static boolean isLibrary(String name) {
        return name.startsWith("perf-") || name.startsWith("perf ") || name.startsWith("JFR ");
    }

    private static long[] array(Set<Long> threads) {
        return threads.stream().mapToLong(Long::longValue).toArray();
    }

    /** Notes what each thread has allocated so far. */
    void mark() {
        locked(() -> before = eachOther());
    }

    /** Returns what threads of the same name, numbers apart, have allocated since the mark, without those that have ended. */
    List<Allocator> sinceMark() {
        lock.lock();
        try {
            Map<Long, Long> now = eachOther();
            long[] threads = array(now.keySet());
            List<String> names = jvm.names(threads);
            Map<String, Long> byName = new LinkedHashMap<>();
            for (int i = 0; i < threads.length; i++) {
                long bytes = now.getOrDefault(threads[i], 0L) - before.getOrDefault(threads[i], 0L);
                if (bytes > 0 && !names.get(i).isEmpty()) {
                    byName.merge(DIGITS.matcher(names.get(i)).replaceAll("#"), bytes, Long::sum);
                }
            }
            List<Allocator> found = new ArrayList<>();
            byName.forEach((name, bytes) -> found.add(new Allocator(name, bytes)));
            return found;
        } finally {
            lock.unlock();
        }
    }

    private Map<Long, Long> eachOther() {
        Map<Long, Long> each = new HashMap<>();
        if (obstacle() != null) {
            return each;
        }
        findLibrary();
        long[] others = Arrays.stream(jvm.alive())
                .filter(thread -> !users.contains(thread) && !library.contains(thread))
                .toArray();
        long[] bytes = jvm.allocated(others);
        for (int i = 0; i < others.length; i++) {
            each.put(others[i], Math.max(0, bytes[i]));
        }
        return each;
    }
}
