// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import io.github.perfjunit.internal.report.run.LoadCourse;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PhaseWindow;
import io.github.perfjunit.metrics.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The load and the latencies over time, each as a chart that needs no script, with its place for one that does. */
final class CourseCharts {

    private static final int HEIGHT = 220;

    private final LoadCourse course;
    private final LoadResult result;
    private final String id;

    CourseCharts(LoadCourse course, LoadResult result, String id) {
        this.course = course;
        this.result = result;
        this.id = id;
    }

    Markup load() {
        Markup out = Pieces.section(
                "Load",
                "Requests that ended each second, active users, and the rate that was asked for if there is one. A line of"
                        + " requests that leaves the dashed line shows a target, or a generator, that does not keep up. Grey:"
                        + " not measured.");
        boolean open = course.parts().stream().anyMatch(part -> part.target() > 0);
        double rate = highest(part -> Math.max(part.perSecond(part.count()), part.target()));
        LineChart chart = new LineChart(
                HEIGHT,
                LineChart.time(end()),
                new LineChart.Axis(Scale.linear(rate), tick -> FigureFormat.amount(tick) + "/s"),
                new LineChart.Axis(Scale.linear(highest(LoadCourse.Part::users)), FigureFormat::amount));
        shade(chart);
        chart.add(line("requests", "#2b7bba", "c1", false, false, part -> part.perSecond(part.count())));
        if (open) {
            chart.add(line("target", "#1a1f26", "ink", true, false, LoadCourse.Part::target));
        }
        chart.add(line("users (right)", "#1f8a7d", "c5", false, true, LoadCourse.Part::users));
        return chart(out, "load", chart.svg("Load over time: " + loadSentence(open)), loadSentence(open));
    }

    Markup latency() {
        Markup out = Pieces.section(
                "Latency over time",
                "Percentiles of the requests that ended well" + each() + "; logarithmic. Grey: not measured.");
        double lowest = course.parts().stream()
                .mapToDouble(LoadCourse.Part::p50)
                .filter(value -> value > 0)
                .min()
                .orElse(1);
        double highest = highest(LoadCourse.Part::max);
        Optional<ObjectiveResult> limit = limit();
        LineChart chart = new LineChart(
                HEIGHT + 40,
                LineChart.time(end()),
                new LineChart.Axis(
                        Scale.logarithmic(
                                lowest,
                                Math.max(
                                        highest,
                                        limit.map(ObjectiveResult::limit).orElse(0.0))),
                        FigureFormat::millis),
                null);
        shade(chart);
        chart.add(line("max", "#8a8f98", "c4", false, false, LoadCourse.Part::max));
        chart.add(line("p99", "#d1602c", "c3", false, false, LoadCourse.Part::p99));
        chart.add(line("p95", "#7a5cc4", "c2", false, false, LoadCourse.Part::p95));
        chart.add(line("p50", "#2b7bba", "c1", false, false, LoadCourse.Part::p50));
        limit.ifPresent(each -> chart.limit(each.metric() + " limit " + each.limitText(), each.limit()));
        return chart(out, "latency", chart.svg("Latency over time: " + latencySentence()), latencySentence());
    }

    /** Places for the charts that need the script. */
    Markup more(boolean interactive, boolean heat) {
        Markup out = new Markup();
        if (!interactive) {
            return out;
        }
        out.open("div", "class", "two");
        scripted(out, "errors", "Errors over time", "By kind, per second.");
        scripted(
                out,
                "distribution",
                "Latency distribution",
                "How slow the slowest one in so many requests is. Both axes are logarithmic.");
        out.closeBlock("div");
        if (heat) {
            scripted(
                    out,
                    "heat",
                    "Latency heatmap",
                    "The stronger the colour, the more requests of that latency at that time. A band apart is another kind"
                            + " of request; a plume that rises is a stall.");
        }
        return out;
    }

    private void scripted(Markup out, String name, String title, String explanation) {
        out.open("section", "class", "card scripted", "hidden", "")
                .element("h3", title)
                .element("p", explanation, "class", "sub")
                .open("div", "class", "chart", "id", id + "-" + name, "role", "img", "aria-label", title)
                .close("div")
                .closeBlock("section");
    }

    private Markup chart(Markup out, String name, Markup svg, String sentence) {
        out.element("p", sentence, "class", "said");
        out.open("div", "class", "still scroll").add(svg).close("div");
        out.open("div", "class", "chart", "id", id + "-" + name, "role", "img", "aria-label", sentence, "hidden", "")
                .close("div");
        return out.closeBlock("section");
    }

