// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.course;

import io.github.perfjunit.analysis.Association;
import io.github.perfjunit.analysis.HalfComparison;
import io.github.perfjunit.metrics.PrintableText;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the course of a load has told.
 *
 * @param windowSeconds length of the windows in which monitors were compared with latency
 * @param moves monitors that move with p95, and those that could not be compared
 * @param halves by percentile, how the second half of the measured time differs from the first
 * @param stalls by scenario, stalls of the target that a closed model hides
 */
public record CourseReport(
        int windowSeconds, Association.Findings moves, Map<String, HalfComparison> halves, List<StallReport> stalls)
        implements ResultSection {

    static final Association.Findings NO_MONITORS = new Association.Findings(List.of(), Map.of());

    private static final int MOST = 3;
    private static final int LONGEST_NAME = 60;

    static CourseReport of(List<StallReport> stalls) {
        return new CourseReport(1, NO_MONITORS, Map.of(), stalls);
    }

    /** Returns whether it tells of stalls of a scenario. */
    public boolean tellsStallsOf(String scenario) {
        return stalls.stream().anyMatch(stall -> stall.scenario().equals(scenario));
    }

    @Override
    public String name() {
        return "course";
    }

    @Override
    public Map<String, ?> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        List<Map<String, ?>> found = new ArrayList<>();
        for (Association each : moves.found()) {
            found.add(Map.of(
                    "monitor", each.monitor(),
                    "correlation", each.correlation(),
                    "secondsAhead", each.lagWindows() * windowSeconds));
        }
        data.put("movesWithP95", found);
        data.put("notCompared", moves.skipped());
        Map<String, Object> compared = new LinkedHashMap<>();
        halves.forEach((percentile, half) -> compared.put(
                percentile,
                Map.of(
                        "verdict",
                                half.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        "change", half.change(),
                        "low", half.low(),
                        "high", half.high())));
        data.put("secondHalf", compared);
        data.put("stalls", stalls.stream().map(StallReport::data).toList());
        return data;
    }

    @Override
    public List<ResultTable> tables() {
        List<List<String>> rows = sentences().stream().map(List::of).toList();
        return rows.isEmpty() ? List.of() : List.of(new ResultTable("course", List.of(), rows));
    }

    @Override
    public List<String> hints() {
        return links();
    }

    private List<String> sentences() {
        List<String> all = new ArrayList<>();
        stalls.forEach(stall -> all.add(stall.text(stalls.size() > 1)));
        all.addAll(links());
        halves.forEach((percentile, half) -> {
            if (half.verdict() == HalfComparison.Verdict.HIGHER || half.verdict() == HalfComparison.Verdict.LOWER) {
                boolean higher = half.verdict() == HalfComparison.Verdict.HIGHER;
                double near = higher ? half.low() : -half.high();
                double far = higher ? half.high() : -half.low();
                all.add(percentile + " was " + percent(Math.abs(half.change())) + " % "
                        + (higher ? "higher" : "lower") + " in the second half of the measured time (99 % interval "
                        + percent(near) + " to " + percent(far) + " %)");
            }
        });
        return all;
    }

    /** A lead to look at, never a cause. */
    private List<String> links() {
        return moves.found().stream()
                .limit(MOST)
                .map(each -> new Association(
                        PrintableText.compact(each.monitor(), LONGEST_NAME), each.correlation(), each.lagWindows()))
                .map(each -> "p95 " + each.text(windowSeconds))
                .toList();
    }

    private static long percent(double share) {
        return Math.round(100 * share);
    }
}
