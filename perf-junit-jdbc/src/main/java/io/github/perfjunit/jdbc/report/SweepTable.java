// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import io.github.perfjunit.metrics.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a sweep for a console. */
final class SweepTable {

    private static final List<String> HEAD =
            List.of("size", "throughput", "p50", "p95", "p99", "errors", "wait p95", "active", "waiting", "");

    private SweepTable() {}

    static String of(PoolSweepReport sweep) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (SweepStep step : sweep.steps()) {
            rows.add(List.of(
                    Integer.toString(step.size()),
                    Figures.rate(step.throughput()),
                    Figures.duration(step.p50()),
                    Figures.duration(step.p95()),
                    Figures.duration(step.p99()),
                    Figures.count(step.errors()),
                    step.acquireP95().equals(Duration.ZERO) ? "-" : Figures.duration(step.acquireP95()),
                    String.format(Locale.ROOT, "%.1f", step.active()),
                    String.format(Locale.ROOT, "%.1f", step.pending()),
                    remark(step, sweep.recommended())));
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append("  ").append(aligned(rows, row.get(column), column));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.append("  ").append(sweep.advice()).append('\n').toString();
    }

    private static String remark(SweepStep step, int recommended) {
        if (!step.held()) {
            return "missed";
        }
        return step.size() == recommended ? "<- recommended" : "";
    }

    private static String aligned(List<List<String>> rows, String cell, int column) {
        int width =
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        String blanks = " ".repeat(width - cell.length());
        return column == HEAD.size() - 1 ? cell + blanks : blanks + cell;
    }
}
