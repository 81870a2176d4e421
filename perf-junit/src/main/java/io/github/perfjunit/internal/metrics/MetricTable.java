// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

import io.github.perfjunit.metrics.CustomMetric;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.NumberSummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The values that bodies give for metrics of their own, at most {@value #MAX_METRICS} names with tags in a load. Users append
 * to striped buffers, as for samples; buffers are made with the first value, so a load without metrics has none.
 * Thread-safe.
 */
public final class MetricTable {

    /** Maximum number of names with tags; further ones are counted as {@link LoadResult#OTHER}. */
    public static final int MAX_METRICS = 500;

    private static final int STRIPES = 16;
    private static final int CAPACITY = 256;
    private static final int PHASES = Phase.values().length;

    /**
     * A metric that has a number.
     *
     * @param number its number
     */
    record Slot(int number, String scenario, String name, Map<String, String> tags, CustomMetric.Kind kind) {}

    private final Map<String, CustomMetric.Kind> kinds = new HashMap<>();
    private final List<Slot> slots = new ArrayList<>();
    private final Map<List<Object>, Slot> known = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile SampleStripe[] stripes = new SampleStripe[0];
    private @Nullable Cell[] cells = new Cell[0];
    private int kept;

    /** Values so far of one metric in one phase; guarded by the lock. */
    private static final class Cell {
        private final NumberSummary.@Nullable Builder numbers;
        private long values;
        private double sum;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private double last;
        private long lastAt;

        Cell(CustomMetric.Kind kind) {
            numbers = kind == CustomMetric.Kind.TREND ? new NumberSummary.Builder() : null;
        }

        void add(double value, long at) {
            if (at != 0 && (lastAt == 0 || at - lastAt >= 0)) {
                last = value;
                lastAt = at;
            }
            values++;
            sum += value;
            min = Math.min(min, value);
            max = Math.max(max, value);
            if (numbers != null) {
                numbers.record(value);
            }
        }
    }

    /** Returns the metric of a name and its tags; one beyond the limit is that of the others of its kind. */
    Slot slot(String scenario, String name, Map<String, String> tags, CustomMetric.Kind kind) {
        lock.lock();
        try {
            CustomMetric.Kind before = kinds.get(name);
            if (before != null && before != kind) {
                throw new IllegalArgumentException("metric '" + name + "' is a " + before.text()
                        + " but was given a value of a " + kind.text() + "; use another name for one of them");
            }
            Slot slot = known.get(List.of(scenario, name, tags, kind));
            if (slot != null) {
                return slot;
            }
            boolean other = kept >= MAX_METRICS;
            if (!other) {
                kept++;
                kinds.put(name, kind);
                return add(scenario, name, tags, kind);
            }
            Slot others = known.get(List.of(scenario, LoadResult.OTHER, Map.of(), kind));
            return others != null ? others : add(scenario, LoadResult.OTHER, Map.of(), kind);
        } finally {
            lock.unlock();
        }
    }

    private Slot add(String scenario, String name, Map<String, String> tags, CustomMetric.Kind kind) {
        Slot slot = new Slot(slots.size(), scenario, name, tags, kind);
        slots.add(slot);
        known.put(List.of(scenario, name, tags, kind), slot);
        return slot;
    }

    /**
     * Adds one value.
     *
     * @param lane any number that differs between threads, such as that of the user
     * @param at when it was given, by {@link System#nanoTime()}, for a gauge; 0 for other kinds
     */
    void add(int lane, Slot slot, Phase phase, double value, long at) {
        SampleStripe[] current = stripes;
        if (current.length == 0) {
            current = open();
        }
        current[lane & (STRIPES - 1)].append(
                SampleBuffer.pack(slot.number, phase.ordinal(), phase.ordinal(), Outcome.OK.ordinal(), false),
                Double.doubleToRawLongBits(value),
                at,
                0,
                0);
    }

    private SampleStripe[] open() {
        lock.lock();
        try {
            if (stripes.length == 0) {
                SampleStripe[] opened = new SampleStripe[STRIPES];
                Arrays.setAll(opened, i -> new SampleStripe(CAPACITY, this::read));
                stripes = opened;
            }
            return stripes;
        } finally {
            lock.unlock();
        }
    }

    private void read(SampleBuffer buffer) {
        lock.lock();
        try {
            int size = buffer.size();
            for (int i = 0; i < size; i++) {
                long packed = buffer.value(i, 0);
                cell(SampleBuffer.series(packed), SampleBuffer.phase(packed))
                        .add(Double.longBitsToDouble(buffer.value(i, 1)), buffer.value(i, 2));
            }
        } finally {
            lock.unlock();
        }
    }

    private Cell cell(int slot, int phase) {
        int index = slot * PHASES + phase;
        if (index >= cells.length) {
            cells = Arrays.copyOf(cells, Math.max(index + 1, 2 * cells.length));
        }
        Cell cell = cells[index];
        if (cell == null) {
            cell = new Cell(slots.get(slot).kind());
            cells[index] = cell;
        }
        return cell;
    }

    /**
     * Returns the values so far.
     *
     * @param start the start of the load, by {@link System#nanoTime()}
     */
    public List<CustomMetric> summaries(long start) {
        for (SampleStripe stripe : stripes) {
            stripe.drain();
        }
        lock.lock();
        try {
            List<CustomMetric> all = new ArrayList<>();
            for (int i = 0; i < cells.length; i++) {
                Cell cell = cells[i];
                if (cell != null) {
                    all.add(summary(slots.get(i / PHASES), Phase.values()[i % PHASES], cell, start));
                }
            }
            return CustomMetric.merge(all);
        } finally {
            lock.unlock();
        }
    }

    private static CustomMetric summary(Slot slot, Phase phase, Cell cell, long start) {
        return new CustomMetric(
                new CustomMetric.Key(slot.scenario, slot.name, slot.tags, slot.kind, phase),
                cell.values,
                cell.sum,
                cell.min,
                cell.max,
                cell.last,
                cell.lastAt == 0 ? 0 : Math.max(0, (cell.lastAt - start) / 1_000_000),
                cell.numbers == null ? NumberSummary.EMPTY : cell.numbers.copy());
    }
}
