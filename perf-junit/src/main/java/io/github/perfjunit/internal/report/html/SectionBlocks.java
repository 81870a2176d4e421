// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The sections that kinds of load and extensions added, by their tables, or by their data if they have no table. */
final class SectionBlocks {

    private static final int MOST_VALUES = 200;
    private static final int FEW_VALUES = 15;
    private static final int MOST_IN_LINE = 30;
    private static final int DEEPEST = 6;

    private final Detail detail;

    SectionBlocks(Detail detail) {
        this.detail = detail;
    }

    Markup of(ResultSection section) {
        String name = section.name().replace('-', ' ');
        Markup out = Pieces.section(
                name.isEmpty() ? "section" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), "");
        List<ResultTable> tables = section.tables().stream()
                .filter(table -> !table.rows().isEmpty())
                .toList();
        out.add(StepChart.of(section.data()));
        tables.forEach(table -> table(out, table, !table.title().equals(section.name())));
        int[] left = {MOST_VALUES};
        if (tables.isEmpty() && leaves(section.data()) <= FEW_VALUES) {
            data(out, section.data(), left, 0);
        } else {
            out.open("details").element("summary", "All figures of this section");
            data(out, section.data(), left, 0);
            out.close("details");
        }
        if (left[0] < 0) {
            out.element("p", "The rest is in results.json.", "class", "sub");
        }
        return out.closeBlock("section");
    }

    private void table(Markup out, ResultTable table, boolean titled) {
        if (titled) {
            out.element("h4", table.title());
        }
        List<List<String>> rows = table.rows().stream().limit(detail.rows()).toList();
        if (table.columns().isEmpty()) {
            rows.forEach(row -> out.element("p", row.get(0)));
        } else {
            List<String> heads = table.columns().stream()
                    .map(head -> head.equals(table.columns().get(0)) ? "<" + (head.isEmpty() ? " " : head) : head)
                    .toList();
            Pieces.head(out, table.title(), heads);
            for (List<String> row : rows) {
                out.open("tr");
                for (int i = 0; i < row.size(); i++) {
                    out.element("td", row.get(i), "class", i == 0 ? "words name" : "");
                }
                out.closeBlock("tr");
            }
            Pieces.end(out);
        }
        if (table.rows().size() > rows.size()) {
            out.element("p", "... " + (table.rows().size() - rows.size()) + " more in results.json", "class", "sub");
        }
    }

    /** Writes data of any shape: maps as lists of names and values, lists of maps as tables. */
    private void data(Markup out, Object value, int[] left, int depth) {
        if (left[0]-- <= 0 || depth > DEEPEST) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            out.open("dl", "class", "data");
            for (Map.Entry<?, ?> each : map.entrySet()) {
                if (left[0] > 0) {
                    out.element("dt", words(String.valueOf(each.getKey()))).open("dd");
                    data(out, orNone(each.getValue()), left, depth + 1);
                    out.close("dd");
                }
            }
            out.closeBlock("dl");
        } else if (value instanceof List<?> list && list.stream().noneMatch(SectionBlocks::isNested)) {
            String shown = list.stream()
                    .limit(MOST_IN_LINE)
                    .map(each -> scalar(orNone(each)))
                    .collect(Collectors.joining(", "));
            out.text(list.size() > MOST_IN_LINE ? shown + ", ... " + (list.size() - MOST_IN_LINE) + " more" : shown);
        } else if (value instanceof List<?> list) {
            out.open("ul");
            for (Object each : list) {
                if (left[0] > 0) {
                    out.open("li");
                    data(out, orNone(each), left, depth + 1);
                    out.close("li");
                }
            }
            out.closeBlock("ul");
        } else {
            out.text(scalar(value));
        }
    }

    private static String scalar(Object value) {
        return value instanceof Number number ? FigureFormat.amount(number.doubleValue()) : String.valueOf(value);
    }

    private static boolean isNested(Object value) {
        return value instanceof Map<?, ?> || value instanceof List<?>;
    }

    private static long leaves(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().mapToLong(SectionBlocks::leaves).sum();
        }
        return value instanceof List<?> list
                ? list.stream().mapToLong(SectionBlocks::leaves).sum()
                : 1;
    }

    private static Object orNone(Object value) {
        return value == null ? "-" : value;
    }

    /** Turns {@code p95Ms} into {@code p95 ms}. */
    private static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    Markup monitors(List<MonitorSummary> monitors) {
        if (monitors.isEmpty()) {
            return new Markup();
        }
        Markup out = Pieces.section("Monitors", "What was watched beside the load, over the measured time.");
        Pieces.head(out, "Monitors", List.of("<Gauge", "min", "mean", "max", "last", "Samples"));
        monitors.forEach(each -> out.open("tr")
                .element("td", each.name(), "class", "words name")
                .element("td", value(each.min(), each.unit()))
                .element("td", value(each.mean(), each.unit()))
                .element("td", value(each.max(), each.unit()))
                .element("td", value(each.last(), each.unit()))
                .element("td", FigureFormat.count(each.samples()))
                .closeBlock("tr"));
        Pieces.end(out);
        return out.closeBlock("section");
    }

    private static String value(double value, String unit) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        return switch (unit) {
            case "B", "bytes" -> FigureFormat.bytes(value);
            case "ms" -> FigureFormat.millis(value);
            case "%" -> FigureFormat.percent(value);
            case "" -> FigureFormat.amount(value);
            default -> FigureFormat.amount(value) + " " + unit;
        };
    }
}
