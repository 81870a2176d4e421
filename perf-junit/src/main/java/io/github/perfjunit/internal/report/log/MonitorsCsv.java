// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.spi.Monitor;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Samples monitors at the end of each interval into {@code monitors.csv}, one row a gauge, and keeps their figures over
 * {@link Phase#MEASURE}. Not thread-safe.
 */
public final class MonitorsCsv implements Closeable {

    /** Most names of gauges in one load; further ones are left out. */
    public static final int MOST_GAUGES = 100;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_UNIT = 20;

    private final List<Monitor> monitors;
    private final CsvWriter out;
    private final Map<String, Gauge> gauges = new LinkedHashMap<>();
    private boolean tooMany;

    /**
     * Opens the file and writes its header.
     *
     * @param file where to write; replaced if it exists
     * @param monitors what is sampled
     * @throws IOException if the file cannot be written
     */
    public MonitorsCsv(Path file, List<Monitor> monitors) throws IOException {
        this.monitors = List.copyOf(monitors);
        out = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
        out.writeRecord("t_ms", "phase", "monitor", "unit", "value");
        out.flush();
    }

    /**
     * Takes a sample.
     *
     * @param interval the interval that has just ended
     * @throws IOException if it cannot be written
     */
    public void write(Interval interval) throws IOException {
        for (Monitor monitor : monitors) {
            monitor.sample((name, unit, value) ->
                    gauge(interval, PlainText.of(name, LONGEST_NAME), PlainText.of(unit, LONGEST_UNIT), value));
        }
        out.flush();
    }

    private void gauge(Interval interval, String name, String unit, double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        Gauge gauge = gauges.get(name);
        if (gauge == null) {
            if (gauges.size() >= MOST_GAUGES) {
                tooMany = true;
                return;
            }
            gauge = new Gauge(name, unit);
            gauges.put(name, gauge);
        }
        if (interval.phase() == Phase.MEASURE) {
            gauge.add(value);
        }
        out.writeRecord(
                Long.toString(interval.toMillis()),
                interval.phase().label(),
                name,
                unit,
                BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
    }

    /**
     * Returns the figures so far.
     *
     * @return one summary a gauge, in the order in which they first came
     */
    public List<MonitorSummary> summaries() {
        return gauges.values().stream().map(Gauge::summary).toList();
    }

    /**
     * Tells whether gauges were left out because there are too many names.
     *
     * @return true beyond {@value #MOST_GAUGES}
     */
    public boolean hasTooMany() {
        return tooMany;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static final class Gauge {

        private final String name;
        private final String unit;
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
