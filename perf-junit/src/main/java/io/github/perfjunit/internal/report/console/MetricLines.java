// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import io.github.perfjunit.metrics.CustomMetric;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;

/** One line for each metric that bodies gave values for in the measured time. */
final class MetricLines {

    private static final int MOST = 12;

    private MetricLines() {}

    static void of(LabeledLines lines, LoadResult result) {
        List<CustomMetric> measured = result.data().metrics().stream()
                .filter(metric -> metric.key().phase() == Phase.MEASURE)
                .toList();
        boolean several = result.data().scenarios().size() > 1;
        String label = "metrics";
        for (CustomMetric metric : measured.subList(0, Math.min(MOST, measured.size()))) {
            String scenario = several ? metric.key().scenario() + ": " : "";
            lines.addShort(label, scenario + metric.key().text() + ": " + figures(metric, result.measured()));
            label = "";
        }
        if (measured.size() > MOST) {
            lines.add(label, "and " + (measured.size() - MOST) + " more in results.json");
        }
    }

    private static String figures(CustomMetric metric, Duration measured) {
        String values = FigureFormat.count(metric.values(), "value");
        return switch (metric.key().kind()) {
            case COUNT ->
                FigureFormat.amount(metric.sum())
                        + (measured.isZero()
                                ? ""
                                : ", " + FigureFormat.rate(metric.sum() / (measured.toNanos() / 1e9)));
            case RATE -> FigureFormat.percent(100 * metric.mean()) + " of " + FigureFormat.count(metric.values());
            case GAUGE ->
                "last " + FigureFormat.amount(metric.last()) + ", min " + FigureFormat.amount(metric.min()) + ", mean "
                        + FigureFormat.amount(metric.mean()) + ", max " + FigureFormat.amount(metric.max());
            case TREND ->
                "p50 " + percentile(metric, 50) + ", p95 " + percentile(metric, 95) + ", p99 " + percentile(metric, 99)
                        + ", max " + FigureFormat.amount(metric.max()) + " (" + values + ")";
        };
    }

    private static String percentile(CustomMetric metric, double percentile) {
        return FigureFormat.amount(metric.percentile(percentile));
    }
}