    private String each() {
        long seconds = course.widthMillis() / 1_000;
        return seconds == 1 ? " each second" : " every " + FigureFormat.millis((double) course.widthMillis());
    }

    private String loadSentence(boolean open) {
        List<LoadCourse.Part> measured = measured();
        if (measured.isEmpty()) {
            return "nothing was measured.";
        }
        LoadCourse.Part least = measured.stream()
                .min(Comparator.comparingDouble(part -> part.perSecond(part.count())))
                .orElseThrow();
        LoadCourse.Part most = measured.stream()
                .max(Comparator.comparingDouble(part -> part.perSecond(part.count())))
                .orElseThrow();
        String target = open
                ? ", asked for up to "
                        + FigureFormat.rate(measured.stream()
                                .mapToDouble(LoadCourse.Part::target)
                                .max()
                                .orElse(0))
                : "";
        return "While measuring, between " + FigureFormat.rate(least.perSecond(least.count())) + " (at "
                + FigureFormat.clock(least.fromMillis()) + ") and " + FigureFormat.rate(most.perSecond(most.count()))
                + " (at " + FigureFormat.clock(most.fromMillis()) + ")" + target + ".";
    }

    private String latencySentence() {
        List<LoadCourse.Part> measured =
                measured().stream().filter(part -> part.p99() > 0).toList();
        if (measured.isEmpty()) {
            return "no request ended well while measuring.";
        }
        double[] p99 =
                measured.stream().mapToDouble(LoadCourse.Part::p99).sorted().toArray();
        LoadCourse.Part worst = measured.stream()
                .max(Comparator.comparingDouble(LoadCourse.Part::p99))
                .orElseThrow();
        return "p99" + each() + ": usually " + FigureFormat.millis(p99[p99.length / 2]) + ", highest "
                + FigureFormat.millis(worst.p99()) + " at " + FigureFormat.clock(worst.fromMillis()) + ".";
    }

    /** Returns the limit of a latency of all requests that is nearest to its figure. */
    Optional<ObjectiveResult> limit() {
        return result.objectives().stream()
                .filter(o -> o.scope().kind() == Scope.Kind.ALL_REQUESTS
                        && o.measure().kind() == Measure.Kind.PERCENTILE
                        && o.isUpperLimit()
                        && o.limit() > 0)
                .max(Comparator.comparingDouble(o -> o.value() / o.limit()));
    }

    private List<LoadCourse.Part> measured() {
        List<PhaseWindow> windows = windows();
        return course.parts().stream()
                .filter(part -> windows.stream()
                        .anyMatch(window -> part.fromMillis() < window.toMillis() - part.millis() / 2
                                && part.toMillis() > window.fromMillis() + part.millis() / 2))
                .toList();
    }

    private List<PhaseWindow> windows() {
        return PhaseWindow.union(
                result.data().scenarios().stream()
                        .flatMap(scenario -> scenario.windows(Phase.MEASURE).stream())
                        .toList(),
                Phase.MEASURE);
    }

    /** Returns what was not measured, in order of time, as pairs of start and end. */
    List<List<Long>> unmeasured() {
        List<List<Long>> gaps = new ArrayList<>();
        long at = 0;
        for (PhaseWindow window : windows()) {
            if (window.fromMillis() > at) {
                gaps.add(List.of(at, window.fromMillis()));
            }
            at = Math.max(at, window.toMillis());
        }
        if (at < end()) {
            gaps.add(List.of(at, end()));
        }
        return gaps;
    }

    private void shade(LineChart chart) {
        unmeasured().forEach(gap -> chart.shade(gap.get(0), gap.get(1)));
    }

    private long end() {
        return result.data().elapsedMillis();
    }

    private double highest(ToDoubleFunction<LoadCourse.Part> figure) {
        return course.parts().stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    private LineChart.Line line(
            String name,
            String color,
            String style,
            boolean dashed,
            boolean onRight,
            ToDoubleFunction<LoadCourse.Part> figure) {
        return new LineChart.Line(
                name,
                color,
                style,
                dashed,
                onRight,
                course.parts().stream()
                        .map(part -> new LineChart.Point(
                                (part.fromMillis() + part.toMillis()) / 2.0, figure.applyAsDouble(part)))
                        .toList());
    }
}
