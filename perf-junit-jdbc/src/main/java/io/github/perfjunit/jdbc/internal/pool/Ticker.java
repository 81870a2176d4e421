// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Calls something again and again until it is told to stop. */
interface Ticker {

    /** Begins to call; closing what it returns ends it, and no call runs after that. */
    Running every(Duration period, Runnable work);

    /** Something that is called again and again. */
    @FunctionalInterface
    interface Running {
        void stop();
    }

    /** Calls on a daemon thread of its own. */
    static Ticker thread(String name) {
        return (period, work) -> {
            Turns turns = new Turns(period.toNanos(), work);
            Thread thread = new Thread(turns, name);
            thread.setDaemon(true);
            thread.start();
            return () -> {
                turns.stop();
                LockSupport.unpark(thread);
            };
        };
    }

    /** The turns of a thread. */
    final class Turns implements Runnable {

        private final long period;
        private final Runnable work;
        private boolean stopped;

        Turns(long period, Runnable work) {
            this.period = period;
            this.work = work;
        }

        @Override
        public void run() {
            long due = System.nanoTime();
            while (turn()) {
                due = Math.max(due + period, System.nanoTime()); // turns that were missed are not made up for
                while (due - System.nanoTime() > 0 && !isStopped()) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
        }

        private synchronized boolean turn() {
            if (!stopped) {
                work.run();
            }
            return !stopped;
        }

        private synchronized boolean isStopped() {
            return stopped;
        }

        synchronized void stop() {
            stopped = true;
        }
    }
}
