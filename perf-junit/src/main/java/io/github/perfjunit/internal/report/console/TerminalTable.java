// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.metrics.FigureFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Draws the last seconds of a load in place on a terminal, below all other output.
 *
 * <p>Not on {@code System.out}: escape sequences would end up as garbage in the XML of the test run.
 */
final class TerminalTable {

    private static final int MOST_ROWS = 10;
    private static final int LONGEST_NAME = 200;
    private static final char ESC = 0x1b;

    private final OutputStream terminal;
    private final Charset charset;
    private int drawn;

    TerminalTable(OutputStream terminal, Charset charset) {
        this.terminal = terminal;
        this.charset = charset;
    }

    void draw(String line, ProgressWindow window) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(line);
        lines.addAll(rows(window));
        // Long lines are cut off, not wrapped, because moving the cursor up counts lines.
        write(back() + ESC + "[?7l" + String.join("\n", lines) + "\n" + ESC + "[?7h");
        drawn = lines.size();
    }

    void clear() throws IOException {
        write(back());
        drawn = 0;
    }

    private String back() {
        return drawn == 0 ? "" : ESC + "[" + drawn + "A" + "\r" + ESC + "[J";
    }

    private void write(String text) throws IOException {
        terminal.write(text.getBytes(charset));
        terminal.flush();
    }

    private static List<String> rows(ProgressWindow window) {
        Map<String, ProgressWindow.RequestTotals> requests = window.byRequest();
        TextTable table = new TextTable(ProgressLine.WIDTH);
        table.row("", "rate", "err", "p50", "p95", "p99", "max");
        requests.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, ProgressWindow.RequestTotals> e) ->
                                -e.getValue().count())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_ROWS)
                .forEach(e -> row(table, PlainText.of(e.getKey(), LONGEST_NAME), e.getValue(), window.millis()));
        List<String> lines = new ArrayList<>(table.lines());
        if (requests.size() > MOST_ROWS) {
            lines.add("... " + (requests.size() - MOST_ROWS) + " more");
        }
        return lines;
    }

    private static void row(TextTable table, String name, ProgressWindow.RequestTotals totals, long millis) {
        boolean none = totals.ok().isEmpty();
        table.row(
                name,
                FigureFormat.rate(totals.perSecond(millis)),
                FigureFormat.percent(totals.errorPercent()),
                none ? "-" : FigureFormat.duration(totals.ok().percentile(50)),
                none ? "-" : FigureFormat.duration(totals.ok().percentile(95)),
                none ? "-" : FigureFormat.duration(totals.ok().percentile(99)),
                none ? "-" : FigureFormat.duration(totals.ok().max()));
    }
}
