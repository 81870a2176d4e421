// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.insights;

import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The statements that loaded a database most.
 *
 * @param statements the greatest load first
 * @param missing why there are none; empty if there are
 */
record TopStatementsSection(List<Statement> statements, String missing) implements ResultSection {

    /**
     * A statement.
     *
     * @param text without its values
     * @param load sessions that it kept busy, on average
     */
    record Statement(String text, double load) {}

    static TopStatementsSection of(List<Statement> statements) {
        return statements.isEmpty()
                ? without("Database Insights knows no statement of the time of the load (yet)")
                : new TopStatementsSection(List.copyOf(statements), "");
    }

    static TopStatementsSection without(String reason) {
        return new TopStatementsSection(List.of(), reason);
    }

    @Override
    public String name() {
        return "top-statements";
    }

    @Override
    public Map<String, ?> data() {
        return Map.of(
                "missing",
                missing,
                "statements",
                statements.stream()
                        .map(each -> Map.of("statement", each.text(), "load", each.load()))
                        .toList());
    }

    @Override
    public List<ResultTable> tables() {
        if (!missing.isEmpty()) {
            return List.of(new ResultTable("top statements", List.of(), List.of(List.of(missing))));
        }
        return List.of(new ResultTable(
                "top statements",
                List.of("statement", "busy sessions"),
                statements.stream()
                        .map(each -> List.of(each.text(), String.format(Locale.ROOT, "%.2f", each.load())))
                        .toList()));
    }
}
