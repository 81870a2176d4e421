// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import io.github.perfjunit.internal.report.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/** Aligns cells in columns: the first to the left, the others to the right; the first is shortened to fit. */
final class TextTable {

    private static final int SHORTEST_FIRST = 12;

    private final List<List<String>> rows = new ArrayList<>();
    private final int width;

    TextTable(int width) {
        this.width = width;
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** Returns one line for each row, without line breaks and trailing blanks. */
    List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], PlainText.width(row.get(i)));
            }
        }
        int others = 0;
        for (int i = 1; i < columns; i++) {
            others += 2 + widths[i];
        }
        if (columns > 0) {
            widths[0] = Math.min(widths[0], Math.max(SHORTEST_FIRST, width - others));
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder(PlainText.left(PlainText.shorten(row.get(0), widths[0]), widths[0]));
        for (int i = 1; i < row.size(); i++) {
            line.append("  ").append(PlainText.right(row.get(i), widths[i]));
        }
        return line.toString().stripTrailing();
    }
}
