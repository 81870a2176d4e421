// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Time in which faults happen, until the load ends. */
interface FaultClock {

    /** Returns the time as {@link System#nanoTime()} does. */
    long nanos();

    /** Waits; returns false at once when the load ends. */
    boolean awaitUntil(long nanos);

    /** Waits, whether the load has ended or not. */
    void pause(long nanos);

    /** Ends all waits but pauses. */
    void end();

    /** The time of this machine. */
    final class Real implements FaultClock {

        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public boolean awaitUntil(long nanos) {
            try {
                return !ended.await(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nobody but us has this thread; a fault is healed even so
                return false;
            }
        }

        @Override
        public void pause(long nanos) {
            LockSupport.parkNanos(this, nanos);
        }

        @Override
        public void end() {
            ended.countDown();
        }
    }
}
