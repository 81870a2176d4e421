// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import io.github.perfjunit.metrics.FigureFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A chart of lines over time, or over another quantity, as SVG. Colours are attributes, so that it reads without styles; classes let a style replace
 * them. Not thread-safe.
 */
final class LineChart {

    private static final int WIDTH = 1_080;
    private static final int LEFT = 62;
    private static final int RIGHT = 52;
    private static final int TOP = 26;
    private static final int BOTTOM = 22;

    private final int height;
    private final Axis across;
    private final Axis left;
    private final @Nullable Axis right;
    private final List<Line> lines = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Shade> shades = new ArrayList<>();
    private @Nullable Limit limit;

    /**
     * A line.
     *
     * @param name for the legend
     * @param color its colour without a style
     * @param style class that gives its colour with the style
     * @param dashed whether it is dashed
     * @param onRight whether it belongs to the right axis
     * @param points in order; a value of NaN is a gap
     */
    record Line(String name, String color, String style, boolean dashed, boolean onRight, List<Point> points) {}

    /** A value at a time, or at another quantity. */
    record Point(double at, double value) {}

    /** An axis and the text of its ticks. */
    record Axis(Scale scale, DoubleFunction<String> text) {}

    private record Mark(Point point, String color, String style, String text) {}

    private record Shade(long fromMillis, long toMillis) {}

    private record Limit(String text, double value) {}

    LineChart(int height, Axis across, Axis left, @Nullable Axis right) {
        this.height = height;
        this.across = across;
        this.left = left;
        this.right = right;
    }

    /** Returns an axis of time. */
    static Axis time(long millis) {
        return new Axis(Scale.time(millis), at -> FigureFormat.clock((long) at));
    }

    void add(Line line) {
        lines.add(line);
    }

    /** Marks a time that was not measured. */
    void shade(long fromMillis, long toMillis) {
        shades.add(new Shade(fromMillis, toMillis));
    }

    /** Adds a point of its own on the left axis, with a text that is shown under the pointer. */
    void mark(Point point, String color, String style, String text) {
        marks.add(new Mark(point, color, style, text));
    }

    void limit(String text, double value) {
        limit = new Limit(text, value);
    }

    /** Writes the chart; the sentence says to those who do not see it what it shows. */
    Markup svg(String sentence) {
        Markup svg = new Markup();
        svg.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + height,
                "width",
                "100%",
                "role",
                "img",
                "font-family",
                "sans-serif",
                "font-size",
                "12",
                "class",
                "plot");
        svg.element("title", sentence);
        shades.forEach(shade -> shade(svg, shade));
        axes(svg);
        lines.forEach(line -> line(svg, line));
        marks.forEach(mark -> svg.open(
                        "circle",
                        "cx",
                        number(x(mark.point.at)),
                        "cy",
                        number(y(left.scale, mark.point.value)),
                        "r",
                        "4.5",
                        "fill",
                        mark.color,
                        "class",
                        mark.style)
                .element("title", mark.text)
                .close("circle"));
        if (limit != null) {
            limit(svg, limit);
        }
        legend(svg);
        return svg.closeBlock("svg");
    }

    private void shade(Markup svg, Shade shade) {
        double from = x((double) shade.fromMillis);
        double width = x((double) shade.toMillis) - from;
        if (width > 0) {
            svg.open(
                            "rect",
                            "x",
                            number(from),
                            "y",
                            number(TOP),
                            "width",
                            number(width),
                            "height",
                            number(height - TOP - BOTTOM),
                            "fill",
                            "#eef0f2",
                            "class",
                            "shade")
                    .close("rect");
        }
    }

    private void axes(Markup svg) {
        for (double tick : left.scale.ticks()) {
            double y = y(left.scale, tick);
            straight(svg, LEFT, y, WIDTH - RIGHT, y, "#dfe3e8", "grid", false);
            label(svg, left.text.apply(tick), LEFT - 6, y + 4, "end");
        }
        for (double tick : across.scale.ticks()) {
            double x = x(tick);
            straight(svg, x, height - BOTTOM, x, height - BOTTOM + 4, "#8a8f98", "grid", false);
            label(svg, across.text.apply(tick), x, height - 5, "middle");
        }
        if (right != null) {
            for (double tick : right.scale.ticks()) {
                label(svg, right.text.apply(tick), WIDTH - RIGHT + 6, y(right.scale, tick) + 4, "start");
            }
        }
    }

    private void line(Markup svg, Line line) {
        Scale scale = line.onRight && right != null ? right.scale : left.scale;
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < line.points.size(); i++) {
            Point point = line.points.get(i);
            if (Double.isNaN(point.value)) {
                pen = false;
                continue;
            }
            path.append(pen ? 'L' : 'M').append(number(x(point.at))).append(' ').append(number(y(scale, point.value)));
            if (!pen && (i + 1 == line.points.size() || Double.isNaN(line.points.get(i + 1).value))) {
                path.append("h2"); // a point alone would not be seen
            }
            pen = true;
        }
        List<String> attributes = new ArrayList<>(List.of(
                "d",
                path.toString(),
                "fill",
                "none",
                "stroke",
                line.color,
                "stroke-width",
                "1.5",
                "class",
                line.style));
        if (line.dashed) {
            attributes.addAll(List.of("stroke-dasharray", "6 4"));
        }
        svg.shape("path", attributes);
    }

    private void limit(Markup svg, Limit at) {
        double y = y(left.scale, at.value);
        straight(svg, LEFT, y, WIDTH - RIGHT, y, "#c2281d", "bad-line", true);
        svg.element(
                "text",
                at.text,
                "x",
                number(WIDTH - RIGHT - 4),
                "y",
                number(y - 4),
                "text-anchor",
                "end",
                "fill",
                "#c2281d",
                "class",
                "bad-fill");
    }

    private void legend(Markup svg) {
        double x = LEFT;
        for (Line line : lines) {
            straight(svg, x, 10, x + 18, 10, line.color, line.style, line.dashed);
            label(svg, line.name, x + 23, 14, "start");
            x += 45 + 6.6 * line.name.length();
        }
    }

    private static void straight(
            Markup svg, double x1, double y1, double x2, double y2, String color, String style, boolean dashed) {
        List<String> attributes = new ArrayList<>(List.of(
                "x1",
                number(x1),
                "y1",
                number(y1),
                "x2",
                number(x2),
                "y2",
                number(y2),
                "stroke",
                color,
                "class",
                style));
        if (dashed) {
            attributes.addAll(List.of("stroke-dasharray", "6 4"));
        }
        svg.shape("line", attributes);
    }

    private static void label(Markup svg, String text, double x, double y, String anchor) {
        svg.element(
                "text",
                text,
                "x",
                number(x),
                "y",
                number(y),
                "text-anchor",
                anchor,
                "fill",
                "#5d6773",
                "class",
                "label");
    }

    private double x(double at) {
        return LEFT + across.scale.at(at) * (WIDTH - LEFT - RIGHT);
    }

    private double y(Scale scale, double value) {
        return height - BOTTOM - scale.at(value) * (height - TOP - BOTTOM);
    }

    /** Writes a coordinate to a tenth, the same in every country. */
    static String number(double value) {
        double tenth = Math.round(value * 10) / 10.0;
        return tenth == Math.rint(tenth) ? Long.toString((long) tenth) : Double.toString(tenth);
    }
}
