// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.internal.report.json.ResultsJson;
import io.github.perfjunit.internal.report.json.ResultsReport;
import io.github.perfjunit.internal.report.log.HistogramLog;
import io.github.perfjunit.internal.report.log.IntervalsCsv;
import io.github.perfjunit.internal.report.log.MonitorsCsv;
import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.Timeline;
import io.github.perfjunit.report.JvmEnvironment;
import io.github.perfjunit.spi.Monitor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files of one load: {@code intervals.csv} and {@code latency.hlog} second by second, {@code results.json} every
 * ten seconds and at the end. A file that cannot be written any more is noted, and the others go on.
 *
 * <p>Thread-safe.
 */
public final class ResultDirectory implements Consumer<Interval> {

    private static final long MILLIS_BETWEEN_SNAPSHOTS = 10_000;
    private static final Duration EMERGENCY_WAIT = Duration.ofMillis(700);

    private final Path path;
    private final Header header;
    private final Supplier<@Nullable LoadData> snapshots;
    private final HistogramLog histograms;
    private final GuardedWriter histogramWriter;
    private final GuardedWriter csvWriter;
    private final @Nullable MonitorsCsv monitors;
    private final @Nullable GuardedWriter monitorsWriter;
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicReference<@Nullable LoadData> latest = new AtomicReference<>();
    private long snapshotMillis;
    private volatile boolean finished;
    private boolean closed;
    private final AtomicBoolean snapshotFailed = new AtomicBoolean();

    /**
     * What all results of one load have in common.
     *
     * @param test which load
     * @param runId what all tests of one JUnit run have in common
     * @param plan what is run
     * @param start when it begins
     */
    public record Header(TestName test, String runId, LoadPlan plan, Instant start) {}

    private ResultDirectory(Path path, Header header, Supplier<@Nullable LoadData> snapshots, List<Monitor> sampled)
            throws IOException {
        this.path = path;
        this.header = header;
        this.snapshots = snapshots;
        boolean severalScenarios = header.plan.scenarios().size() > 1;
        histograms = new HistogramLog(path.resolve("latency.hlog"), header.start, severalScenarios);
        histogramWriter = new GuardedWriter("latency.hlog", histograms::write, histograms, problems::add);
        IntervalsCsv csv = openCsv(path, histograms);
        csvWriter = new GuardedWriter("intervals.csv", csv::write, csv, problems::add);
        monitors = sampled.isEmpty() ? null : openMonitors(path, sampled);
        monitorsWriter =
                monitors == null ? null : new GuardedWriter("monitors.csv", monitors::write, monitors, problems::add);
    }

    private MonitorsCsv openMonitors(Path path, List<Monitor> sampled) throws IOException {
        try {
            return new MonitorsCsv(path.resolve("monitors.csv"), sampled);
        } catch (IOException | RuntimeException e) {
            histogramWriter.close();
            csvWriter.close();
            throw e;
        }
    }

    /**
     * Makes the directory of a load, removes what an earlier run left in it, and opens its files.
     *
     * @param output parent of all such directories, the value of {@code perf.output}
     * @param header which load it is
     * @param snapshots what was measured so far, asked from any thread; null while there is nothing yet
     * @param monitors what is sampled at the end of each interval
     * @return the directory, to be told of each interval
     * @throws IllegalArgumentException if it cannot be written; to be shown before the load
     */
    public static ResultDirectory open(
            Path output, Header header, Supplier<@Nullable LoadData> snapshots, List<Monitor> monitors) {
        try {
            return new ResultDirectory(
                    OutputPaths.prepare(output, header.test, header.runId), header, snapshots, monitors);
        } catch (IOException e) {
            throw new IllegalArgumentException("perf.output " + output + " cannot be written: " + reason(e), e);
        }
    }

    private static IntervalsCsv openCsv(Path path, HistogramLog opened) throws IOException {
        try {
            return new IntervalsCsv(path.resolve("intervals.csv"));
        } catch (IOException | RuntimeException e) {
            try (opened) {
                throw e;
            }
        }
    }

