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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes {@code intervals.csv}: one row a second, phase and request, all scenarios together; iterations stand for
 * requests where the bodies make none.
 *
 * <p>The phase is that of the samples, so the rows of {@code measure} add up to what objectives see. A second in
 * which nothing ended has a row too, with the request left empty. Not thread-safe.
 */
public final class IntervalsCsv implements Closeable {

    private static final int LONGEST_NAME = 300;

    private final CsvWriter out;
    private boolean requestsSeen;

    private record Row(Phase phase, String request) {}

    /**
     * Opens the file and writes its header.
     *
     * @param file where to write; replaced if it exists
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
                "max_us");
        out.flush();
    }

    /**
     * Writes what ended in an interval.
     *
     * @param interval the interval after the last one
     * @throws IOException if it cannot be written
     */
    public void write(Interval interval) throws IOException {
        requestsSeen |= interval.series().stream().anyMatch(s -> s.key().kind() == SeriesKind.REQUEST);
        SeriesKind kind = requestsSeen ? SeriesKind.REQUEST : SeriesKind.ITERATION;
        Map<Row, List<Series>> rows = new LinkedHashMap<>();
        for (Series series : interval.series()) {
            Series.Key key = series.key();
            if (key.kind() == kind) {
                rows.merge(new Row(key.phase(), key.request()), List.of(series), IntervalsCsv::append);
            }
        }
        if (rows.isEmpty()) {
            write(interval, new Row(interval.phase(), ""), List.of());
        }
        for (Map.Entry<Row, List<Series>> row : rows.entrySet()) {
            write(interval, row.getKey(), row.getValue());
        }
        out.flush();
    }

    private static List<Series> append(List<Series> some, List<Series> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private void write(Interval interval, Row row, List<Series> series) {
        LatencySummary ok = LatencySummary.merge(series.stream().map(Series::ok).toList());
        long errors = series.stream().mapToLong(Series::failures).sum();
        long good = series.stream().mapToLong(s -> s.count(Outcome.OK)).sum();
        out.writeRecord(
                Long.toString(interval.fromMillis()),
                row.phase.label(),
                CsvText.of(row.request, LONGEST_NAME),
                Long.toString(good + errors),
                Long.toString(errors),
                Integer.toString(interval.users()),
                plain(interval.targetPerSecond()),
                micros(ok, ok.percentile(50)),
                micros(ok, ok.percentile(95)),
                micros(ok, ok.percentile(99)),
                micros(ok, ok.max()));
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
