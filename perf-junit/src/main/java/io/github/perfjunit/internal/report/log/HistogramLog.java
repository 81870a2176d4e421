// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import io.github.perfjunit.internal.util.OwnFile;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.Series;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes {@code latency.hlog}: HdrHistogram log format 1.3, one line a second and tag, values in nanoseconds.
 *
 * <p>A comment before the lines of each interval keeps what the format has no column for; readers of the format skip
 * it. Each interval is flushed, so a killed run leaves all but its last second. Not thread-safe, except for what
 * {@link #timeline()} reads.
 */
public final class HistogramLog implements Closeable {

    /** Begins the comment before the lines of an interval: from, to, phase, lost milliseconds. */
    static final String INTERVAL = "#[Interval: ";

    /** Begins the comment that tells what a scenario did in the interval. */
    static final String SCENARIO = "#[Scenario: ";

    private final Path file;
    private final HistogramTags tags;
    private final BufferedWriter out;
    private final AtomicLong written = new AtomicLong();

    /**
     * Opens the log and writes its head.
     *
     * @param file where to write; replaced if it exists
     * @param start when the load began, to which all times are relative
     * @param severalScenarios true if tags must tell the same request of several scenarios apart
     * @throws IOException if the file cannot be written
     */
    public HistogramLog(Path file, Instant start, boolean severalScenarios) throws IOException {
        this.file = file;
        this.tags = new HistogramTags(severalScenarios);
        this.out = OwnFile.create(file);
        double seconds = start.toEpochMilli() / 1e3;
        out.write("#[Histogram log format version 1.3]\n");
        out.write(String.format(Locale.ROOT, "#[StartTime: %.3f (seconds since epoch), %s]\n", seconds, start));
        out.write(String.format(Locale.ROOT, "#[BaseTime: %.3f (seconds since epoch)]\n", seconds));
        out.write("\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n");
        out.flush();
    }

    /**
     * Writes what ended in an interval.
     *
     * @param interval the interval after the last one
     * @throws IOException if it cannot be written
     */
    public void write(Interval interval) throws IOException {
        out.write(INTERVAL + interval.fromMillis() + " " + interval.toMillis() + " " + interval.phase() + " "
                + interval.lostMillis() + "]\n");
        for (ScenarioInterval scenario : interval.scenarios()) {
            out.write(SCENARIO + scenario.encode() + "]\n");
        }
        for (Series series : interval.series()) {
            line(interval, series, HistogramTag.Values.OK);
            line(interval, series, HistogramTag.Values.FAILED);
            line(interval, series, HistogramTag.Values.CUT_OFF);
            if (!series.service().equals(series.ok())) {
                line(interval, series, HistogramTag.Values.SERVICE);
            }
        }
        out.flush();
        written.incrementAndGet();
    }

    private void line(Interval interval, Series series, HistogramTag.Values values) throws IOException {
        LatencySummary summary = values.of(series);
        if (summary.isEmpty()) {
            return;
        }
        out.write(String.format(
                Locale.ROOT,
                "Tag=%s,%.3f,%.3f,%.6f,%s\n",
                tags.text(new HistogramTag(series.key(), values)),
                interval.fromMillis() / 1e3,
                (interval.toMillis() - interval.fromMillis()) / 1e3,
                summary.max().toNanos() / 1e6, // the format's customary unit of this column alone
                summary.encode()));
    }

    /**
     * Returns what the tags used so far stand for.
     *
     * @return tag to meaning, in the order of first use
     */
    public Map<String, HistogramTag> tags() {
        return tags.all();
    }

    /**
     * Returns the intervals written so far; the timeline grows with the log.
     *
     * @return a timeline that reads the file on each walk
     */
    public HistogramLogTimeline timeline() {
        return new HistogramLogTimeline(file, tags, written::get);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
