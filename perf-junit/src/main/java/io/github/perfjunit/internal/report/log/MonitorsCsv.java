// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.perfjunit.internal.util.OwnFile;
import io.github.perfjunit.metrics.MonitorSample;
import io.github.perfjunit.metrics.MonitorTimeline;
import io.github.perfjunit.metrics.Phase;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Writes {@code monitors.csv}: one row for each gauge at the end of each interval, late ones after all others. Not thread-safe. */
public final class MonitorsCsv implements Closeable {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_UNIT = 20;
    private static final double LEAST_PLAIN = 1e-6;
    private static final double MOST_PLAIN = 1e15;

    private final Path file;
    private final CsvWriter out;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    /**
     * Opens the file and writes its header.
     *
     * @param file the file to write; replaced if it exists
     * @throws IOException if the file cannot be written
     */
    public MonitorsCsv(Path file) throws IOException {
        this.file = file;
        out = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(OwnFile.create(file));
        out.writeRecord("t_ms", "phase", "monitor", "unit", "value");
        out.flush();
    }

    /**
     * Writes samples.
     *
     * @param toMillis end of the interval that they belong to
     * @param phase its phase
     * @param samples one element for each gauge
     * @throws IOException if they cannot be written
     */
    public void write(long toMillis, Phase phase, List<GaugeSample> samples) throws IOException {
        for (GaugeSample sample : samples) {
            String name = CsvText.of(sample.name(), LONGEST_NAME);
            names.put(name, sample.name());
            out.writeRecord(
                    Long.toString(toMillis),
                    phase.label(),
                    name,
                    CsvText.of(sample.unit(), LONGEST_UNIT),
                    number(sample.value()));
        }
        out.flush();
    }

    /** Returns the values written so far, read from disk on each pass. */
    public MonitorTimeline timeline() {
        return this::read;
    }

    private void read(Consumer<MonitorSample> each) {
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.SKIP) // the last row may be half written
                .ofCsvRecord(file)) {
            rows.stream().skip(1).map(this::sample).forEach(each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MonitorSample sample(CsvRecord row) {
        Phase phase = Arrays.stream(Phase.values())
                .filter(p -> p.label().equals(row.getField(1)))
                .findFirst()
                .orElseThrow();
        return new MonitorSample(
                Long.parseLong(row.getField(0)),
                phase,
                names.getOrDefault(row.getField(2), row.getField(2)),
                row.getField(3),
                Double.parseDouble(row.getField(4)));
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
