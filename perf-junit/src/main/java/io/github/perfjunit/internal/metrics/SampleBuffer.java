// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fixed array of samples that several threads append to; the reader must make sure that no writer is active.
 *
 * <p>A sample is {@value #WIDTH} longs: series, phases, outcome and whether it was cut off packed into one, response time,
 * service time, bytes sent, bytes received.
 */
final class SampleBuffer {

    static final int WIDTH = 5;
    private static final int OUTCOME_BITS = 4;
    private static final int PHASE_BITS = 4;
    private static final int ENDED_SHIFT = OUTCOME_BITS + PHASE_BITS;
    private static final int CUT_OFF_SHIFT = ENDED_SHIFT + PHASE_BITS;
    private static final int SERIES_SHIFT = CUT_OFF_SHIFT + 1;

    private final int capacity;
    private final long[] samples;
    private final AtomicInteger claimed = new AtomicInteger();

    SampleBuffer(int capacity) {
        this.capacity = capacity;
        this.samples = new long[capacity * WIDTH];
    }

    static long pack(int series, int phase, int endedPhase, int outcome, boolean cutOff) {
        return ((long) series << SERIES_SHIFT)
                | (cutOff ? 1L << CUT_OFF_SHIFT : 0)
                | ((long) endedPhase << ENDED_SHIFT)
                | ((long) phase << OUTCOME_BITS)
                | outcome;
    }

    static int series(long packed) {
        return (int) (packed >>> SERIES_SHIFT);
    }

    /** Returns the phase in which the sample was due. */
    static int phase(long packed) {
        return (int) (packed >>> OUTCOME_BITS) & ((1 << PHASE_BITS) - 1);
    }

    /** Returns the phase in which the sample ended. */
    static int endedPhase(long packed) {
        return (int) (packed >>> ENDED_SHIFT) & ((1 << PHASE_BITS) - 1);
    }

    static boolean isCutOff(long packed) {
        return (packed >>> CUT_OFF_SHIFT & 1) != 0;
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
