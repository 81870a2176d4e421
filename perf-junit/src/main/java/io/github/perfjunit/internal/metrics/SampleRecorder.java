// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the samples of all users and turns them into one-second intervals and totals.
 *
 * <p>Users append to one of {@value #STRIPES} striped buffers without waiting for each other; the histograms are only
 * touched when a buffer is read. So memory depends on the number of series, not on the number of users, stripes or
 * samples.
 */
public final class SampleRecorder {

    private static final int STRIPES = 16;
    private static final int CAPACITY = 1024;
    private static final int PHASES = Phase.values().length;

    private final SeriesNames names;
    private final SampleStripe[] stripes = new SampleStripe[STRIPES];
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SeriesCell[] current = new SeriesCell[0];
    private @Nullable SeriesCell[] totals = new SeriesCell[0];

    /** Creates an empty recorder. */
    public SampleRecorder(SeriesNames names) {
        this.names = names;
        Arrays.setAll(stripes, i -> new SampleStripe(CAPACITY, this::read));
    }

    /**
     * Adds one sample.
     *
     * @param lane any number that differs between threads, such as that of the user
     * @param phase phase in which it was due
     * @param ended phase in which it ended
     * @param cutOff true if the end of the load cut it off
     */
    public void record(
            int lane,
            int series,
            Phase phase,
            Phase ended,
            Outcome outcome,
            boolean cutOff,
            long responseNanos,
            long serviceNanos,
            long bytesSent,
            long bytesReceived) {
        stripes[lane & (STRIPES - 1)].append(
                SampleBuffer.pack(series, phase.ordinal(), ended.ordinal(), outcome.ordinal(), cutOff),
                responseNanos,
                serviceNanos,
                bytesSent,
                bytesReceived);
    }

    private void drain() {
        for (SampleStripe stripe : stripes) {
            stripe.drain();
        }
    }

    /**
     * Returns the response times of samples that ended well so far, in all phases.
     *
     * @param series numbers of the series
     * @return their sum
     */
    public LatencySummary ok(Collection<Integer> series) {
        return sum(series, List.of(SeriesCell::ok));
    }

    /**
     * Returns the response times of samples that ended so far, well or with a failure, in all phases.
     *
     * @param series numbers of the series
     * @return their sum
     */
    public LatencySummary ended(Collection<Integer> series) {
        return sum(series, List.of(SeriesCell::ok, SeriesCell::failed));
    }

    private LatencySummary sum(Collection<Integer> series, List<Function<SeriesCell, LatencySummary>> times) {
        drain();
        lock.lock();
        try {
            List<LatencySummary> parts = new ArrayList<>();
            for (int number : series) {
                for (int phase = 0; phase < PHASES; phase++) {
                    add(parts, current, number * PHASES + phase, times);
                    add(parts, totals, number * PHASES + phase, times);
                }
            }
            return LatencySummary.merge(parts);
        } finally {
            lock.unlock();
        }
    }

    private static void add(
            List<LatencySummary> parts,
            @Nullable SeriesCell[] cells,
            int index,
            List<Function<SeriesCell, LatencySummary>> times) {
        SeriesCell cell = index < cells.length ? cells[index] : null;
        if (cell != null) {
            times.forEach(each -> parts.add(each.apply(cell)));
        }
    }

    /** Returns how much was recorded so far, in all phases. */
    public Tally tally() {
        drain();
        lock.lock();
        try {
            Tally sum = Tally.NONE;
            for (SeriesCell cell : current) {
                sum = cell == null ? sum : cell.addTo(sum);
            }
            for (SeriesCell cell : totals) {
                sum = cell == null ? sum : cell.addTo(sum);
            }
            return sum;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the samples since the last call, and adds them to the totals. */
    public List<Series> takeInterval() {
        drain();
        lock.lock();
        try {
            List<Series> interval = new ArrayList<>();
            if (totals.length < current.length) {
                totals = Arrays.copyOf(totals, current.length);
            }
            for (int i = 0; i < current.length; i++) {
                SeriesCell cell = current[i];
                if (cell != null && cell.isTouched()) {
                    Series taken = cell.take();
                    interval.add(taken);
                    SeriesCell total = totals[i];
                    if (total == null) {
                        total = new SeriesCell(taken.key());
                        totals[i] = total;
                    }
                    total.add(taken);
                }
            }
            return interval;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the sum of all intervals taken so far. */
    public List<Series> totals() {
        lock.lock();
        try {
            List<Series> sums = new ArrayList<>();
            for (SeriesCell total : totals) {
                if (total != null) {
                    sums.add(total.copy());
                }
            }
            return sums;
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
                        .add(packed, buffer.value(i, 1), buffer.value(i, 2), buffer.value(i, 3), buffer.value(i, 4));
            }
        } finally {
            lock.unlock();
        }
    }

    private SeriesCell cell(int series, int phase) {
        int index = series * PHASES + phase;
        if (index >= current.length) {
            current = Arrays.copyOf(current, Math.max(index + 1, 2 * current.length));
        }
        SeriesCell cell = current[index];
        if (cell == null) {
            SeriesNames.Name name = names.name(series);
            cell = new SeriesCell(new Series.Key(name.scenario(), name.request(), name.kind(), Phase.values()[phase]));
            current[index] = cell;
        }
        return cell;
    }
}
