// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.internal.report.log.GaugeSample;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.monitor.JvmGauge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of all gauges over the measured time. Not thread-safe. */
final class MonitorFigures {

    /** Maximum number of gauges in one load; further ones are left out. */
    static final int MOST_GAUGES = 100;

    private final Map<String, Gauge> gauges = new LinkedHashMap<>();
    private boolean tooMany;

    /**
     * Takes a sample; one without a value makes its gauge known.
     *
     * @return false if it is left out because there are too many names
     */
    boolean add(GaugeSample sample, boolean measured) {
        Gauge gauge = gauges.get(sample.name());
        if (gauge == null) {
            if (gauges.size() >= MOST_GAUGES) {
                tooMany = true;
                return false;
            }
            gauge = new Gauge(sample.name(), sample.unit());
            gauges.put(sample.name(), gauge);
        }
        gauge.seen |= sample.hasValue();
        if (measured && sample.hasValue()) {
            gauge.add(sample.value());
        }
        return true;
    }

    /** Returns one summary for each gauge, in the order of their first samples. */
    List<MonitorSummary> summaries() {
        return gauges.values().stream().map(Gauge::summary).toList();
    }

    /** Returns the names of the gauges that never had a value, but for the live heap, which needs a collection. */
    List<String> withoutAnyValue() {
        return gauges.values().stream()
                .filter(gauge -> !gauge.seen && !JvmGauge.HEAP_LIVE.isMeantBy(gauge.name))
                .map(gauge -> gauge.name)
                .toList();
    }

    /** Returns whether gauges were left out because there are more than {@value #MOST_GAUGES} names. */
    boolean hasTooMany() {
        return tooMany;
    }

    private static final class Gauge {

        private final String name;
        private final String unit;
        private boolean seen;
        private long samples;
        private double sum;
        private double min = Double.NaN;
        private double max = Double.NaN;
        private double last = Double.NaN;

        Gauge(String name, String unit) {
            this.name = name;
            this.unit = unit;
        }

        void add(double value) {
            min = samples == 0 ? value : Math.min(min, value);
            max = samples == 0 ? value : Math.max(max, value);
            sum += value;
            last = value;
            samples++;
        }

        MonitorSummary summary() {
            return new MonitorSummary(name, unit, samples, min, sum / samples, max, last);
        }
    }
}
