// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.metrics.ScenarioSummary;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts the starts of a scenario's iterations that had a due time. Thread-safe. */
final class StartCounter {

    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(ScenarioSummary.LATE_MILLIS);

    private final LongAdder started = new LongAdder();
    private final LongAdder queued = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder timed = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder lateness = new LongAdder();
    private final LongAccumulator worst = new LongAccumulator(Math::max, 0);

    /** Counts an iteration that starts, in time or not. */
    void started() {
        started.increment();
    }

    /** Counts a start that had to wait because no user was free. */
    void queued() {
        queued.increment();
    }

    /** Counts an iteration that was not started because no user was free. */
    void refused() {
        refused.increment();
    }

    /** Counts a start that could have been in time. */
    void timed(long lateNanos) {
        timed.increment();
        lateness.add(lateNanos);
        worst.accumulate(lateNanos);
        if (lateNanos > LATE_NANOS) {
            late.increment();
        }
    }

    long sumStarted() {
        return started.sum();
    }

    long sumQueued() {
        return queued.sum();
    }

    long sumRefused() {
        return refused.sum();
    }

    long sumTimed() {
        return timed.sum();
    }

    long sumLate() {
        return late.sum();
    }

    long sumMicros() {
        return TimeUnit.NANOSECONDS.toMicros(lateness.sum());
    }

    long worstMicros() {
        return TimeUnit.NANOSECONDS.toMicros(worst.get());
    }
}
