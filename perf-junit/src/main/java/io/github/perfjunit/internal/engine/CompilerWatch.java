// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How much of a processor the compilers of this JVM took over the last ten seconds. Not thread-safe. */
final class CompilerWatch {

    private static final long WINDOW = TimeUnit.SECONDS.toNanos(10);

    private record Reading(long nanos, long compiledMillis) {}

    private final LongSupplier compiledMillis;
    private final Deque<Reading> readings = new ArrayDeque<>();

    /**
     * Creates a watch without readings.
     *
     * @param compiledMillis time that compilers took so far, summed over their threads
     */
    CompilerWatch(LongSupplier compiledMillis) {
        this.compiledMillis = compiledMillis;
    }

    /** Takes a reading, and returns the share of one processor since the reading of ten seconds ago or the first one. */
    double share(long nanos) {
        readings.addLast(new Reading(nanos, compiledMillis.getAsLong()));
        while (readings.size() > 2 && nanos - readings.getFirst().nanos >= WINDOW + WINDOW / 20) {
            readings.removeFirst();
        }
        Reading first = readings.getFirst();
        Reading last = readings.getLast();
        double millis = (last.nanos - first.nanos) / 1e6;
        return millis == 0 ? 0 : (last.compiledMillis - first.compiledMillis) / millis;
    }
}
