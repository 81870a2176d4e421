// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import java.util.ArrayList;
import java.util.List;

/** Writes an aligned table of objectives for monospaced output. */
final class SloTable {

    private static final int ROWS = 6;
    private static final int NOTE = 300;

    private SloTable() {}

    /** Writes a head line and one line for each objective; after six, only the number of the others. */
    static List<String> lines(List<ObjectiveResult> verdicts) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SLO", "limit", "actual", "", ""));
        verdicts.stream().limit(ROWS).map(SloTable::cells).forEach(rows::add);
        List<String> lines = new ArrayList<>(align(rows));
        List<ObjectiveResult> rest = verdicts.subList(Math.min(ROWS, verdicts.size()), verdicts.size());
        long held = rest.stream().filter(ObjectiveResult::met).count();
        if (held < rest.size()) {
            lines.add("  and " + (rest.size() - held) + " more that did not hold");
        }
        if (held > 0) {
            lines.add("  and " + held + " more that held");
        }
        return lines;
    }

    private static List<String> cells(ObjectiveResult verdict) {
        return List.of(
                SloText.label(verdict), SloText.limit(verdict), verdict.valueText(), state(verdict), rest(verdict));
    }

    private static String state(ObjectiveResult verdict) {
        return switch (verdict.state()) {
            case MET -> "ok";
            case MISSED -> "MISSED";
            case INCONCLUSIVE -> verdict.samples() == 0 ? "not known" : "too few";
            case NO_DATA -> "no data";
        };
    }

    private static String rest(ObjectiveResult verdict) {
        String note = SloText.clean(verdict.note(), NOTE);
        boolean told = verdict.state() == State.MET || verdict.state() == State.MISSED;
        if (!told && !note.isEmpty()) {
            return note;
        }
        Long firstMillis = verdict.firstMissedMillis();
        String first = firstMillis == null ? "" : "first at " + FigureFormat.clock(firstMillis);
        String samples = verdict.samples() == 0 ? "" : FigureFormat.count(verdict.samples(), "sample");
        return joined("; ", joined(", ", first, samples), note);
    }

    private static String joined(String separator, String one, String other) {
        return one + (one.isEmpty() || other.isEmpty() ? "" : separator) + other;
    }

    private static List<String> align(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            line.append("  ").append(cell).append(" ".repeat(widths[i] - cell.length()));
        }
        return line.toString().stripTrailing();
    }
}
