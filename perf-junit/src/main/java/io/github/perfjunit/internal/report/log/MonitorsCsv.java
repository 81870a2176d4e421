// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.perfjunit.metrics.Interval;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes {@code monitors.csv}: one row a gauge at the end of each interval. Not thread-safe. */
public final class MonitorsCsv implements Closeable {

    private final CsvWriter out;

    /**
     * Opens the file and writes its header.
     *
     * @param file where to write; replaced if it exists
     * @throws IOException if the file cannot be written
     */
    public MonitorsCsv(Path file) throws IOException {
        out = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
        out.writeRecord("t_ms", "phase", "monitor", "unit", "value");
        out.flush();
    }

    /**
     * Writes the samples of an interval.
     *
     * @param interval the interval that they belong to
     * @param samples one element a gauge
     * @throws IOException if they cannot be written
     */
    public void write(Interval interval, List<GaugeSample> samples) throws IOException {
        for (GaugeSample sample : samples) {
            out.writeRecord(
                    Long.toString(interval.toMillis()),
                    interval.phase().label(),
                    sample.name(),
                    sample.unit(),
                    BigDecimal.valueOf(sample.value()).stripTrailingZeros().toPlainString());
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
