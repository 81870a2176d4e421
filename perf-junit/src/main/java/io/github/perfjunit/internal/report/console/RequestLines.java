// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.SeriesKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of requests: all together, each of them (those that missed an objective first, then the slowest), steps
 * with requests inside them, and all iterations. The counts of the requests add up to those of all requests.
 */
final class RequestLines {

    private static final int MOST_ROWS = 10;
    private static final int LONGEST_NAME = 200;
    private static final double WORTH_SHOWING = 1.1;
    private static final double[] PERCENTILES = {50, 95, 99, 99.9};

    private RequestLines() {}

    static List<String> of(LoadResult result) {
        Measurements iterations = result.iterations();
        if (result.all().count() == 0 && iterations.count() == 0) {
            return List.of(nothing(result));
        }
        TextTable table = new TextTable(SummaryTable.WIDTH - SummaryTable.INDENT.length());
        table.row("request", "count", "rate", "err %", "p50", "p95", "p99", "p99.9", "max");
        boolean requested = result.kind() == SeriesKind.REQUEST;
        rows(table, requested ? name(result.all()) : "all iterations", result.all());
        List<Measurements> requests = worstFirst(result, result.requests());
        requests.stream().limit(MOST_ROWS).forEach(request -> rows(table, name(request), request));
        List<Measurements> steps = worstFirst(result, result.steps());
        steps.stream().limit(MOST_ROWS).forEach(step -> rows(table, name(step) + " (step)", step));
        if (requested && iterations.count() > 0) {
            rows(table, name(iterations), iterations);
        }
        List<String> lines = new ArrayList<>(table.lines());
        int more = Math.max(0, requests.size() - MOST_ROWS) + Math.max(0, steps.size() - MOST_ROWS);
        if (more > 0) {
            lines.add("... " + more + " more in results.json");
        }
        return lines;
    }

    private static String nothing(LoadResult result) {
        String thing = result.kind() == SeriesKind.REQUEST ? "request" : "iteration";
        long cutOff = result.all().cutOff().count();
        return "no " + thing + " ended in the measured phase"
                + (cutOff == 0 ? "" : "; " + FigureFormat.count(cutOff, thing) + " had not ended when the load did");
    }

    private static List<Measurements> worstFirst(LoadResult result, List<Measurements> all) {
        Set<String> missed = result.objectives().stream()
                .filter(o -> !o.met())
                .map(ObjectiveResult::subject)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(request -> request.count() > 0)
                .sorted(Comparator.comparing((Measurements request) -> !missed.contains(request.subject()))
                        .thenComparing(request -> !request.latency().isEmpty()) // all failed: no latency to sort by
                        .thenComparing(request -> request.latency().percentile(99), Comparator.reverseOrder())
                        .thenComparing(Measurements::subject))
                .toList();
    }

    private static String name(Measurements measured) {
        return PlainText.of(measured.subject(), LONGEST_NAME);
    }

    private static void rows(TextTable table, String name, Measurements measured) {
        String percent = FigureFormat.percent(100 * measured.errorRate());
        row(
                table,
                name,
                FigureFormat.count(measured.count()),
                measured.duration().isZero() ? "-" : FigureFormat.rate(measured.throughput()),
                percent.substring(0, percent.length() - 2),
                measured.latency());
        LatencySummary service = measured.serviceTime();
        if (differs(measured.latency(), service, 95) || differs(measured.latency(), service, 99)) {
            row(table, "  service time", "", "", "", service);
        }
    }

    private static boolean differs(LatencySummary response, LatencySummary service, double percentile) {
        return response.percentile(percentile).toNanos()
                > WORTH_SHOWING * service.percentile(percentile).toNanos();
    }

    private static void row(
            TextTable table, String name, String count, String rate, String errors, LatencySummary latency) {
        List<String> cells = new ArrayList<>(List.of(name, count, rate, errors));
        for (double percentile : PERCENTILES) {
            cells.add(millis(latency, latency.percentile(percentile)));
        }
        cells.add(millis(latency, latency.max()));
        table.row(cells.toArray(String[]::new));
    }

    private static String millis(LatencySummary latency, Duration value) {
        return latency.isEmpty() ? "-" : FigureFormat.duration(value);
    }
}
