// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.jdbc.report.ServerStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The statements that took the most time, ran most often, or wrote temporary files, of pg_stat_statements. */
final class PostgresStatements {

    private static final int MOST = 20;
    private static final int OURS = 20;
    private static final String UNKNOWN = "a statement whose text the server has forgotten";

    private final Connection connection;
    private final String schema;

    PostgresStatements(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    List<ServerStatement> top(PostgresReading reading, Map<String, ClientFigures> client) throws SQLException {
        if (!reading.complete(PostgresSql.STATEMENTS)) {
            return List.of();
        }
        Counters before = reading.before(PostgresSql.STATEMENTS);
        Counters after = reading.after(PostgresSql.STATEMENTS);
        Set<String> keys = new LinkedHashSet<>();
        for (String column : List.of("total_exec_time", "calls", "temp_blks_written")) {
            keys.addAll(most(after, key -> after.since(before, key, column)));
        }
        Map<String, StatementTotal> byText = new LinkedHashMap<>();
        Map<String, String> texts = texts(after, keys);
        for (String key : keys) {
            Row row = after.row(key);
            String text = row == null ? "" : texts.getOrDefault(row.text("queryid"), UNKNOWN);
            if (row != null && !text.contains(Sql.MARK)) {
                byText.computeIfAbsent(text, any -> new StatementTotal()).add(before, after, key);
            }
        }
        return StatementTotal.statements(byText, client, SqlSyntax.POSTGRESQL);
    }

    private static List<String> most(Counters after, ToDoubleFunction<String> figure) {
        List<String> keys = new ArrayList<>(after.keys());
        keys.removeIf(key -> figure.applyAsDouble(key) <= 0);
        keys.sort((a, b) -> Double.compare(figure.applyAsDouble(b), figure.applyAsDouble(a)));
        return keys.subList(0, Math.min(keys.size(), MOST + OURS));
    }

    private Map<String, String> texts(Counters after, Set<String> keys) throws SQLException {
        Set<String> ids = new LinkedHashSet<>();
        for (String key : keys) {
            Row row = after.row(key);
            if (row != null && !row.text("queryid").isEmpty()) {
                ids.add(row.text("queryid"));
            }
        }
        Map<String, String> texts = new HashMap<>();
        for (Row row : Sql.rows(connection, PostgresSql.texts(schema), String.join(",", ids))) {
            if (!row.text("query").isEmpty()) {
                texts.put(row.text("queryid"), row.text("query"));
            }
        }
        return texts;
    }
}
