// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.kind;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.ResultTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Steps as data and as a table. */
final class StepTable {

    private StepTable() {}

    static List<Map<String, ?>> data(List<LoadStep> steps) {
        List<Map<String, ?>> all = new ArrayList<>();
        for (LoadStep step : steps) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("label", step.label());
            each.put("level", step.level());
            each.put("seconds", step.seconds());
            each.put("verdict", step.state().words());
            each.put("reason", step.reason());
            each.put("perSecond", step.throughput());
            each.put("p95Ms", step.p95().toNanos() / 1e6);
            each.put("errorPercent", step.errorPercent());
            all.add(each);
        }
        return all;
    }

    /** The last steps come first: they decided. */
    static ResultTable of(List<LoadStep> steps, boolean open) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            LoadStep step = steps.get(i);
            rows.add(List.of(
                    step.label(),
                    LevelText.of(step.level(), open),
                    step.state().words(),
                    FigureFormat.rate(step.throughput()),
                    step.p95().isZero() ? "-" : FigureFormat.duration(step.p95()),
                    FigureFormat.percent(step.errorPercent())));
        }
        return new ResultTable("steps", List.of("step", "load", "verdict", "ok/s", "p95", "errors"), rows);
    }
}
