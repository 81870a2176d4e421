// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks again and again, on a thread that no program waits for. */
final class Sampler {

    private final long intervalMillis;
    private final long leastPauseMillis;
    private final Runnable look;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::loop, "perf-junit-diagnosis");

    Sampler(long intervalMillis, long leastPauseMillis, Runnable look) {
        this.intervalMillis = intervalMillis;
        this.leastPauseMillis = leastPauseMillis;
        this.look = look;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the loop and returns whether the last look ended in time. */
    boolean end(long mostMillis) {
        ended.countDown();
        try {
            thread.join(mostMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void loop() {
        try {
            long pause = intervalMillis;
            while (!ended.await(pause, TimeUnit.MILLISECONDS)) {
                long before = System.nanoTime();
                look.run();
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
                pause = Math.max(leastPauseMillis, SamplePace.pauseMillis(intervalMillis, took));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
