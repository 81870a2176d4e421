// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.perfjunit.internal.util.OwnFile;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes {@code intervals.csv}: one row for each second, phase and request, all scenarios together; then one for each
 * step with requests inside it, and one for the iterations of each scenario.
 *
 * <p>The phase is that of the samples, so the rows of kind {@code request} and phase {@code measure} add up to the
 * figures that objectives judge; those of kind {@code iteration} do if the bodies made no request. A second in which
 * nothing ended has a row too, with the request left empty. Not thread-safe.
 */
public final class IntervalsCsv implements Closeable {

    private static final int LONGEST_NAME = 300;

    private final CsvWriter out;

    /** In the order in which they are written. */
    private static final List<SeriesKind> KINDS = List.of(SeriesKind.REQUEST, SeriesKind.STEP, SeriesKind.ITERATION);

    private record Row(Phase phase, String request, String kind) {}

    /**
     * Opens the file and writes its header.
     *
     * @param file the file to write; replaced if it exists
     * @throws IOException if the file cannot be written
     */
    public IntervalsCsv(Path file) throws IOException {
        out = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(OwnFile.create(file));
        out.writeRecord(
                "t_ms",
                "phase",
                "request",
                "count",
                "errors",
                "users",
                "target_per_s",
                "p50_us",
                "p95_us",
                "p99_us",
                "max_us",
                "kind");
        out.flush();
    }

    /**
     * Writes the samples of an interval.
     *
     * @param interval the interval after the last one
     * @throws IOException if it cannot be written
     */
    public void write(Interval interval) throws IOException {
        Map<Row, List<Series>> rows = new LinkedHashMap<>();
        for (SeriesKind kind : KINDS) {
            for (Series series : interval.series()) {
                Series.Key key = series.key();
                if (key.kind() == kind && ended(series) > 0) {
                    Row row = new Row(key.phase(), key.request(), kind.name().toLowerCase(Locale.ROOT));
                    rows.computeIfAbsent(row, each -> new ArrayList<>()).add(series);
                }
            }
        }
        if (rows.isEmpty()) {
            write(interval, new Row(interval.phase(), "", ""), List.of());
        }
        for (Map.Entry<Row, List<Series>> row : rows.entrySet()) {
            write(interval, row.getKey(), row.getValue());
        }
        out.flush();
    }

    private static long ended(Series series) {
        return series.count(Outcome.OK) + series.failures();
    }

    private void write(Interval interval, Row row, List<Series> series) {
        LatencySummary ok = LatencySummary.merge(series.stream().map(Series::ok).toList());
        long errors = series.stream().mapToLong(Series::failures).sum();
        out.writeRecord(
                Long.toString(interval.fromMillis()),
                row.phase.label(),
                CsvText.of(row.request, LONGEST_NAME),
                Long.toString(series.stream().mapToLong(IntervalsCsv::ended).sum()),
                Long.toString(errors),
                Integer.toString(interval.users()),
                plain(interval.targetPerSecond()),
                micros(ok, ok.percentile(50)),
                micros(ok, ok.percentile(95)),
                micros(ok, ok.percentile(99)),
                micros(ok, ok.max()),
                row.kind);
    }

    private static String plain(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String micros(LatencySummary summary, Duration value) {
        return summary.isEmpty() ? "" : Long.toString(value.toNanos() / 1000);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
