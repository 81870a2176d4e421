// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The end of a scenario: its users end by themselves, are interrupted after the graceful stop, or are abandoned if they
 * still run. Driven by the load's clock.
 */
final class RunEnd {

    private static final long JOIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ScenarioTime time;
    private final PhaseClock clock;
    private final ScenarioRecorder recorder;
    private final Crew crew;
    private final long gracefulNanos;
    private final AtomicInteger living = new AtomicInteger(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile long finishedNanos;
    private volatile long interruptedNanos;
    private volatile boolean givenUp;

    RunEnd(ScenarioTime time, PhaseClock clock, ScenarioRecorder recorder, Crew crew, long gracefulNanos) {
        this.time = time;
        this.clock = clock;
        this.recorder = recorder;
        this.crew = crew;
        this.gracefulNanos = gracefulNanos;
    }

    /** Counts one more that must end before the scenario is finished: a user, or a thread that may add users. */
    void oneMore() {
        living.incrementAndGet();
    }

    /** The load makes one call more than those of {@link #oneMore}, when users may start. */
    void oneEnded() {
        if (living.decrementAndGet() == 0) {
            finishedNanos = System.nanoTime();
            clock.endAt(finishedNanos - time.start());
            finished.countDown();
        }
    }

    boolean awaitFinish(long nanos) throws InterruptedException {
        return finished.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    private boolean isFinished() {
        return finished.getCount() == 0;
    }

    /** Returns whether there is anything left to wait for. */
    boolean isPending() {
        return !isFinished() && !givenUp;
    }

    /** Returns the end time of the last user, or now while there are any. */
    long lastMoment() {
        return isFinished() ? finishedNanos : System.nanoTime();
    }

    /** Returns the time of the next action on users that still run; far in the future if there is none. */
    long nextDeadline() {
        if (!isPending()) {
            return Long.MAX_VALUE;
        }
        return interruptedNanos != 0 ? interruptedNanos + JOIN_NANOS : time.start() + clock.end() + gracefulNanos;
    }

    /** Interrupts users that still run after the graceful stop, and abandons those that run on after the interrupt. */
    void enforceDeadline(long now) {
        if (now < nextDeadline()) {
            return;
        }
        if (interruptedNanos == 0) {
            interrupt();
        } else {
            givenUp = true;
            crew.giveUp(now);
        }
    }

    /**
     * Ends running iterations.
     *
     * @return false if that was already done
     */
    boolean interrupt() {
        if (interruptedNanos != 0) {
            return false;
        }
        interruptedNanos = System.nanoTime();
        recorder.usersAreInterrupted(interruptedNanos, crew.longestWait(interruptedNanos));
        time.stop();
        crew.interrupt();
        return true;
    }

    /** Returns the number of users that still run after they were interrupted. */
    int stuckUsers() {
        return givenUp ? crew.alive() : 0;
    }

    /** Describes some of them. */
    List<String> stuck() {
        return givenUp ? crew.described() : List.of();
    }
}
