// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * When transactions of a load ended, how long they took, and how they failed: what recovery is judged by. Thread-safe
 * and without locks.
 *
 * <p>Time is kept in cells of 200 ms, wider in loads of more than half an hour, so that memory is at most some 8 MiB,
 * whatever the length and the rate. Begin and end of stalls and failures are known to a 64th of a cell.
 */
public final class TransactionTimeline {

    private static final Duration CELL = Duration.ofMillis(200);
    private static final int MOST_CELLS = 9000;

    /** How much longer than planned a load may last, for transactions that end late. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private static final int MOST_KINDS = 50;
    private static final int LONGEST_KIND = 80;
    private static final String OTHER = "(other)";

    private final long startNanos;
    private final long cellNanos;
    private final long slotNanos;
    private final AtomicReferenceArray<@Nullable TimelineCell> cells;
    private final Set<String> kinds = ConcurrentHashMap.newKeySet();
    private volatile long lengthNanos = -1;

    /**
     * Makes an empty time line.
     *
     * @param startNanos start of the measured time, a reading of {@link System#nanoTime()}; what ended before is not kept
     * @param planned how long the load will last from there; what ends more than a minute later is not kept
     */
    public TransactionTimeline(long startNanos, Duration planned) {
        this.startNanos = startNanos;
        long length = planned.plus(SLACK).toNanos();
        long unit = CELL.toNanos();
        long wide = (length + unit * MOST_CELLS - 1) / (unit * MOST_CELLS);
        this.cellNanos = unit * Math.max(1, wide);
        this.slotNanos = cellNanos / TimelineCell.SLOTS;
        this.cells = new AtomicReferenceArray<>((int) (length / cellNanos) + 1);
    }

    /**
     * Takes a transaction that has ended.
     *
     * @param endedNanos when, a reading of {@link System#nanoTime()}
     * @param nanos how long it took, including retries
     * @param ok whether it succeeded
     * @param errorKind short name of what failed, such as an SQLState; any text if it succeeded
     */
    public void completed(long endedNanos, long nanos, boolean ok, String errorKind) {
        long offset = endedNanos - startNanos;
        long index = offset / cellNanos;
        if (offset < 0 || index >= cells.length()) {
            return;
        }
        TimelineCell cell = cellOf((int) index);
        int slot = (int) ((offset - index * cellNanos) / slotNanos);
        if (ok) {
            cell.succeeded(Math.min(slot, TimelineCell.SLOTS - 1), nanos);
        } else {
            cell.failed(Math.min(slot, TimelineCell.SLOTS - 1), bounded(errorKind));
        }
    }

    private TimelineCell cellOf(int index) {
        TimelineCell cell = cells.get(index);
        if (cell == null) {
            cells.compareAndSet(index, null, new TimelineCell());
            cell = cells.get(index);
        }
        return Objects.requireNonNull(cell);
    }

    private String bounded(String kind) {
        if (kinds.contains(kind)) {
            return kind;
        }
        if (kind.length() > LONGEST_KIND || kinds.size() >= MOST_KINDS) {
            return OTHER;
        }
        kinds.add(kind);
        return kind;
    }

    /**
     * Tells that no user is active any more, so that what lies behind is no stall.
     *
     * @param endNanos when, a reading of {@link System#nanoTime()}
     */
    public void finish(long endNanos) {
        lengthNanos = Math.max(0, endNanos - startNanos);
    }

    long startNanos() {
        return startNanos;
    }

    long cellNanos() {
        return cellNanos;
    }

    long slotNanos() {
        return slotNanos;
    }

    /** Returns a cell; null if nothing ended in it, or it lies behind what is kept. */
    @Nullable
    TimelineCell cell(int index) {
        return index < cells.length() ? cells.get(index) : null;
    }

    /** Returns how long the load was, as far as it is kept: until {@link #finish}, else to the end of the last cell. */
    long lengthNanos() {
        long longest = cells.length() * cellNanos;
        if (lengthNanos >= 0) {
            return Math.min(longest, lengthNanos);
        }
        int last = cells.length() - 1;
        while (last >= 0 && cells.get(last) == null) {
            last--;
        }
        return (last + 1) * cellNanos;
    }
}
