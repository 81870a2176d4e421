// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that watches the deadlines of all users of a scenario.
 *
 * <p>It checks when the earliest deadline is due, or when a request that begins just after the last check could be due,
 * but at most every 10 ms and at least every second. So with usual timeouts it costs nothing, and a deadline is kept
 * within some 10 ms.
 */
final class Watchdog implements AutoCloseable {

    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Set<Guard> guards = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "perf-junit-http-watchdog");
    private volatile long shortestTimeout = LONGEST_PAUSE;
    private volatile boolean closed;

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    void add(Guard guard) {
        guards.add(guard);
    }

    void remove(Guard guard) {
        guards.remove(guard);
    }

    /** Makes sure that the deadline of a request that begins now is noticed in time. */
    void expect(long timeoutNanos) {
        if (timeoutNanos < shortestTimeout) {
            shortestTimeout = timeoutNanos;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            long now = System.nanoTime();
            long next = now + shortestTimeout;
            for (Guard guard : guards) {
                next = guard.check(now, next);
            }
            LockSupport.parkNanos(this, Math.max(SHORTEST_PAUSE, next - System.nanoTime()));
        }
    }
}
