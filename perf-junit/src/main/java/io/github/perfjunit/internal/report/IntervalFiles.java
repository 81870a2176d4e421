// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.internal.report.log.HistogramLog;
import io.github.perfjunit.internal.report.log.HistogramTag;
import io.github.perfjunit.internal.report.log.IntervalsCsv;
import io.github.perfjunit.internal.report.log.MonitorsCsv;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files that grow second by second. One that cannot be written any more is noted, and the others go on. Not
 * thread-safe, except for what {@link #timeline()} reads.
 */
final class IntervalFiles {

    private final List<GuardedWriter> writers = new ArrayList<>();
    private final HistogramLog histograms;

    /**
     * Opens the files.
     *
     * @param directory where they are made
     * @param start when the load began
     * @param severalScenarios true if the log must tell the same request of several scenarios apart
     * @param monitors what is sampled at the end of each interval; null if nothing is
     * @param notes gets a sentence for each file that is not complete
     * @throws IOException if a file cannot be made
     */
    IntervalFiles(
            Path directory,
            Instant start,
            boolean severalScenarios,
            @Nullable MonitorSampling monitors,
            Consumer<String> notes)
            throws IOException {
        histograms = new HistogramLog(directory.resolve(OutputPaths.HISTOGRAMS), start, severalScenarios);
        writers.add(new GuardedWriter(OutputPaths.HISTOGRAMS, histograms::write, histograms, notes));
        try {
            IntervalsCsv csv = new IntervalsCsv(directory.resolve(OutputPaths.INTERVALS));
            writers.add(new GuardedWriter(OutputPaths.INTERVALS, csv::write, csv, notes));
            if (monitors != null) {
                MonitorsCsv sampled = new MonitorsCsv(directory.resolve(OutputPaths.MONITORS));
                writers.add(new GuardedWriter(
                        OutputPaths.MONITORS,
                        interval -> sampled.write(interval, monitors.sample(interval)),
                        sampled,
                        notes));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    void write(Interval interval) {
        writers.forEach(writer -> writer.accept(interval));
    }

    /** Returns the intervals written so far, read from disk on each walk. */
    Timeline timeline() {
        return histograms.timeline();
    }

    /** Returns what the tags of the log stand for. */
    Map<String, HistogramTag> tags() {
        return histograms.tags();
    }

    void close() {
        writers.forEach(GuardedWriter::close);
    }
}
