// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.perfjunit.internal.report.run.LoadCourse;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The data of the interactive charts, as JSON that may stand inside an HTML page. Not thread-safe. */
final class ChartData {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final MathContext DIGITS = new MathContext(4);
    private static final double PER_DECADE = 10;

    private final ArrayNode all = MAPPER.createArrayNode();
    private final Detail detail;

    ChartData(Detail detail) {
        this.detail = detail;
    }

    void add(String id, LoadResult result, LoadCourse course, CourseCharts charts) {
        ObjectNode load = all.addObject();
        load.put("id", id);
        load.put("millis", result.data().elapsedMillis());
        ArrayNode unmeasured = load.putArray("unmeasured");
        charts.unmeasured().forEach(gap -> unmeasured.addArray().add(gap.get(0)).add(gap.get(1)));
        charts.limit().ifPresent(limit -> load.putObject("limit")
                .put("text", limit.metric() + " limit " + limit.limitText())
                .put("ms", limit.limit()));
        List<LoadCourse.Part> parts = course.parts();
        column(load, "t", parts, part -> (part.fromMillis() + part.toMillis()) / 2.0);
        column(load, "rate", parts, part -> part.perSecond(part.count()));
        if (parts.stream().anyMatch(part -> part.target() > 0)) {
            column(load, "target", parts, LoadCourse.Part::target);
        }
        column(load, "users", parts, LoadCourse.Part::users);
        column(load, "p50", parts, LoadCourse.Part::p50);
        column(load, "p95", parts, LoadCourse.Part::p95);
        column(load, "p99", parts, LoadCourse.Part::p99);
        column(load, "max", parts, LoadCourse.Part::max);
        ObjectNode errors = load.putObject("errors");
        for (Outcome outcome : Outcome.values()) {
            if (parts.stream().anyMatch(part -> part.failures().containsKey(outcome))) {
                column(
                        errors,
                        outcome.name().toLowerCase(Locale.ROOT),
                        parts,
                        part -> part.perSecond(part.failures().getOrDefault(outcome, 0L)));
            }
        }
        distribution(load.putArray("distribution"), result.all().latency());
        if (detail.columns() > 0) {
            heat(load.putObject("heat"), course);
        }
    }

    private static void column(
            ObjectNode load, String name, List<LoadCourse.Part> parts, ToDoubleFunction<LoadCourse.Part> figure) {
        ArrayNode column = load.putArray(name);
        parts.forEach(part -> number(column, figure.applyAsDouble(part)));
    }

    /** Times since the start keep all their digits, other figures four. */
    private static void number(ArrayNode array, double value) {
        if (!Double.isFinite(value)) {
            array.addNull();
        } else if (value == Math.rint(value)) {
            array.add((long) value);
        } else {
            array.add(BigDecimal.valueOf(value).round(DIGITS));
        }
    }

    /** How slow the slowest one in so many is. */
    private static void distribution(ArrayNode points, LatencySummary latency) {
        for (int i = 0; Math.pow(10, i / PER_DECADE) <= Math.max(1, latency.count()) && !latency.isEmpty(); i++) {
            double in = Math.pow(10, i / PER_DECADE);
            double millis = latency.percentile(100 * (1 - 1 / in)).toNanos() / 1e6;
            ArrayNode point = points.addArray();
            number(point, in);
            number(point, i == 0 ? latency.min().toNanos() / 1e6 : millis);
        }
    }

    private void heat(ObjectNode heat, LoadCourse course) {
        int size = course.parts().size();
        int group = Math.max(1, (size + detail.columns() - 1) / detail.columns());
        heat.put("group", group);
        ArrayNode cells = heat.putArray("cells");
        for (int i = 0; i < size; i += group) {
            Map<Integer, Long> sums = new TreeMap<>();
            course.parts().subList(i, Math.min(size, i + group)).forEach(part -> part.levels()
                    .forEach((level, count) -> sums.merge(level, count, Long::sum)));
            int column = i / group;
            sums.forEach(
                    (level, count) -> cells.addArray().add(column).add(level).add(count));
        }
    }

    /** Returns the JSON without any character that could end the element around it. */
    String json() {
        try {
            return MAPPER.writeValueAsString(all)
                    .replace("<", "\\u003c")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the data of the charts cannot be written as JSON", e);
        }
    }
}
