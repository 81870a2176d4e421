// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A thread that runs the tasks of one extension in order. Thread-safe. */
final class ExtensionThread {

    private static final long MILLIS_AFTER_INTERRUPT = 200;

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Thread thread;
    private boolean ending;

    /** Starts the thread; it is a daemon, so that an extension that hangs does not keep the JVM alive. */
    ExtensionThread(String name) {
        thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Adds a task, which must not throw.
     *
     * @param room maximum number of waiting tasks, including this one
     * @return false if there is no room, or the thread is about to end
     */
    synchronized boolean offer(Runnable task, int room) {
        if (ending || waiting.size() >= room) {
            return false;
        }
        waiting.add(task);
        notifyAll();
        return true;
    }

    /** Accepts no more tasks, and ends the thread when the waiting ones are done. */
    synchronized void finish() {
        ending = true;
        notifyAll();
    }

    /**
     * Waits for the end of the thread.
     *
     * @param deadline a reading of {@link System#nanoTime()}
     * @return whether it ended in time
     */
    boolean awaitEnd(long deadline) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
        return !thread.isAlive();
    }

    /**
     * Drops the waiting tasks, and interrupts the running one.
     *
     * @return whether the thread ended
     */
    boolean interrupt() throws InterruptedException {
        synchronized (this) {
            waiting.clear();
        }
        thread.interrupt();
        thread.join(MILLIS_AFTER_INTERRUPT);
        return !thread.isAlive();
    }

    private void work() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    /** Waits for the next task; returns null at the end. */
    private synchronized @Nullable Runnable next() {
        boolean interrupted = Thread.interrupted(); // set by the previous task, not meant for the next one
        while (waiting.isEmpty() && !ending) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted && ending ? null : waiting.poll();
    }
}
