// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.internal.report.log.GaugeSample;
import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.MonitorTimeline;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files of one load: {@code intervals.csv} and {@code latency.hlog} second by second, {@code results.json} every
 * ten seconds and at the end. A file that can no longer be written is noted, and the others go on.
 *
 * <p>Thread-safe.
 */
public final class ResultDirectory implements Consumer<Interval> {

    private static final long MILLIS_BETWEEN_SNAPSHOTS = 10_000;
    private static final Duration EMERGENCY_WAIT = Duration.ofMillis(700);

    private final Path path;
    private final WriteFailures problems = new WriteFailures();
    private final MonitorFigures monitors = new MonitorFigures();
    private final IntervalFiles intervals;
    private final ResultFile results;
    private final LastSnapshot snapshots;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Supplier<List<ResultSection>> findings = List::of;
    private long snapshotMillis;
    private volatile boolean finished;
    private boolean closed;

    /**
     * The data that all results of one load have in common.
     *
     * @param test the load
     * @param runId identifier of the JUnit run
     * @param plan the plan
     * @param start supplies its start; called when its first interval is written
     */
    public record Header(TestName test, String runId, LoadPlan plan, Supplier<Instant> start) {

        /** Creates the header of a load with a known start. */
        public Header(TestName test, String runId, LoadPlan plan, Instant start) {
            this(test, runId, plan, () -> start);
        }
    }

    private ResultDirectory(Path path, Header header, Supplier<@Nullable LoadData> figures, boolean monitored)
            throws IOException {
        this.path = path;
        intervals =
                new IntervalFiles(path, header.start, header.plan.scenarios().size() > 1, monitored, problems::add);
        results = new ResultFile(path, header, intervals, problems);
        snapshots = new LastSnapshot(figures, results::noSnapshot);
    }

    /**
     * Creates the directory of a load, removes the files of an earlier run, and opens the new ones.
     *
     * @param output parent of all such directories, the value of {@code perf.output}
     * @param header the load
     * @param snapshots supplies the figures so far, called on any thread; null while there are none
     * @param monitored whether monitors will be sampled
     * @return the directory, which must receive each interval
     * @throws IllegalArgumentException if it cannot be written, or only through a symbolic link; shown before the load
     */
    public static ResultDirectory open(
            Path output, Header header, Supplier<@Nullable LoadData> snapshots, boolean monitored) {
        try {
            return new ResultDirectory(
                    OutputPaths.prepare(output, header.test, header.runId), header, snapshots, monitored);
        } catch (IOException e) {
            throw new IllegalArgumentException("perf.output " + output + " cannot be written: " + Reasons.of(e), e);
        }
    }

    /**
     * Returns the directory of the files.
     *
     * @return such as {@code target/perf/CatalogLoadTest.browse}
     */
    public Path path() {
        return path;
    }

    /**
     * Returns the intervals written so far, read from disk on each pass.
     *
     * @return a timeline that grows until the load has ended
     */
    public Timeline timeline() {
        return intervals.timeline();
    }

    /**
     * Returns the values of the gauges written so far, read from disk on each pass.
     *
     * @return a timeline that grows until the load has ended
     */
    public MonitorTimeline monitorTimeline() {
        return intervals.monitorTimeline();
    }

    /**
     * Returns the failed writes so far.
     *
     * @return one sentence for each file, monitor or section
     */
    public List<String> problems() {
        return problems.all();
    }

    @Override
    public void accept(Interval interval) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            intervals.write(interval);
            if (interval.toMillis() - snapshotMillis >= MILLIS_BETWEEN_SNAPSHOTS) {
                snapshotMillis = interval.toMillis();
                LoadData data = snapshots.ask();
                if (data != null) {
                    results.snapshot(data, findings.get());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds sections to the snapshots; to be called before the load.
     *
     * @param sections what was found until now, called on any thread
     */
    public void findings(Supplier<List<ResultSection>> sections) {
        findings = sections;
    }

    /**
     * Takes the samples of a monitor; called from its thread.
     *
     * @param interval the interval that they belong to
     * @param samples one element for each gauge
     * @return those with a value that were kept
     */
    public List<GaugeSample> sampled(Interval interval, List<GaugeSample> samples) {
        return sampled(interval.toMillis(), interval.phase(), samples);
    }

    /**
     * Takes the same of a monitor whose values come after the load.
     *
     * @param toMillis end of the second that they belong to
     * @param phase the phase for which they count
     * @param samples one element for each gauge
     * @return those with a value that were kept
     */
    public List<GaugeSample> sampled(long toMillis, Phase phase, List<GaugeSample> samples) {
        lock.lock();
        try {
            if (closed) {
                return List.of();
            }
            boolean measured = phase == Phase.MEASURE;
            List<GaugeSample> kept = samples.stream()
                    .filter(sample -> monitors.add(sample, measured) && sample.hasValue())
                    .toList();
            intervals.write(toMillis, phase, kept);
            return kept;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the reasons of the verdict; called before {@link #finish}.
     *
     * @param reasons why the load has its verdict, in sentences
     */
    public void because(List<String> reasons) {
        results.because(reasons);
    }

    /**
     * Closes the files of the intervals and writes the final {@code results.json}; may be called again when more
     * objectives were evaluated.
     *
     * @param result the result, objectives included
     * @param verdict the verdict
     * @param notes remarks, in sentences
     * @return the notes, and a sentence for each file that could not be written
     */
    public List<String> finish(LoadResult result, Verdict verdict, List<String> notes) {
        lock.lock();
        try {
            finished = true;
            close();
            results.result(result, verdict, notes);
            List<String> all = new ArrayList<>(notes);
            all.addAll(problems.all());
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void close() {
        closed = true;
        intervals.close();
    }

    /**
     * Returns the figures of the monitors so far; called when the load has ended.
     *
     * @return one summary for each gauge
     */
    public List<MonitorSummary> monitors() {
        lock.lock();
        try {
            if (monitors.hasTooMany()) {
                problems.add("monitors.csv has only the first " + MonitorFigures.MOST_GAUGES + " monitors");
            }
            monitors.withoutAnyValue()
                    .forEach(name -> problems.add("monitor '" + name + "' never had a value in this load"));
            return monitors.summaries();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes a last snapshot and the end of the files while the JVM shuts down. Takes less than two seconds even if the
     * load hangs, does nothing after {@link #finish}, and nothing the second time.
     */
    public void emergency() {
        if (finished) {
            return;
        }
        try {
            snapshots.askFor(EMERGENCY_WAIT);
            if (!lock.tryLock(EMERGENCY_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return; // a write hangs: the previous snapshot has to suffice
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (!closed) {
                close();
                LoadData data = snapshots.latest();
                if (data != null) {
                    results.snapshot(data, findings.get());
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
