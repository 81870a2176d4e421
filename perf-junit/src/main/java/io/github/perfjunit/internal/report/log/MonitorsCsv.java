// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.perfjunit.internal.util.OwnFile;
import io.github.perfjunit.metrics.Interval;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

/** Writes {@code monitors.csv}: one row for each gauge at the end of each interval. Not thread-safe. */
public final class MonitorsCsv implements Closeable {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_UNIT = 20;
    private static final double LEAST_PLAIN = 1e-6;
    private static final double MOST_PLAIN = 1e15;

    private final CsvWriter out;

    /**
     * Opens the file and writes its header.
     *
     * @param file the file to write; replaced if it exists
     * @throws IOException if the file cannot be written
     */
    public MonitorsCsv(Path file) throws IOException {
        out = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(OwnFile.create(file));
        out.writeRecord("t_ms", "phase", "monitor", "unit", "value");
        out.flush();
    }

    /**
     * Writes the samples of an interval.
     *
     * @param interval the interval that they belong to
     * @param samples one element for each gauge
     * @throws IOException if they cannot be written
     */
    public void write(Interval interval, List<GaugeSample> samples) throws IOException {
        for (GaugeSample sample : samples) {
            out.writeRecord(
                    Long.toString(interval.toMillis()),
                    interval.phase().label(),
                    CsvText.of(sample.name(), LONGEST_NAME),
                    CsvText.of(sample.unit(), LONGEST_UNIT),
                    number(sample.value()));
        }
        out.flush();
    }

    /** Powers of ten only for numbers with very many digits. */
    private static String number(double value) {
        double size = Math.abs(value);
        boolean plain = size == 0 || (size >= LEAST_PLAIN && size < MOST_PLAIN);
        return plain ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString() : Double.toString(value);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
