// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.meters;

import io.github.perfjunit.metrics.MonitorSample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The gauges of monitors as meters {@code loadtest.monitor}. Written by one thread, read by any. */
final class MonitorMeters {

    /** A gauge without a value in this many seconds has none: an old one would look like a steady one. */
    static final int LONGEST_SILENCE = 3;

    private final MeterSet meters;
    private final Map<String, Latest> gauges = new LinkedHashMap<>();

    private static final class Latest {
        private volatile double value = Double.NaN;
        private int silent;
    }

    MonitorMeters(MeterSet meters) {
        this.meters = meters;
    }

    /** Ends a second in which no monitor may have answered. */
    void nextSecond() {
        gauges.values().forEach(latest -> {
            latest.silent++;
            if (latest.silent > LONGEST_SILENCE) {
                latest.value = Double.NaN;
            }
        });
    }

    void set(List<MonitorSample> samples) {
        samples.forEach(sample -> {
            Latest latest = gauges.computeIfAbsent(sample.name(), name -> make(sample));
            latest.value = sample.value();
            latest.silent = 0;
        });
    }

    private Latest make(MonitorSample sample) {
        Latest latest = new Latest();
        String unit = sample.unit().isEmpty() ? "none" : sample.unit(); // some registries know no empty tags
        meters.gauge(
                "loadtest.monitor",
                meters.test().and("monitor", sample.name(), "unit", unit),
                latest,
                read -> read.value);
        return latest;
    }
}
