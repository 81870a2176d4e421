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
    record Kind(long count, long firstNanos, long lastNanos) {

        private Kind plus(Kind later) {
            return new Kind(count + later.count, firstNanos, later.lastNanos);
        }
    }

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

    /** Returns the failures within a span, by kind. */
    Map<String, Kind> failures(long fromNanos, long toNanos) {
        Map<String, Kind> found = new TreeMap<>();
        for (int i = (int) (fromNanos / timeline.cellNanos()); i * timeline.cellNanos() < toNanos; i++) {
            TimelineCell cell = timeline.cell(i);
            if (cell != null) {
                int at = i;
                long within = since(i, fromNanos) & ~since(i, toNanos);
                cell.failures().forEach((kind, of) -> {
                    if ((of.slots.get() & within) != 0) {
                        found.merge(kind, kind(at, of, within, fromNanos), Kind::plus);
                    }
                });
            }
        }
        return found;
    }

    /** Counts the failures of a cell; in one that lies only partly within the span, one for each slot that has some. */
    private Kind kind(int cell, TimelineCell.Failures failures, long within, long fromNanos) {
        long all = failures.slots.get();
        long slots = all & within;
        long count = slots == all ? failures.count.sum() : Long.bitCount(slots);
        long first = nanos(cell, Long.numberOfTrailingZeros(slots));
        long last = nanos(cell, TimelineCell.SLOTS - 1 - Long.numberOfLeadingZeros(slots));
        return new Kind(count, Math.max(fromNanos, first), Math.max(fromNanos, last));
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
        return into >= timeline.cellNanos() ? 0 : -1L << Math.min(TimelineCell.SLOTS - 1, into / timeline.slotNanos());
    }

    private long nanos(int cell, int slot) {
        return cell * timeline.cellNanos() + slot * timeline.slotNanos();
    }
}
