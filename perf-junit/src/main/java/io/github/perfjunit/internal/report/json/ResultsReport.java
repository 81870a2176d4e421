// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.json;

import io.github.perfjunit.internal.report.log.HistogramTag;
import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.report.JvmEnvironment;
import io.github.perfjunit.report.StoredWindows;
import java.util.List;
import java.util.Map;

/**
 * All that {@code results.json} tells about one load.
 *
 * @param test which load
 * @param runId what all tests of one JUnit run have in common
 * @param environment where it was made
 * @param plan what was asked for
 * @param result what was measured, objectives included
 * @param verdict how it ended
 * @param histogramTags what the tags in {@code latency.hlog} stand for
 * @param windows percentiles of the measured time by window
 * @param notes what else to know, in sentences
 */
public record ResultsReport(
        TestName test,
        String runId,
        JvmEnvironment environment,
        LoadPlan plan,
        LoadResult result,
        Verdict verdict,
        Map<String, HistogramTag> histogramTags,
        List<StoredWindows> windows,
        List<String> notes) {

    public ResultsReport {
        windows = List.copyOf(windows);
        notes = List.copyOf(notes);
    }
}
