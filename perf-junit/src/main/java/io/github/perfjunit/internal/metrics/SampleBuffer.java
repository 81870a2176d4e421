// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fixed array of samples that several threads append to; whoever reads it must know that no writer is under way.
 *
 * <p>A sample is {@value #WIDTH} longs: series, phase and outcome packed into one, response time, service time, bytes
 * sent, bytes received.
 */
final class SampleBuffer {

    static final int WIDTH = 5;
    private static final int OUTCOME_BITS = 4;
    private static final int PHASE_BITS = 4;

    private final int capacity;
    private final long[] samples;
    private final AtomicInteger claimed = new AtomicInteger();

    SampleBuffer(int capacity) {
        this.capacity = capacity;
        this.samples = new long[capacity * WIDTH];
    }

    static long pack(int series, int phase, int outcome) {
        return ((long) series << (PHASE_BITS + OUTCOME_BITS)) | ((long) phase << OUTCOME_BITS) | outcome;
    }

    static int series(long packed) {
        return (int) (packed >>> (PHASE_BITS + OUTCOME_BITS));
    }

    static int phase(long packed) {
        return (int) (packed >>> OUTCOME_BITS) & ((1 << PHASE_BITS) - 1);
    }

    static int outcome(long packed) {
        return (int) packed & ((1 << OUTCOME_BITS) - 1);
    }

    /** Returns false if the buffer is full. */
    boolean append(long packed, long response, long service, long sent, long received) {
        int index = claimed.getAndIncrement();
        if (index >= capacity) {
            return false;
        }
        int at = index * WIDTH;
        samples[at] = packed;
        samples[at + 1] = response;
        samples[at + 2] = service;
        samples[at + 3] = sent;
        samples[at + 4] = received;
        return true;
    }

    boolean isFull() {
        return claimed.get() >= capacity;
    }

    int size() {
        return Math.min(capacity, claimed.get());
    }

    long value(int sample, int field) {
        return samples[sample * WIDTH + field];
    }

    void clear() {
        claimed.set(0);
    }
}
