// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.Timeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The intervals of a load, read back from its {@code latency.hlog}: one interval in memory at a time, whatever the
 * length of the load.
 *
 * <p>Latencies are without loss. The log keeps no outcomes and no bytes: what ended well counts as
 * {@link Outcome#OK}, every failure as {@link Outcome#ERROR}, and interrupted or skipped samples are not in it.
 * Thread-safe.
 */
public final class HistogramLogTimeline implements Timeline {

    private final Path file;
    private final HistogramTags tags;
    private final LongSupplier complete;

    HistogramLogTimeline(Path file, HistogramTags tags, LongSupplier complete) {
        this.file = file;
        this.tags = tags;
        this.complete = complete;
    }

    /**
     * Walks through the intervals that were complete when the walk began.
     *
     * @param each called for each interval, on the calling thread
     * @throws UncheckedIOException if the file cannot be read, or someone has changed it
     */
    @Override
    public void forEach(Consumer<Interval> each) {
        long left =
                complete.getAsLong(); // a line after these may be cut off: the disk was full, or it is being written
        if (left == 0) {
            return;
        }
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), StandardCharsets.UTF_8))) {
            Open open = null;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(HistogramLog.INTERVAL)) {
                    if (open != null) {
                        each.accept(open.close());
                        left--;
                    }
                    open = left == 0 ? null : Open.of(fields(line));
                    if (open == null) {
                        break;
                    }
                } else if (open != null && line.startsWith(HistogramLog.SCENARIO)) {
                    open.scenarios.add(
                            ScenarioInterval.decode(line.substring(HistogramLog.SCENARIO.length(), line.length() - 1)));
                } else if (open != null) {
                    add(open, line);
                }
            }
            if (open != null) {
                each.accept(open.close());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException(file + " was changed: " + e.getMessage(), new IOException(e));
        }
    }

    private static String[] fields(String comment) {
        return comment.substring(HistogramLog.INTERVAL.length(), comment.length() - 1)
                .split(" ", -1);
    }

    private void add(Open open, String line) {
        String[] columns = line.split(",", -1);
        HistogramTag tag = columns.length == 5 && columns[0].startsWith("Tag=")
                ? tags.tag(columns[0].substring("Tag=".length()))
                : null;
        if (tag == null) {
            throw new IllegalArgumentException("no such tag");
        }
        open.summaries
                .computeIfAbsent(tag.key(), key -> new LinkedHashMap<>())
                .put(tag.values(), summary(columns[4], columns[3]));
    }

    /** The longest value stands in a column of its own, to the nanosecond. */
    private static LatencySummary summary(String encoded, String maxMillis) {
        LatencySummary read = LatencySummary.decode(encoded);
        long max = new BigDecimal(maxMillis).movePointRight(6).longValueExact();
        return LatencySummary.decode(encoded, read.min(), Duration.ofNanos(max));
    }

    /** An interval whose lines are being read. */
    private record Open(
            long fromMillis,
            long toMillis,
            Phase phase,
            double lostMillis,
            List<ScenarioInterval> scenarios,
            Map<Series.Key, Map<HistogramTag.Values, LatencySummary>> summaries) {

        static Open of(String[] fields) {
            if (fields.length != 4) {
                throw new IllegalArgumentException("no such interval");
            }
            return new Open(
                    Long.parseLong(fields[0]),
                    Long.parseLong(fields[1]),
                    Phase.valueOf(fields[2]),
                    Double.parseDouble(fields[3]),
                    new ArrayList<>(),
                    new LinkedHashMap<>());
        }

        Interval close() {
            List<Series> series = new ArrayList<>();
            summaries.forEach((key, values) -> series.add(series(key, values)));
            return new Interval(fromMillis, toMillis, phase, series, scenarios, lostMillis);
        }

        private static Series series(Series.Key key, Map<HistogramTag.Values, LatencySummary> values) {
            LatencySummary ok = of(values, HistogramTag.Values.OK, LatencySummary.EMPTY);
            LatencySummary failed = of(values, HistogramTag.Values.FAILED, LatencySummary.EMPTY);
            LatencySummary service = of(values, HistogramTag.Values.SERVICE, ok);
            Map<Outcome, Long> counts = new LinkedHashMap<>();
            if (!ok.isEmpty()) {
                counts.put(Outcome.OK, ok.count());
            }
            if (!failed.isEmpty()) {
                counts.put(Outcome.ERROR, failed.count());
            }
            LatencySummary cutOff = of(values, HistogramTag.Values.CUT_OFF, LatencySummary.EMPTY);
            Map<Phase, Long> okEnded = ok.isEmpty() ? Map.of() : Map.of(key.phase(), ok.count());
            return new Series(key, counts, ok, failed, service, cutOff, okEnded, 0, 0);
        }

        private static LatencySummary of(
                Map<HistogramTag.Values, LatencySummary> values, HistogramTag.Values which, LatencySummary absent) {
            @Nullable LatencySummary summary = values.get(which);
            return summary == null ? absent : summary;
        }
    }
}
