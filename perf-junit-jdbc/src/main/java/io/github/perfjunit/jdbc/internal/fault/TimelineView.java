// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import io.github.perfjunit.analysis.Recovery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Questions to a time line whose load has ended. Times are nanoseconds since its start. */
final class TimelineView {

    private final TransactionTimeline timeline;

    TimelineView(TransactionTimeline timeline) {
        this.timeline = timeline;
    }

    /** Failures of one kind within a span. */
    record Kind(long count, long firstNanos, long lastNanos) {}

    /**
     * Returns windows one after another.
     *
     * @param from first cell
     * @param to cell after the last one; what is less than a window before it is left out
     * @param cells that make a window
     */
    List<Recovery.Window> windows(int from, int to, int cells) {
        List<Recovery.Window> windows = new ArrayList<>();
        for (int at = from; at + cells <= to; at += cells) {
            windows.add(window(at, at + cells));
        }
        return windows;
    }

    private Recovery.Window window(int from, int to) {
        long[] counts = new long[LogBuckets.COUNT];
        long failed = 0;
        for (int i = from; i < to; i++) {
            TimelineCell cell = timeline.cell(i);
            if (cell != null) {
                cell.addTo(counts);
                failed += cell.failed();
            }
        }
        long succeeded = 0;
        for (long count : counts) {
            succeeded += count;
        }
        return new Recovery.Window(succeeded, failed, LogBuckets.percentile(counts, 0.95));
    }

    /** Returns how many transactions ended in some cells. */
    long ended(int from, int to) {
        Recovery.Window window = window(from, to);
        return window.succeeded() + window.failed();
    }

    /** Returns the kinds of failures in some cells. */
    Set<String> kinds(int from, int to) {
        Set<String> kinds = new HashSet<>();
        for (int i = from; i < to; i++) {
            TimelineCell cell = timeline.cell(i);
            if (cell != null) {
                kinds.addAll(cell.failures().keySet());
            }
        }
        return kinds;
    }

    /**
     * Returns the failures since some time.
     *
     * @param fromNanos since when
     * @param to cell after the last one
     */
    Map<String, Kind> failures(long fromNanos, int to) {
        Map<String, Kind> found = new TreeMap<>();
        for (int i = (int) (fromNanos / timeline.cellNanos()); i < to; i++) {
            TimelineCell cell = timeline.cell(i);
            if (cell == null) {
                continue;
            }
            int at = i;
            cell.failures().forEach((kind, of) -> {
                long slots = of.slots.get();
                long first = nanos(at, Long.numberOfTrailingZeros(slots));
                long last = nanos(at, TimelineCell.SLOTS - 1 - Long.numberOfLeadingZeros(slots));
                found.merge(
                        kind,
                        new Kind(of.count.sum(), Math.max(fromNanos, first), Math.max(fromNanos, last)),
                        (a, b) -> new Kind(a.count + b.count, a.firstNanos, b.lastNanos));
            });
        }
        return found;
    }

    /** Returns when the first transaction since some time succeeded; -1 if none did. */
    long firstSuccess(long fromNanos, long toNanos) {
        return next(fromNanos, toNanos, TimelineCell::succeededSlots);
    }

    /** Returns the longest time within a span in which nothing ended. */
    long longestStall(long fromNanos, long toNanos) {
        long longest = 0;
        long last = fromNanos;
        while (last < toNanos) {
            long next = next(last + timeline.slotNanos(), toNanos, TimelineCell::endedSlots);
            long end = next < 0 ? toNanos : next;
            longest = Math.max(longest, end - last);
            last = end;
        }
        return longest;
    }

    /** Returns the start of the first slot that is set, from the slot of one time to another time; -1 if none is. */
    private long next(long fromNanos, long toNanos, ToLongFunction<TimelineCell> slotsOf) {
        long cellNanos = timeline.cellNanos();
        for (int i = (int) (fromNanos / cellNanos); i * cellNanos < toNanos; i++) {
            TimelineCell cell = timeline.cell(i);
            if (cell != null) {
                long slots = slotsOf.applyAsLong(cell) & since(i, fromNanos);
                if (slots != 0) {
                    long found = nanos(i, Long.numberOfTrailingZeros(slots));
                    return found < toNanos ? Math.max(found, fromNanos) : -1;
                }
            }
        }
        return -1;
    }

    /** Returns the slots of a cell that do not end before some time. */
    private long since(int cell, long fromNanos) {
        long into = fromNanos - cell * timeline.cellNanos();
        if (into <= 0) {
            return -1L;
        }
        return -1L << Math.min(TimelineCell.SLOTS - 1, into / timeline.slotNanos());
    }

    private long nanos(int cell, int slot) {
        return cell * timeline.cellNanos() + slot * timeline.slotNanos();
    }
}
