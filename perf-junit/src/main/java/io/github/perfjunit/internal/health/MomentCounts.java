// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

/**
 * How many events there were until any moment, in constant memory: as time goes on, moments become coarser. Events may come
 * in any order. Not thread-safe.
 */
final class MomentCounts {

    private static final int CELLS = 32_768;
    private static final long FIRST_WIDTH_NANOS = 1_000_000;

    private final long[] cells = new long[CELLS];
    private final long start;
    private long width = FIRST_WIDTH_NANOS;

    /**
     * Begins to count.
     *
     * @param start a reading of {@link System#nanoTime()}
     */
    MomentCounts(long start) {
        this.start = start;
    }

    /** Counts an event; one before the start is none. */
    void add(long nanoTime) {
        long since = nanoTime - start;
        if (since < 0) {
            return;
        }
        while (since / width >= CELLS) {
            halve();
        }
        cells[(int) (since / width)]++;
    }

    private void halve() {
        for (int i = 0; i < CELLS; i++) {
            long pair = i < CELLS / 2 ? cells[2 * i] + cells[2 * i + 1] : 0;
            cells[i] = pair;
        }
        width *= 2;
    }

    /** Returns the events until a moment, and those that shared its cell. */
    long until(long nanoTime) {
        long since = nanoTime - start;
        long sum = 0;
        for (int i = 0; i < CELLS && i * width <= since; i++) {
            sum += cells[i];
        }
        return sum;
    }
}
