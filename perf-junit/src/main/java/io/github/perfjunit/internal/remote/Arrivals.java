// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.spi.IntervalMerger;
import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parts of all workers, added up second by second as they arrive. What is kept is the sum and the seconds that some
 * workers have not reached yet. Only {@link #sum()} is for any thread.
 */
final class Arrivals {

    /** Intervals between which the sum is made: each makes new histograms. */
    private static final int TOGETHER = 20;

    private final RunStore store;
    private final Fleet fleet;
    private final IntervalMerger merger;
    private final BiConsumer<Interval, List<Gauge>> samples;
    private final ReentrantLock lock = new ReentrantLock();
    private List<Series> sum = new ArrayList<>();
    private int since;

    Arrivals(RunStore store, Fleet fleet, Consumer<Interval> whole, BiConsumer<Interval, List<Gauge>> samples) {
        this.samples = samples;
        this.store = store;
        this.fleet = fleet;
        this.merger = new IntervalMerger(fleet.count(), interval -> {
            add(interval);
            whole.accept(interval);
        });
    }

    private void add(Interval interval) {
        lock.lock();
        try {
            sum.addAll(interval.series());
            if (++since % TOGETHER == 0) {
                sum = Series.merge(sum);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes all parts that are there. */
    void look() throws IOException {
        int part = fleet.all().stream()
                .filter(worker -> !worker.over)
                .mapToInt(worker -> worker.parts)
                .min()
                .orElse(-1);
        while (part >= 0) {
            List<String> keys = store.list(Keys.parts(part));
            for (String key : keys) {
                WorkerState worker = fleet.worker(Keys.worker(key));
                if (worker != null && !worker.over && worker.parts == part) {
                    take(worker, store.get(key));
                }
            }
            part = keys.isEmpty() ? -1 : part + 1;
        }
    }

    private void take(WorkerState worker, byte @Nullable [] bytes) {
        if (bytes == null || worker.isLost()) {
            return;
        }
        PartMessage message;
        try {
            message = PartMessage.read(bytes);
        } catch (IllegalArgumentException e) {
            fleet.lose(worker, "part " + worker.parts + " of its figures cannot be read: " + e.getMessage());
            return;
        }
        worker.take(message);
        message.intervals().forEach(interval -> merger.add(worker.number, interval));
        message.samples()
                .forEach(sample -> samples.accept(
                        sample.interval(),
                        sample.gauges().stream()
                                .map(gauge -> named(gauge, worker.number))
                                .toList()));
    }

    private static Gauge named(Gauge gauge, int worker) {
        return new Gauge(gauge.name() + " [worker " + worker + "]", gauge.unit(), gauge.value());
    }

    /** Notes that a worker sends no more. */
    void end(WorkerState worker) {
        merger.end(worker.number);
    }

    /** Returns the sum of the intervals that were passed on. */
    List<Series> sum() {
        lock.lock();
        try {
            sum = Series.merge(sum);
            return List.copyOf(sum);
        } finally {
            lock.unlock();
        }
    }
}
