// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.util.ArrayList;
import java.util.List;

/** The tables that extensions add to a result. */
final class SectionLines {

    private static final int MOST_ROWS = 10;
    private static final int LONGEST_CELL = 300;
    private static final int LONGEST_NAME = 100;

    private SectionLines() {}

    static List<String> of(LoadResult result) {
        List<String> lines = new ArrayList<>();
        result.sections().forEach(section -> lines.addAll(lines(section)));
        return lines;
    }

    /** A section whose tables cannot be shown is named, and the others are shown. */
    private static List<String> lines(ResultSection section) {
        try {
            return section.tables().stream()
                    .filter(table -> !table.rows().isEmpty())
                    .flatMap(table -> lines(table).stream())
                    .toList();
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            LabeledLines note = new LabeledLines();
            note.add("note", "the tables of the section '" + name(section) + "' could not be shown: " + Reasons.of(e));
            List<String> lines = new ArrayList<>(note.lines());
            lines.add("");
            return lines;
        }
    }

    private static String name(ResultSection section) {
        try {
            return PlainText.of(section.name(), LONGEST_NAME);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return section.getClass().getSimpleName();
        }
    }

    private static List<String> lines(ResultTable table) {
        List<List<String>> rows = table.rows().subList(0, Math.min(table.rows().size(), MOST_ROWS));
        List<String> lines = table.columns().isEmpty() ? sentences(table, rows) : columns(table, rows);
        if (table.rows().size() > MOST_ROWS) {
            lines.add("... " + (table.rows().size() - MOST_ROWS) + " more in results.json");
        }
        lines.add("");
        return lines;
    }

    private static List<String> columns(ResultTable table, List<List<String>> rows) {
        TextTable text = new TextTable(SummaryTable.WIDTH - SummaryTable.INDENT.length());
        text.row(cells(table.columns()));
        rows.forEach(row -> text.row(cells(row)));
        return new ArrayList<>(text.lines());
    }

    private static String[] cells(List<String> row) {
        return row.stream().map(cell -> PlainText.of(cell, LONGEST_CELL)).toArray(String[]::new);
    }

    private static List<String> sentences(ResultTable table, List<List<String>> rows) {
        LabeledLines lines = new LabeledLines();
        String label = PlainText.of(table.title(), LONGEST_CELL);
        for (List<String> row : rows) {
            lines.add(label, row.get(0));
            label = "";
        }
        return new ArrayList<>(lines.lines());
    }
}
