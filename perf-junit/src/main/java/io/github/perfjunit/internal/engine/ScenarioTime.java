// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import java.util.concurrent.locks.LockSupport;

/**
 * Time of a scenario as its users see it: when it began, whether it is over, and how they wait. Users that wait must be
 * woken when that changes. Thread-safe.
 */
final class ScenarioTime {

    private final PhaseClock clock;
    private volatile long startNanos;
    private volatile boolean stopped;
    private volatile boolean outOfWork;

    ScenarioTime(PhaseClock clock) {
        this.clock = clock;
    }

    /** Sets the time from which everything counts. */
    void begin(long scenarioStart) {
        startNanos = scenarioStart;
        if (stopped) {
            clock.endAt(0);
        }
    }

    long start() {
        return startNanos;
    }

    /** No iteration starts from now on. */
    void stop(long now) {
        stopped = true;
        if (startNanos != 0) {
            clock.endAt(now - startNanos);
        }
    }

    /** Lets no user go on waiting or start anything, without an end in time. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /**
     * Ends the scenario as planned, because nothing is left to do.
     *
     * @return false if that was known
     */
    boolean workIsDone() {
        boolean first = !outOfWork;
        outOfWork = true;
        return first;
    }

    /** Tells whether the scenario ended because there was nothing left to do, rather than by time. */
    boolean isOutOfWork() {
        return outOfWork;
    }

    /** Tells whether iterations may still start, as far as it is not a matter of time. */
    boolean isOn() {
        return !stopped && !outOfWork;
    }

    boolean isOver(long now) {
        return !isOn() || now - startNanos >= clock.end();
    }

    /** Returns when a time of the plan comes, or the end if that is earlier. */
    long limit(long planned) {
        return startNanos + Math.min(clock.end(), clock.actual(planned));
    }

    /** Waits, but not beyond a time of the plan nor beyond the end. */
    void waitUntil(long nanoTime, long planned) {
        long left = Math.min(nanoTime, limit(planned)) - System.nanoTime();
        while (left > 0 && isOn()) {
            park(left);
            left = Math.min(nanoTime, limit(planned)) - System.nanoTime();
        }
    }

    /**
     * Waits for a time of the plan, which comes earlier if the warm-up is cut short meanwhile.
     *
     * @return false if the scenario was stopped or ran out of work meanwhile
     */
    boolean waitUntilPlanned(long planned) {
        return waitUntilBefore(planned, 0);
    }

    /** Waits until some time before a time of the plan. */
    boolean waitUntilBefore(long planned, long earlier) {
        long left = startNanos + clock.actual(planned) - earlier - System.nanoTime();
        while (left > 0 && isOn()) {
            park(left);
            left = startNanos + clock.actual(planned) - earlier - System.nanoTime();
        }
        return isOn();
    }

    private void park(long nanos) {
        LockSupport.parkNanos(this, nanos);
        if (!stopped) {
            Thread.interrupted(); // or the next park would not wait
        }
    }
}
