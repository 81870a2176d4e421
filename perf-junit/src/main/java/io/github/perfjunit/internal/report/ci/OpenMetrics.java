// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.ci;

import io.github.perfjunit.internal.report.run.StoredLoad;
import io.github.perfjunit.internal.report.run.StoredRun;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of a run in the OpenMetrics text format, for GitLab's reports of metrics. GitLab compares them as texts, so
 * they have two digits, and change seldom where nothing changed.
 */
public final class OpenMetrics {

    private static final int MOST_REQUESTS = 50;
    private static final int LONGEST = 120;
    private static final MathContext DIGITS = new MathContext(2);

    private OpenMetrics() {}

    /**
     * Writes the figures.
     *
     * @param run the run
     * @return the text, which ends in {@code # EOF}
     */
    public static String of(StoredRun run) {
        Map<String, List<String>> families = new LinkedHashMap<>();
        List.of("passed", "p50_ms", "p95_ms", "p99_ms", "errors_pct", "ok_per_second")
                .forEach(family -> families.put("loadtest_" + family, new ArrayList<>()));
        run.loads().forEach(load -> add(families, load));
        StringBuilder text = new StringBuilder();
        families.forEach((family, samples) -> {
            if (!samples.isEmpty()) {
                text.append("# TYPE ").append(family).append(" gauge\n");
                samples.forEach(text::append);
            }
        });
        return text.append("# EOF\n").toString();
    }

    private static void add(Map<String, List<String>> families, StoredLoad load) {
        boolean passed = load.stored().verdict().equals("PASSED");
        sample(families, "passed", "{test=\"" + label(load.name()) + "\"}", passed ? 1 : 0);
        LoadResult result = load.result();
        if (result == null) {
            return;
        }
        figures(families, load.name(), result.all());
        result.requests().stream()
                .filter(request -> request.count() > 0)
                .limit(MOST_REQUESTS)
                .forEach(request -> figures(families, load.name(), request));
    }

    private static void figures(Map<String, List<String>> families, String test, Measurements figures) {
        String labels = "{test=\"" + label(test) + "\",request=\"" + label(figures.subject()) + "\"}";
        for (int percentile : new int[] {50, 95, 99}) {
            if (!figures.latency().isEmpty()) {
                double millis = figures.latency().percentile(percentile).toNanos() / 1e6;
                sample(families, "p" + percentile + "_ms", labels, millis);
            }
        }
        sample(families, "errors_pct", labels, 100 * figures.errorRate());
        if (!figures.duration().isZero()) {
            sample(families, "ok_per_second", labels, figures.throughput());
        }
    }

    private static void sample(Map<String, List<String>> families, String family, String labels, double value) {
        List<String> samples = families.get("loadtest_" + family);
        if (samples != null && Double.isFinite(value)) {
            String number =
                    BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros().toPlainString();
            samples.add("loadtest_" + family + labels + " " + number + "\n");
        }
    }

    private static String label(String text) {
        return PlainText.of(text, LONGEST).replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
