// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import io.github.perfjunit.internal.report.text.NoRequest;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import java.util.ArrayList;
import java.util.List;

/** The summary of a load, as plain text of at most 100 columns, without colors or control characters. */
public final class SummaryTable {

    static final int WIDTH = 100;
    static final String INDENT = "   ";

    private SummaryTable() {}

    /**
     * Writes the summary.
     *
     * @param test the load
     * @param result the result, objectives included
     * @param verdict the verdict
     * @param notes remarks, in sentences
     * @param report path of the report
     * @param glyphs the symbols
     * @return lines, each with a line break
     */
    public static String text(
            TestName test, LoadResult result, Verdict verdict, List<String> notes, String report, Glyphs glyphs) {
        List<String> lines = new ArrayList<>();
        if (verdict != Verdict.SMOKE) {
            LabeledLines first = new LabeledLines();
            NoRequest.note(result).ifPresent(text -> first.add("note", text));
            lines.addAll(first.lines());
        }
        lines.addAll(DetailLines.verdict(result, verdict));
        lines.addAll(ObjectiveLines.of(result, glyphs));
        lines.add("");
        lines.addAll(RequestLines.of(result));
        lines.add("");
        lines.addAll(SectionLines.of(result));
        lines.addAll(DetailLines.of(result, verdict, notes, report));
        StringBuilder text = new StringBuilder(header(test, result, verdict, glyphs)).append('\n');
        lines.forEach(
                line -> text.append(line.isEmpty() ? "" : INDENT).append(line).append('\n'));
        return text.toString();
    }

    private static String header(TestName test, LoadResult result, Verdict verdict, Glyphs glyphs) {
        String dot = " " + glyphs.dot() + " ";
        String measured = "measured " + FigureFormat.clock(result.measured().toMillis()) + " of "
                + FigureFormat.clock(result.data().elapsedMillis());
        String right = " " + verdict.words() + " " + glyphs.rule().repeat(2);
        String rest = dot + PlainText.of(test.kind(), 20) + dot + measured + " ";
        int room = WIDTH - 3 - PlainText.width(rest) - right.length() - 1;
        String left = glyphs.rule().repeat(2) + " " + PlainText.of(test.display(), room) + rest;
        return left + glyphs.rule().repeat(WIDTH - PlainText.width(left) - right.length()) + right;
    }
}
