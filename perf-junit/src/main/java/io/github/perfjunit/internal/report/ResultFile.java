// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.internal.report.json.ResultsJson;
import io.github.perfjunit.internal.report.json.ResultsReport;
import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.Timeline;
import io.github.perfjunit.report.JvmEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes {@code results.json}, while the load runs and at its end. Not thread-safe. */
final class ResultFile {

    private static final String UNFINISHED = "the load had not ended when this was written";

    private final Path directory;
    private final ResultDirectory.Header header;
    private final IntervalFiles intervals;
    private final WriteFailures problems;
    private volatile List<String> reasons = List.of();
    private final AtomicBoolean snapshotFailed = new AtomicBoolean();

    ResultFile(Path directory, ResultDirectory.Header header, IntervalFiles intervals, WriteFailures problems) {
        this.directory = directory;
        this.header = header;
        this.intervals = intervals;
        this.problems = problems;
    }

    /** Takes the reasons of the verdict. */
    void because(List<String> why) {
        reasons = List.copyOf(why);
    }

    /** Writes the figures so far of a load that has not ended. */
    void snapshot(LoadData data, List<ResultSection> found) {
        LoadResult partial =
                new LoadResult(header.plan().name(), data, Timeline.EMPTY, directory, Enforcement.OFF).with(found);
        try {
            write(partial, Verdict.INCOMPLETE, List.of(UNFINISHED));
        } catch (IOException | RuntimeException e) {
            noSnapshot(e);
        }
    }

    /** Notes why there is no snapshot; only the first time. Thread-safe. */
    void noSnapshot(Exception reason) {
        if (snapshotFailed.compareAndSet(false, true)) {
            problems.add("a snapshot of results.json could not be written: " + Reasons.of(reason));
        }
    }

    /** Writes the whole result. */
    void result(LoadResult result, Verdict verdict, List<String> notes) {
        try {
            write(result, verdict, notes);
        } catch (IOException | RuntimeException e) {
            problems.add("results.json could not be written: " + Reasons.of(e));
        }
    }

    private void write(LoadResult result, Verdict verdict, List<String> notes) throws IOException {
        List<String> all = new ArrayList<>(notes);
        all.addAll(problems.all());
        ResultsReport report = new ResultsReport(
                header.test(),
                header.runId(),
                JvmEnvironment.current(),
                header.plan(),
                result,
                verdict,
                intervals.tags(),
                intervals.windows(),
                all,
                reasons);
        ResultsJson.write(report, directory.resolve(OutputPaths.RESULTS)).forEach(problems::add);
    }
}
