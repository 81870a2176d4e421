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
 * The content of {@code results.json} for one load.
 *
 * @param test the load
 * @param runId identifier of the JUnit run
 * @param environment the environment of the load
 * @param plan the planned load
 * @param result the result, objectives included
 * @param verdict the verdict
 * @param histogramTags meaning of the tags in {@code latency.hlog}
 * @param windows percentiles of the measured time by window
 * @param notes remarks, in sentences
 * @param reasons why it has this verdict, as the failure of the test told, in sentences
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
        List<String> notes,
        List<String> reasons) {

    public ResultsReport {
        windows = List.copyOf(windows);
        notes = List.copyOf(notes);
        reasons = List.copyOf(reasons);
    }
}
