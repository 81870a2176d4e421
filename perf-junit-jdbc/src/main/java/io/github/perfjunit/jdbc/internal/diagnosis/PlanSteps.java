// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.report.PlanShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the steps of a PostgreSQL plan that say how it gets at rows: what stays the same when the server takes another of
 * two indexes that serve alike, or looks up their rows by a bitmap. Names of steps are those of EXPLAIN.
 */
final class PlanSteps {

    private static final int MOST_STEPS = 50;

    private final List<String> steps = new ArrayList<>();
    private final Map<String, Long> fullReads = new LinkedHashMap<>();

    /** Depths of the steps around the one at hand that were kept. */
    private final List<Integer> kept = new ArrayList<>();

    private PlanSteps() {}

    /**
     * Returns the shape of a plan.
     *
     * @param nodes rows of {@link PostgresSql#PLAN_NODES}
     */
    static PlanShape shape(String statement, List<Row> nodes) {
        PlanSteps plan = new PlanSteps();
        nodes.forEach(plan::add);
        return new PlanShape(
                statement,
                plan.steps,
                plan.fullReads.entrySet().stream()
                        .map(read -> new PlanShape.FullRead(read.getKey(), read.getValue()))
                        .toList(),
                "");
    }

    private void add(Row node) {
        int depth = (int) node.number("depth");
        kept.removeIf(around -> around >= depth);
        if (isFullRead(node)) {
            long rows = node.flag("rows_known") ? Math.round(node.decimal("tuples")) : -1;
            fullReads.merge(node.text("root"), rows, (a, b) -> a < 0 || b < 0 ? -1 : a + b);
        }
        String step = step(node);
        if (step.isEmpty() || steps.size() == MOST_STEPS) {
            return;
        }
        String line = "  ".repeat(kept.size()) + step;
        kept.add(depth);
        if (!isOfPartition(node) || !steps.contains(line)) {
            steps.add(line);
        }
    }

    private static boolean isOfPartition(Row node) {
        return !node.text("root").equals(node.text("own"));
    }

    /** Under a LIMIT alone, the first rows will do. */
    private static boolean isFullRead(Row node) {
        return node.text("type").equals("Seq Scan")
                && (node.flag("filtered") || !node.text("parent").equals("Limit"));
    }

    private static String step(Row node) {
        String type = node.text("type");
        return switch (type) {
            case "Seq Scan", "Sample Scan" -> "sequential scan of " + node.text("root");
            case "Index Scan", "Index Only Scan", "Bitmap Heap Scan", "Tid Scan", "Tid Range Scan" ->
                "index-backed " + node.text("root");
            case "Foreign Scan" -> "foreign scan of " + node.text("root");
            case "Nested Loop" -> "nested loop";
            case "Hash Join" -> "hash join";
            case "Merge Join" -> "merge join";
            case "Sort", "Incremental Sort" -> "sort";
            default -> "";
        };
    }
}
