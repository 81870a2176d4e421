// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.perfjunit.internal.util.OwnFile;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.Timeline;
import io.github.perfjunit.report.StoredTimeline;
import io.github.perfjunit.report.StoredWindows;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes {@code latency.hlog}: HdrHistogram log format 1.3, one line a second and tag, values in nanoseconds.
 *
 * <p>Comments hold data for which the format has no column, so that {@link StoredTimeline} reads back equal intervals;
 * other readers of the format skip them. Each interval is flushed, so a killed run leaves all but its last second. Not
 * thread-safe, except for what {@link #timeline()} reads.
 */
public final class HistogramLog implements Closeable {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String NONE = "-";
    private static final String SAME_AS_OK = "=";

    private final Path file;
    private final Supplier<Instant> start;
    private final HistogramTags tags;
    private final BufferedWriter out;
    private final Map<Series.Key, Integer> keys = new HashMap<>();
    private final AtomicLong written = new AtomicLong();
    private final WindowRecorder windows = new WindowRecorder();
    private boolean begun;

    /**
     * Opens the log.
     *
     * @param file the file to write; replaced if it exists
     * @param start start of the load, to which all times are relative
     * @param severalScenarios true if tags must distinguish the same request of several scenarios
     * @throws IOException if the file cannot be written
     */
    public HistogramLog(Path file, Instant start, boolean severalScenarios) throws IOException {
        this(file, () -> start, severalScenarios);
    }

    /**
     * Opens the log of a load that has not begun.
     *
     * @param file the file to write; replaced if it exists
     * @param start supplies the start of the load, to which all times are relative; called once, at the end of the
     *     first interval
     * @param severalScenarios true if tags must distinguish the same request of several scenarios
     * @throws IOException if the file cannot be written
     */
    public HistogramLog(Path file, Supplier<Instant> start, boolean severalScenarios) throws IOException {
        this.file = file;
        this.start = start;
        this.tags = new HistogramTags(severalScenarios);
        this.out = OwnFile.create(file);
    }

    private void head() throws IOException {
        if (begun) {
            return;
        }
        begun = true;
        Instant began = start.get();
        double seconds = began.toEpochMilli() / 1e3;
        out.write("#[Histogram log format version 1.3]\n");
        out.write(String.format(Locale.ROOT, "#[StartTime: %.3f (seconds since epoch), %s]\n", seconds, began));
        out.write(String.format(Locale.ROOT, "#[BaseTime: %.3f (seconds since epoch)]\n", seconds));
        out.write("\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n");
    }

    /**
     * Writes the samples of an interval.
     *
     * @param interval the interval after the last one
     * @throws IOException if it cannot be written
     */
    public void write(Interval interval) throws IOException {
        head();
        out.write("#[Interval: " + interval.fromMillis() + " " + interval.toMillis() + " " + interval.phase() + " "
                + interval.lostMillis() + "]\n");
        for (ScenarioInterval scenario : interval.scenarios()) {
            out.write("#[Scenario: " + scenario.encode() + "]\n");
        }
        String times = String.format(
                Locale.ROOT,
                ",%.3f,%.3f,",
                interval.fromMillis() / 1e3,
                (interval.toMillis() - interval.fromMillis()) / 1e3);
        for (Series series : interval.series()) {
            write(series, times);
        }
        out.write("#[End]\n");
        out.flush();
        windows.add(interval);
        written.incrementAndGet();
    }

    /**
     * Writes the data for which the format has no column, then the distributions in the order in which they are read.
     */
    private void write(Series series, String times) throws IOException {
        boolean sameService = series.service().equals(series.ok());
        out.write("#[Series: " + key(series.key()) + " " + counts(series.counts()) + " " + counts(series.okEnded())
                + " " + series.bytesSent() + " " + series.bytesReceived() + " " + min(series.ok()) + " "
                + min(series.failed()) + " " + min(series.cutOff()) + " "
                + (sameService ? SAME_AS_OK : min(series.service())) + "]\n");
        line(series, HistogramTag.Values.OK, times);
        line(series, HistogramTag.Values.FAILED, times);
        line(series, HistogramTag.Values.CUT_OFF, times);
        if (!sameService) {
            line(series, HistogramTag.Values.SERVICE, times);
        }
    }

    /** Returns the number of a key, which is written before its first series. */
    private int key(Series.Key key) throws IOException {
        Integer known = keys.get(key);
        if (known != null) {
            return known;
        }
        int number = keys.size();
        out.write("#[Key: " + number + " " + MAPPER.writeValueAsString(key) + "]\n");
        keys.put(key, number);
        return number;
    }

    private static <E extends Enum<E>> String counts(Map<E, Long> counts) {
        return counts.isEmpty()
                ? NONE
                : new TreeMap<>(counts)
                        .entrySet().stream()
                                .map(each -> each.getKey().name() + "=" + each.getValue())
                                .collect(Collectors.joining(","));
    }

    private static String min(LatencySummary summary) {
        return summary.isEmpty() ? NONE : Long.toString(summary.min().toNanos());
    }

    private void line(Series series, HistogramTag.Values values, String times) throws IOException {
        LatencySummary summary = values.of(series);
        if (summary.isEmpty()) {
            return;
        }
        out.write("Tag=" + tags.text(new HistogramTag(series.key(), values)) + times
                + BigDecimal.valueOf(summary.max().toNanos(), 6)
                        .toPlainString() // the format's unit of this column alone
                + "," + summary.encode() + "\n");
    }

    /**
     * Returns the meaning of the tags used so far.
     *
     * @return tag to meaning, in the order of first use
     */
    public Map<String, HistogramTag> tags() {
        return tags.all();
    }

    /**
     * Returns the percentiles of the measured time so far, by window.
     *
     * @return one element for each request, step and scenario, in the order of their first samples
     */
    public List<StoredWindows> windows() {
        return windows.windows();
    }

    /**
     * Returns the intervals written so far; the timeline grows with the log.
     *
     * @return a timeline that reads the file on each pass
     */
    public Timeline timeline() {
        return StoredTimeline.of(file, written::get);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            head();
        }
    }
}
