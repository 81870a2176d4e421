// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import io.github.perfjunit.internal.report.run.Headline;
import io.github.perfjunit.internal.report.text.ObjectiveText;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.ObjectiveResult;
import java.util.List;

/** The objectives with figure, limit and distance, those that were missed first. */
final class ObjectiveTable {

    private static final int LONGEST_NAME = 200;
    private static final int BAR = 130;
    private static final double MARK = 0.66;

    private ObjectiveTable() {}

    static Markup of(List<ObjectiveResult> all, Enforcement enforcement, int most) {
        Markup out = Pieces.section(
                "Objectives",
                all.isEmpty()
                        ? "There are none."
                        : "Over the measured time unless an objective says otherwise. The mark in the bar is the limit.");
        if (all.isEmpty()) {
            return out.closeBlock("section");
        }
        Pieces.head(
                out,
                "Objectives",
                List.of(
                        "<Verdict",
                        "<Objective",
                        "Measured",
                        "Limit",
                        "Margin",
                        "<Against the limit",
                        "First missed",
                        "Samples"),
                "class",
                "objectives");
        all.stream().sorted(ObjectiveText.WORST_FIRST).limit(most).forEach(each -> row(out, each, enforcement));
        Pieces.end(out);
        if (all.size() > most) {
            out.element("p", "... " + (all.size() - most) + " more in results.json", "class", "sub");
        }
        return out.closeBlock("section");
    }

    private static void row(Markup out, ObjectiveResult objective, Enforcement enforcement) {
        Headline.Kind kind = Pieces.kind(objective, enforcement.binds(objective));
        out.open("tr")
                .open("td", "class", "words")
                .add(Pieces.pill(kind, word(objective, kind)))
                .close("td");
        out.open("td", "class", "words name").text(ObjectiveText.name(objective, LONGEST_NAME));
        if (!objective.note().isEmpty()) {
            out.open("br").element("span", objective.note(), "class", "sub");
        }
        out.close("td");
        out.open("td").element("b", objective.valueText()).close("td");
        out.element("td", sign(objective) + " " + objective.limitText());
        out.element("td", margin(objective), "class", kind == Headline.Kind.BAD ? "bad-text" : "quiet");
        out.open("td", "class", "words").add(bar(objective, kind)).close("td");
        out.element("td", ObjectiveText.since(objective).orElse("-"));
        out.element("td", FigureFormat.count(objective.samples()));
        out.closeBlock("tr");
    }

    private static String word(ObjectiveResult objective, Headline.Kind kind) {
        return switch (objective.state()) {
            case MET -> "met";
            case MISSED -> kind == Headline.Kind.BAD ? "missed" : "missed, reported";
            case INCONCLUSIVE -> "too few";
            case NO_DATA -> "no data";
        };
    }

    private static String sign(ObjectiveResult objective) {
        return switch (objective.operator()) {
            case "<=" -> "\u2264";
            case ">=" -> "\u2265";
            default -> objective.operator();
        };
    }

    private static String margin(ObjectiveResult objective) {
        double past = ObjectiveText.past(objective);
        if (!Double.isFinite(past)) {
            return "-";
        }
        return (past > 0 ? "\u2212" : "+") + FigureFormat.percent(Math.abs(past));
    }

    private static Markup bar(ObjectiveResult objective, Headline.Kind kind) {
        double share = objective.value() / objective.limit();
        if (!(share >= 0) || Double.isInfinite(share)) {
            return new Markup();
        }
        double length = BAR * Math.min(1, MARK * share);
        Markup bar = new Markup();
        bar.open("svg", "width", Integer.toString(BAR), "height", "16", "aria-hidden", "true");
        rectangle(bar, 0, 3, BAR, 10, "#dfe3e8", "track");
        rectangle(bar, 0, 3, length, 10, Pieces.color(kind), Pieces.style(kind) + "-fill");
        rectangle(bar, BAR * MARK, 0, 2, 16, "#1a1f26", "ink-fill");
        return bar.close("svg");
    }

    private static void rectangle(
            Markup svg, double x, double y, double width, double height, String color, String style) {
        svg.shape(
                "rect",
                List.of(
                        "x",
                        LineChart.number(x),
                        "y",
                        LineChart.number(y),
                        "width",
                        LineChart.number(width),
                        "height",
                        LineChart.number(height),
                        "fill",
                        color,
                        "class",
                        style));
    }
}
