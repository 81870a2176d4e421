// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All rows as one Markdown table: a line for each server, number of users and tool. */
final class ResultTable {

    private static final String HEAD = """
            | server | users | tool | rounds | connections | CPU-s per million %s | ratio to %s | %s | p50 ms | p99 ms | RSS MB | start s | errors |
            |---|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private final List<Row> rows;
    private final List<String> anchors;
    private final String unit;
    private final String counted;

    /**
     * Takes the rows.
     *
     * @param rows rows in order of time
     * @param anchors the tools that the others are compared with, one of them in each place
     * @param unit unit of the rate, such as {@code req/s}
     * @param counted what is counted, such as {@code requests}
     */
    ResultTable(List<Row> rows, List<String> anchors, String unit, String counted) {
        this.rows = rows;
        this.anchors = anchors;
        this.unit = unit;
        this.counted = counted;
    }

    String markdown() {
        Map<String, List<Row>> lines = new LinkedHashMap<>();
        rows.stream().filter(row -> !row.isFailed()).forEach(row -> lines.computeIfAbsent(
                        row.server() + " | " + row.users() + " | " + row.tool(), key -> new ArrayList<>())
                .add(row));
        StringBuilder text = new StringBuilder(HEAD.formatted(counted, String.join(" or ", anchors), unit));
        lines.forEach((key, same) -> text.append("| ").append(key).append(line(same)));
        long disturbed = rows.stream().filter(Row::disturbed).count();
        if (disturbed > 0) {
            text.append(
                    "\n`*` marks how many of the rounds other work on the machine disturbed; their figures are in.\n");
        }
        rows.stream().filter(Row::isFailed).forEach(row -> text.append("\nRound ")
                .append(row.round())
                .append(", ")
                .append(row.server())
                .append(", ")
                .append(row.users())
                .append(" users: ")
                .append(row.tool())
                .append(" failed: ")
                .append(row.failure())
                .append('\n'));
        return text.toString();
    }

    private String line(List<Row> same) {
        long disturbed = same.stream().filter(Row::disturbed).count();
        String rounds = same.size() + (disturbed == 0 ? "" : " (" + disturbed + "*)");
        return " | "
                + String.join(
                        " | ",
                        rounds,
                        spread(same, Row::connections).single(0),
                        spread(same, Row::cpuPerMillion).text(1),
                        spread(same, this::ratio).text(2),
                        spread(same, Row::rate).text(0),
                        spread(same, row -> row.reported().p50Micros() / 1000).single(2),
                        spread(same, row -> row.reported().p99Micros() / 1000).single(2),
                        spread(same, Row::rssMb).single(0),
                        spread(same, Row::startSeconds).single(2),
                        spread(same, row -> row.reported().errors()).single(0))
                + " |\n";
    }

    private static Spread spread(List<Row> same, ToDoubleFunction<Row> figure) {
        return new Spread(same.stream().mapToDouble(figure));
    }

    private double ratio(Row row) {
        return rows.stream()
                .filter(other -> anchors.contains(other.tool())
                        && !other.isFailed()
                        && other.round() == row.round()
                        && other.isSamePlace(row))
                .findFirst()
                .map(other -> row.cpuPerMillion() / other.cpuPerMillion())
                .orElse(Double.NaN);
    }
}
