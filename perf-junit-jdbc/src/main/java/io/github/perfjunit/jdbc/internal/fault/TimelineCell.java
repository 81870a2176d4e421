// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What ended in one stretch of time, which is divided into 64 slots. Thread-safe. */
final class TimelineCell {

    static final int SLOTS = 64;

    /** Failures of one kind: how many, and in which slots. */
    static final class Failures {

        final LongAdder count = new LongAdder();
        final AtomicLong slots = new AtomicLong();
    }

    private final AtomicIntegerArray buckets = new AtomicIntegerArray(LogBuckets.COUNT);
    private final AtomicLong succeeded = new AtomicLong();
    private final Map<String, Failures> failures = new ConcurrentHashMap<>(2);

    void succeeded(int slot, long nanos) {
        buckets.getAndIncrement(LogBuckets.index(nanos));
        mark(succeeded, slot);
    }

    void failed(int slot, String kind) {
        Failures of = failures.computeIfAbsent(kind, k -> new Failures());
        of.count.increment();
        mark(of.slots, slot);
    }

    private static void mark(AtomicLong slots, int slot) {
        long bit = 1L << slot;
        if ((slots.get() & bit) == 0) {
            slots.getAndAccumulate(bit, (a, b) -> a | b);
        }
    }

    /** Returns a bit for each slot in which something succeeded. */
    long succeededSlots() {
        return succeeded.get();
    }

    /** Returns a bit for each slot in which something ended. */
    long endedSlots() {
        long slots = succeeded.get();
        for (Failures of : failures.values()) {
            slots |= of.slots.get();
        }
        return slots;
    }

    Map<String, Failures> failures() {
        return failures;
    }

    /** Adds the counts of successes by duration, see {@link LogBuckets}. */
    void addTo(long[] counts) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += buckets.get(i);
        }
    }

    long failed() {
        return failures.values().stream().mapToLong(f -> f.count.sum()).sum();
    }
}