    static String reason(Exception e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    /**
     * Returns where the files are.
     *
     * @return such as {@code target/perf/CatalogLoadTest.browse}
     */
    public Path path() {
        return path;
    }

    /**
     * Returns the intervals written so far, read from disk on each walk.
     *
     * @return a timeline that grows until the load has ended
     */
    public Timeline timeline() {
        return histograms.timeline();
    }

    /**
     * Returns what could not be written so far.
     *
     * @return one sentence a file
     */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void accept(Interval interval) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            histogramWriter.accept(interval);
            csvWriter.accept(interval);
            if (monitorsWriter != null) {
                monitorsWriter.accept(interval);
            }
            if (interval.toMillis() - snapshotMillis >= MILLIS_BETWEEN_SNAPSHOTS) {
                snapshotMillis = interval.toMillis();
                snapshot();
            }
        } finally {
            lock.unlock();
        }
    }

    private void snapshot() {
        LoadData data;
        try {
            data = snapshots.get();
        } catch (RuntimeException e) {
            noteSnapshot(e);
            return;
        }
        if (data != null) {
            latest.set(data);
            incomplete(data);
        }
    }

    private void incomplete(LoadData data) {
        LoadResult partial = new LoadResult(header.plan.name(), data, Timeline.EMPTY, path, Enforcement.OFF);
        try {
            write(partial, Verdict.INCOMPLETE, List.of("the load had not ended when this was written"));
        } catch (IOException | RuntimeException e) {
            noteSnapshot(e);
        }
    }

    private void noteSnapshot(Exception e) {
        if (snapshotFailed.compareAndSet(false, true)) {
            problems.add("a snapshot of results.json could not be written: " + reason(e));
        }
    }

    private void write(LoadResult result, Verdict verdict, List<String> notes) throws IOException {
        List<String> all = new ArrayList<>(notes);
        all.addAll(problems);
        ResultsJson.write(
                new ResultsReport(
                        header.test,
                        header.runId,
                        JvmEnvironment.current(),
                        header.plan,
                        result,
                        verdict,
                        histograms.tags(),
                        histograms.windows(),
                        all),
                path.resolve("results.json"));
    }

    /**
     * Closes the files of the intervals and writes the final {@code results.json}; may be called again when more
     * objectives were held against the result.
     *
     * @param result what was measured, objectives included
     * @param verdict how it ended
     * @param notes what else to know, in sentences
     * @return the notes, and a sentence for each file that could not be written
     */
    public List<String> finish(LoadResult result, Verdict verdict, List<String> notes) {
        lock.lock();
        try {
            finished = true;
            close();
            try {
                write(result, verdict, notes);
            } catch (IOException | RuntimeException e) {
                problems.add("results.json could not be written: " + reason(e));
            }
            List<String> all = new ArrayList<>(notes);
            all.addAll(problems);
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void close() {
        closed = true;
        histogramWriter.close();
        csvWriter.close();
        if (monitorsWriter != null) {
            monitorsWriter.close();
        }
    }

    /**
     * Returns the figures of the monitors so far; asked when the load has ended.
     *
     * @return one summary a gauge
     */
    public List<MonitorSummary> monitors() {
        lock.lock();
        try {
            if (monitors == null) {
                return List.of();
            }
            if (monitors.hasTooMany()) {
                problems.add("monitors.csv has only the first " + MonitorsCsv.MOST_GAUGES + " monitors");
            }
            return monitors.summaries();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes what there is while the JVM shuts down: a last snapshot, and the end of the files. Takes less than two
     * seconds even if the load hangs, does nothing after {@link #finish}, and nothing the second time.
     */
    public void emergency() {
        if (finished) {
            return;
        }
        Thread asking = new Thread(this::askLast, "perf-last-snapshot");
        asking.setDaemon(true);
        asking.start();
        try {
            asking.join(EMERGENCY_WAIT.toMillis());
            if (!lock.tryLock(EMERGENCY_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return; // a write hangs: the last snapshot must do
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (!closed) {
                close();
                LoadData data = latest.get();
                if (data != null) {
                    incomplete(data);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void askLast() {
        try {
            LoadData data = snapshots.get();
            if (data != null) {
                latest.set(data);
            }
        } catch (RuntimeException e) {
            noteSnapshot(e);
        }
    }
}
