// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.report.StoredWindows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The figures of each request, those that missed an objective first, then the slowest. */
final class RequestTable {

    private static final double[] PERCENTILES = {50, 95, 99, 99.9};
    private static final int SPARK = 110;
    private static final int SPARK_HEIGHT = 20;

    private final LoadResult result;
    private final Map<String, StoredWindows> windows = new HashMap<>();
    private final Detail detail;

    RequestTable(LoadResult result, List<StoredWindows> windows, Detail detail) {
        this.result = result;
        this.detail = detail;
        windows.forEach(each -> this.windows.put(each.kind() + " " + each.request(), each));
    }

    /** Requests, steps and iterations. */
    Markup requests() {
        Markup out = Pieces.section(
                "Requests",
                "Over the measured time. Latencies are those of requests that ended well, from the moment they were due"
                        + " where there is a rate or a pace.");
        out.open("p", "class", "tools", "hidden", "")
                .open("label")
                .text("Filter ")
                .open("input", "type", "search", "class", "filter")
                .close("label")
                .close("p");
        List<Measurements> requests = worstFirst(result.requests());
        List<Measurements> steps = worstFirst(result.steps());
        head(out, "Requests", "Request");
        boolean requested = result.kind() == SeriesKind.REQUEST;
        row(out, requested ? "all requests" : "all iterations", "", result.all(), result.kind(), true);
        requests.stream()
                .limit(detail.rows())
                .forEach(each -> row(out, each.subject(), "", each, result.kind(), false));
        steps.stream()
                .limit(detail.rows())
                .forEach(each -> row(out, each.subject(), "step", each, SeriesKind.STEP, false));
        if (requested && result.iterations().count() > 0) {
            row(out, "iterations", "", result.iterations(), SeriesKind.ITERATION, true);
        }
        Pieces.end(out);
        int more = Math.max(0, requests.size() - detail.rows()) + Math.max(0, steps.size() - detail.rows());
        return more(out, more).closeBlock("section");
    }

    /** Database statements; empty if there are none. */
    Markup statements() {
        List<Measurements> statements = worstFirst(
                result.statementNames().stream().map(result::statement).toList());
        if (statements.isEmpty()) {
            return new Markup();
        }
        Markup out = Pieces.section("Statements", "Database statements inside the requests, over the measured time.");
        head(out, "Statements", "Statement");
        statements.stream()
                .limit(detail.rows())
                .forEach(each -> row(out, each.subject(), "", each, SeriesKind.STATEMENT, false));
        Pieces.end(out);
        return more(out, statements.size() - detail.rows()).closeBlock("section");
    }

    private static Markup more(Markup out, int number) {
        return number > 0 ? out.element("p", "... " + number + " more in results.json", "class", "sub") : out;
    }

    private void head(Markup out, String caption, String first) {
        List<String> heads =
                new ArrayList<>(List.of("<" + first, "Count", "Rate", "Errors", "p50", "p95", "p99", "p99.9", "max"));
        if (detail.sparks() > 0) {
            heads.add("<p95 over time");
        }
        Pieces.head(out, caption, heads, "class", "sortable");
    }

    private void row(Markup out, String name, String remark, Measurements figures, SeriesKind kind, boolean sum) {
        LatencySummary latency = figures.latency();
        out.open("tr", "class", sum ? "sum" : "");
        out.open("td", "class", "words name").text(name);
        if (!remark.isEmpty()) {
            out.text(" ").element("span", remark, "class", "sub");
        }
        out.close("td");
        cell(out, (double) figures.count(), FigureFormat.count(figures.count()));
        boolean timed = !figures.duration().isZero();
        cell(out, timed ? figures.throughput() : 0, timed ? FigureFormat.rate(figures.throughput()) : "-");
        double errors = 100 * figures.errorRate();
        out.element(
                "td",
                FigureFormat.percent(errors),
                "data-v",
                value(errors),
                "class",
                figures.failures() > 0 ? "bad-text" : "");
        for (double percentile : PERCENTILES) {
            time(out, latency, latency.percentile(percentile));
        }
        time(out, latency, latency.max());
        if (detail.sparks() > 0) {
            StoredWindows course = windows.get(kind + " " + figures.subject());
            out.open("td", "class", "words");
            if (course != null && course.windows().size() > 1) {
                spark(out, course.windows());
            }
            out.close("td");
        }
        out.closeBlock("tr");
    }

    private static void time(Markup out, LatencySummary latency, Duration value) {
        if (latency.isEmpty()) {
            cell(out, -1, "-");
        } else {
            cell(out, value.toNanos() / 1e6, FigureFormat.duration(value));
        }
    }

    private static void cell(Markup out, double value, String text) {
        out.element("td", text, "data-v", value(value));
    }

    private static String value(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    private void spark(Markup out, List<StoredWindows.Window> all) {
        double from = all.get(0).fromMillis();
        double to = all.get(all.size() - 1).toMillis();
        double highest = all.stream()
                .mapToDouble(StoredWindows.Window::p95Millis)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        if (!(highest > 0) || !(to > from)) {
            return;
        }
        int step = Math.max(1, (all.size() + detail.sparks() - 1) / detail.sparks());
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < all.size(); i += step) {
            double value = all.subList(i, Math.min(all.size(), i + step)).stream()
                    .mapToDouble(StoredWindows.Window::p95Millis)
                    .filter(Double::isFinite)
                    .max()
                    .orElse(Double.NaN);
            if (!Double.isNaN(value)) {
                double x = 1 + (all.get(i).fromMillis() - from) / (to - from) * (SPARK - 2);
                double y = SPARK_HEIGHT - 2 - value / highest * (SPARK_HEIGHT - 4);
                path.append(path.length() == 0 ? 'M' : 'L')
                        .append(LineChart.number(x))
                        .append(' ')
                        .append(LineChart.number(y));
            }
        }
        out.open("svg", "width", "" + SPARK, "height", "" + SPARK_HEIGHT, "aria-hidden", "true");
        out.shape("path", List.of("d", path.toString(), "fill", "none", "stroke", "#2b7bba", "class", "c1"));
        out.close("svg");
    }

    private List<Measurements> worstFirst(List<Measurements> all) {
        Set<String> missed = result.objectives().stream()
                .filter(o -> !o.met())
                .map(ObjectiveResult::subject)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(request -> request.count() > 0)
                .sorted(Comparator.comparing((Measurements request) -> !missed.contains(request.subject()))
                        .thenComparing(request -> !request.latency().isEmpty())
                        .thenComparing(request -> request.latency().percentile(95), Comparator.reverseOrder())
                        .thenComparing(Measurements::subject))
                .toList();
    }
}
