// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The time of a scenario for its users: its start, its end, and their waits. Users that wait must be woken when that
 * changes. Thread-safe.
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

    /** Stops iterations from starting from now on. */
    void stop(long now) {
        stopped = true;
        if (startNanos != 0) {
            clock.endAt(now - startNanos);
        }
    }

    /** Stops users from waiting or starting anything, without setting an end time. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /**
     * Ends the scenario as planned, because there is no work left.
     *
     * @return false if it had already ended
     */
    boolean workIsDone() {
        boolean first = !outOfWork;
        outOfWork = true;
        return first;
    }

    /** Returns whether the scenario ended because there was no work left, rather than by time. */
    boolean isOutOfWork() {
        return outOfWork;
    }

    /** Returns whether iterations may still start, apart from the time. */
    boolean isOn() {
        return !stopped && !outOfWork;
    }

    boolean isOver(long now) {
        return !isOn() || now - startNanos >= clock.end();
    }

    /** Returns the real time of a time of the plan, or the end if that is earlier. */
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
     * Waits for a time of the plan, which becomes earlier if the warm-up is cut short meanwhile.
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

    /**
     * Waits for a time of the plan while a condition holds. Whoever changes the condition must wake the users.
     *
     * @return false if the scenario was stopped or ran out of work meanwhile
     */
    boolean waitWhile(long planned, BooleanSupplier condition) {
        long left = startNanos + clock.actual(planned) - System.nanoTime();
        while (left > 0 && isOn() && condition.getAsBoolean()) {
            park(left);
            left = startNanos + clock.actual(planned) - System.nanoTime();
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
