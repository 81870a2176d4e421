// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import io.github.perfjunit.internal.report.html.LineChart.Axis;
import io.github.perfjunit.internal.report.html.LineChart.Line;
import io.github.perfjunit.internal.report.html.LineChart.Point;
import io.github.perfjunit.metrics.FigureFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Throughput and p95 against the load, for a section whose data has steps: a list of maps with {@code level}, {@code
 * perSecond}, {@code p95Ms} and {@code verdict}, as stress and capacity tests have it.
 */
final class StepChart {

    private static final int HEIGHT = 220;
    private static final int FEWEST = 3;

    private StepChart() {}

    private record Step(double level, double perSecond, double millis, String verdict) {

        static Optional<Step> of(Object value) {
            return value instanceof Map<?, ?> map
                            && map.get("level") instanceof Number level
                            && map.get("perSecond") instanceof Number perSecond
                            && map.get("p95Ms") instanceof Number millis
                    ? Optional.of(new Step(
                            level.doubleValue(),
                            perSecond.doubleValue(),
                            millis.doubleValue(),
                            String.valueOf(map.get("verdict"))))
                    : Optional.empty();
        }

        boolean isHeld() {
            return verdict.startsWith("held");
        }
    }

    /** Draws the first list of steps in the data; empty if there is none of at least three. */
    static Markup of(Map<String, ?> data) {
        for (Object value : data.values()) {
            if (value instanceof List<?> list && !list.isEmpty()) {
                List<Step> steps = list.stream()
                        .flatMap(each -> Step.of(each).stream())
                        .sorted(Comparator.comparingDouble(Step::level))
                        .toList();
                if (steps.size() == list.size() && steps.size() >= FEWEST) {
                    return chart(steps, "users".equals(data.get("unit")) ? " users" : "/s");
                }
            }
        }
        return new Markup();
    }

    private static Markup chart(List<Step> steps, String unit) {
        LineChart chart = new LineChart(
                HEIGHT,
                new Axis(Scale.linear(highest(steps, Step::level)), tick -> FigureFormat.amount(tick) + unit),
                new Axis(Scale.linear(highest(steps, Step::perSecond)), tick -> FigureFormat.amount(tick) + "/s"),
                new Axis(Scale.linear(highest(steps, Step::millis)), FigureFormat::millis));
        chart.add(line("ok/s", "#2b7bba", "c1", false, steps, Step::perSecond));
        chart.add(line(
                "p95 (right)",
                "#d1602c",
                "c3",
                true,
                steps.stream().filter(s -> s.millis > 0).toList(),
                Step::millis));
        steps.forEach(step -> chart.mark(
                new Point(step.level, step.perSecond),
                step.isHeld() ? "#18794e" : "#c2281d",
                step.isHeld() ? "good-fill" : "bad-fill",
                FigureFormat.amount(step.level) + unit + ": " + step.verdict));
        String sentence = sentence(steps, unit);
        return new Markup()
                .element("p", sentence, "class", "said")
                .open("div", "class", "scroll")
                .add(chart.svg("Throughput and p95 against the load: " + sentence))
                .close("div");
    }

    private static String sentence(List<Step> steps, String unit) {
        Stream<String> held = steps.stream()
                .filter(Step::isHeld)
                .reduce((a, b) -> b)
                .map(step -> "highest load that was held " + FigureFormat.amount(step.level) + unit + " (p95 "
                        + FigureFormat.millis(step.millis) + ")")
                .stream();
        Stream<String> missed = steps.stream()
                .filter(step -> !step.isHeld())
                .findFirst()
                .map(step -> "lowest that was not " + FigureFormat.amount(step.level) + unit + " (" + step.verdict
                        + ", p95 " + FigureFormat.millis(step.millis) + ")")
                .stream();
        return FigureFormat.count(steps.size(), "step") + ": "
                + String.join("; ", Stream.concat(held, missed).toList()) + ".";
    }

    private static Line line(
            String name, String color, String style, boolean onRight, List<Step> steps, ToDoubleFunction<Step> figure) {
        return new Line(
                name,
                color,
                style,
                onRight,
                onRight,
                steps.stream()
                        .map(step -> new Point(step.level, figure.applyAsDouble(step)))
                        .toList());
    }

    private static double highest(List<Step> steps, ToDoubleFunction<Step> figure) {
        return steps.stream().mapToDouble(figure).max().orElse(0);
    }
}
