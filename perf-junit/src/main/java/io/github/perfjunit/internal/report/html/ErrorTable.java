// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import io.github.perfjunit.metrics.CheckSummary;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadData;
import java.util.Comparator;
import java.util.List;

/** What went wrong, how often, from when to when, and checks that failed. */
final class ErrorTable {

    private static final int MOST = 50;

    private ErrorTable() {}

    static Markup of(LoadData data, int rows) {
        Markup out = Pieces.section(
                "Errors",
                data.errors().isEmpty()
                        ? "There were none."
                        : "In all phases; messages that differ in numbers alone are one. First and last are times of the"
                                + " load.");
        int most = Math.min(MOST, rows);
        if (!data.errors().isEmpty()) {
            Pieces.head(
                    out,
                    "Errors",
                    List.of("<Error", "<Request", "Count", "While measuring", "First", "Last"),
                    "class",
                    "errors");
            data.errors().stream()
                    .sorted(Comparator.comparingLong(ErrorSummary::count).reversed())
                    .limit(most)
                    .forEach(error -> row(out, error));
            Pieces.end(out);
            if (data.errors().size() > most) {
                out.element(
                        "p", "... " + (data.errors().size() - most) + " more kinds in results.json", "class", "sub");
            }
        }
        checks(out, data.checks(), most);
        return out.closeBlock("section");
    }

    private static void row(Markup out, ErrorSummary error) {
        out.open("tr")
                .open("td", "class", "words name")
                .element("b", error.kind())
                .text(" " + error.message());
        if (!error.place().isEmpty()) {
            out.open("br").element("span", "at " + error.place(), "class", "sub");
        }
        String sample = error.sample();
        if (sample != null && !sample.isBlank()) {
            out.open("details").element("summary", "stack of the first one");
            out.open("pre");
            sample.lines().limit(40).forEach(line -> out.text(line).raw("\n"));
            out.close("pre").close("details");
        }
        out.close("td");
        out.element("td", error.request(), "class", "words name");
        out.element("td", FigureFormat.count(error.count()));
        out.element("td", FigureFormat.count(error.measured()));
        out.element("td", FigureFormat.clock(error.firstMillis()));
        out.element("td", FigureFormat.clock(error.lastMillis()));
        out.closeBlock("tr");
    }

    private static void checks(Markup out, List<CheckSummary> all, int most) {
        if (all.isEmpty()) {
            return;
        }
        out.element("h4", "Checks of the test");
        Pieces.head(out, "Checks of the test", List.of("<Check", "Passed", "Failed"));
        all.stream()
                .sorted(Comparator.comparingLong(CheckSummary::failed).reversed())
                .limit(most)
                .forEach(check -> out.open("tr")
                        .element("td", check.name(), "class", "words name")
                        .element("td", FigureFormat.count(check.passed()))
                        .element(
                                "td", FigureFormat.count(check.failed()), "class", check.failed() > 0 ? "bad-text" : "")
                        .closeBlock("tr"));
        Pieces.end(out);
    }
}
