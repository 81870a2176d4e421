// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.internal.report.log.GaugeSample;
import io.github.perfjunit.internal.report.log.HistogramLog;
import io.github.perfjunit.internal.report.log.HistogramTag;
import io.github.perfjunit.internal.report.log.IntervalsCsv;
import io.github.perfjunit.internal.report.log.MonitorsCsv;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.Timeline;
import io.github.perfjunit.report.StoredWindows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files that grow second by second. One that cannot be written any more is noted, and the others go on. Not
 * thread-safe, except for what {@link #timeline()} reads.
 */
final class IntervalFiles {

    private final List<GuardedWriter> writers = new ArrayList<>();
    private final HistogramLog histograms;
    private @Nullable MonitorsCsv monitorsCsv;
    private @Nullable GuardedWriter monitorsWriter;

    /**
     * Opens the files.
     *
     * @param directory where they are made
     * @param start when the load began; asked when the first interval is written
     * @param severalScenarios true if the log must tell the same request of several scenarios apart
     * @param monitored whether there will be samples of monitors
     * @param notes gets a sentence for each file that is not complete
     * @throws IOException if a file cannot be made
     */
    IntervalFiles(
            Path directory,
            Supplier<Instant> start,
            boolean severalScenarios,
            boolean monitored,
            Consumer<String> notes)
            throws IOException {
        histograms = new HistogramLog(directory.resolve(OutputPaths.HISTOGRAMS), start, severalScenarios);
        writers.add(new GuardedWriter(OutputPaths.HISTOGRAMS, histograms::write, histograms, notes));
        try {
            IntervalsCsv csv = new IntervalsCsv(directory.resolve(OutputPaths.INTERVALS));
            writers.add(new GuardedWriter(OutputPaths.INTERVALS, csv::write, csv, notes));
            if (monitored) {
                MonitorsCsv csvOfMonitors = new MonitorsCsv(directory.resolve(OutputPaths.MONITORS));
                monitorsCsv = csvOfMonitors;
                monitorsWriter = new GuardedWriter(OutputPaths.MONITORS, interval -> {}, csvOfMonitors, notes);
                writers.add(monitorsWriter);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    void write(Interval interval) {
        writers.forEach(writer -> writer.accept(interval));
    }

    /** Writes the samples of a monitor, if there is a file for them. */
    void write(Interval interval, List<GaugeSample> samples) {
        MonitorsCsv csv = monitorsCsv;
        if (monitorsWriter != null && csv != null) {
            monitorsWriter.write(() -> csv.write(interval, samples));
        }
    }

    /** Returns the intervals written so far, read from disk on each walk. */
    Timeline timeline() {
        return histograms.timeline();
    }

    /** Returns what the tags of the log stand for. */
    Map<String, HistogramTag> tags() {
        return histograms.tags();
    }

    /** Returns the latencies of each name in windows of time. */
    List<StoredWindows> windows() {
        return histograms.windows();
    }

    void close() {
        writers.forEach(GuardedWriter::close);
    }
}
