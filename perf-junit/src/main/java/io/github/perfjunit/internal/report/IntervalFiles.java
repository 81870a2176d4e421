// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.internal.report.log.GaugeSample;
import io.github.perfjunit.internal.report.log.HistogramLog;
import io.github.perfjunit.internal.report.log.HistogramTag;
import io.github.perfjunit.internal.report.log.IntervalsCsv;
import io.github.perfjunit.internal.report.log.MonitorsCsv;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.MonitorTimeline;
import io.github.perfjunit.metrics.Phase;
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
 * The files that grow second by second. A file that can no longer be written is noted, and the others go on. Not
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
     * @param directory the directory of the files
     * @param start supplies the start of the load; called when the first interval is written
     * @param severalScenarios true if the log must distinguish the same request of several scenarios
     * @param monitored whether there will be samples of monitors
     * @param notes receives a sentence for each incomplete file
     * @throws IOException if a file cannot be created
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
    void write(long toMillis, Phase phase, List<GaugeSample> samples) {
        MonitorsCsv csv = monitorsCsv;
        if (monitorsWriter != null && csv != null) {
            monitorsWriter.write(() -> csv.write(toMillis, phase, samples));
        }
    }

    /** Returns the intervals written so far, read from disk on each pass. */
    Timeline timeline() {
        return histograms.timeline();
    }

    /** Returns the values of the gauges written so far, read from disk on each pass. */
    MonitorTimeline monitorTimeline() {
        return monitorsCsv == null ? MonitorTimeline.EMPTY : monitorsCsv.timeline();
    }

    /** Returns the meaning of the tags of the log. */
    Map<String, HistogramTag> tags() {
        return histograms.tags();
    }

    /** Returns the percentiles of each name by window. */
    List<StoredWindows> windows() {
        return histograms.windows();
    }

    void close() {
        writers.forEach(GuardedWriter::close);
    }
}
