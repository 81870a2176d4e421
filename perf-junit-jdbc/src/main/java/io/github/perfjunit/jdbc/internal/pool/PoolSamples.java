// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import io.github.perfjunit.jdbc.report.PoolGauge;
import java.util.function.ToIntFunction;

/** Sums up counts of a pool. Not thread-safe. */
final class PoolSamples {

    private final Gauge active = new Gauge(PoolCounts::active);
    private final Gauge idle = new Gauge(PoolCounts::idle);
    private final Gauge total = new Gauge(PoolCounts::total);
    private final Gauge pending = new Gauge(PoolCounts::pending);
    private long count;
    private long waiting;

    void add(PoolCounts counts) {
        active.add(counts);
        idle.add(counts);
        total.add(counts);
        pending.add(counts);
        count++;
        waiting += counts.pending() > 0 ? 1 : 0;
    }

    long count() {
        return count;
    }

    double pendingShare() {
        return count == 0 ? 0 : (double) waiting / count;
    }

    PoolGauge active() {
        return active.gauge(count);
    }

    PoolGauge idle() {
        return idle.gauge(count);
    }

    PoolGauge total() {
        return total.gauge(count);
    }

    PoolGauge pending() {
        return pending.gauge(count);
    }

    private static final class Gauge {

        private final ToIntFunction<PoolCounts> reading;
        private int min = Integer.MAX_VALUE;
        private int max;
        private long sum;

        Gauge(ToIntFunction<PoolCounts> reading) {
            this.reading = reading;
        }

        void add(PoolCounts counts) {
            int value = reading.applyAsInt(counts);
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
        }

        PoolGauge gauge(long count) {
            return count == 0 ? PoolGauge.NONE : new PoolGauge(min, (double) sum / count, max);
        }
    }
}
