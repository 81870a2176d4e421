// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.jdbc.internal.sql.ValueFreeText;
import io.github.perfjunit.jdbc.report.SequentialScan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements that performance_schema counted, and those of them that found no index. */
final class MariaDbStatements {

    private static final String STATEMENTS = """
            select digest as `key`, digest_text as query, count_star as calls, sum_timer_wait / 1e9 as total_exec_time,
              max_timer_wait / 1e9 as max_exec_time, sum_rows_sent + sum_rows_affected as `rows`,
              sum_rows_examined as examined, sum_no_index_used as no_index
            from performance_schema.events_statements_summary_by_digest
            where schema_name = database() and digest is not null""";
    private static final String COLUMNS = """
            select c.column_name as name, exists (select 1 from information_schema.statistics s
                where s.table_schema = c.table_schema and s.table_name = c.table_name and s.column_name = c.column_name
                  and s.seq_in_index = 1) as leads
            from information_schema.columns c where c.table_schema = database() and c.table_name = ?""";
    private static final Pattern TABLE = Pattern.compile("(?i)\\b(?:from|update) (?:`\\w+` ?\\. ?)?`?(\\w+)`?");
    private static final Pattern EQUAL = Pattern.compile("`?(\\w+)`? = \\?");
    private static final int MIN_SCANS = 5;
    private static final int FEW = 10;

    private final Counters before;

    private MariaDbStatements(Counters before) {
        this.before = before;
    }

    static MariaDbStatements begin(Connection connection) throws SQLException {
        return new MariaDbStatements(Counters.of(Sql.rows(connection, STATEMENTS)));
    }

    void end(Connection connection, Map<String, ClientFigures> client, ReportDraft report) throws SQLException {
        Counters after = Counters.of(Sql.rows(connection, STATEMENTS));
        Map<String, StatementTotal> byText = new LinkedHashMap<>();
        List<SequentialScan> scans = new ArrayList<>();
        for (String key : after.keys()) {
            Row row = after.row(key);
            String text = row == null ? "" : row.text("query");
            if (after.since(before, key, "calls") > 0 && !isOurs(text)) {
                byText.computeIfAbsent(text, any -> new StatementTotal()).add(before, after, key);
                scans.addAll(scan(connection, after, key, text));
            }
        }
        report.statements = StatementTotal.statements(byText, client, SqlSyntax.MYSQL);
        report.scans = scans;
    }

    private static boolean isOurs(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("performance_schema")
                || lower.contains("information_schema")
                || lower.startsWith("show ")
                || lower.startsWith("set ");
    }

    private List<SequentialScan> scan(Connection connection, Counters after, String key, String text)
            throws SQLException {
        long calls = after.grown(before, key, "calls");
        long examined = after.grown(before, key, "examined") / calls;
        long kept = after.grown(before, key, "rows") / calls;
        String folded = ValueFreeText.of(text, SqlSyntax.MYSQL);
        Matcher table = TABLE.matcher(folded);
        boolean scanned = after.grown(before, key, "no_index") >= MIN_SCANS
                && examined >= DatabaseFindings.MANY_ROWS
                && kept * FEW <= examined;
        if (!scanned || !table.find()) {
            return List.of();
        }
        Set<String> columns = columns(connection, table.group(1), folded);
        if (columns.isEmpty()) {
            return List.of();
        }
        String proposal = "CREATE INDEX ... ON " + table.group(1) + " (" + String.join(", ", columns) + ")";
        return List.of(new SequentialScan(folded, table.group(1), List.copyOf(columns), examined, kept, proposal));
    }

    /** Returns the columns compared for equality; none if one of them leads an index already. */
    private static Set<String> columns(Connection connection, String table, String text) throws SQLException {
        int where = text.toLowerCase(Locale.ROOT).indexOf(" where ");
        Set<String> compared = new LinkedHashSet<>();
        if (where >= 0) {
            EQUAL.matcher(text.substring(where))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(compared::add);
        }
        Set<String> known = new LinkedHashSet<>();
        for (Row row : Sql.rows(connection, COLUMNS, table)) {
            String name = row.text("name");
            if (compared.contains(name)) {
                if (row.number("leads") != 0) {
                    return Set.of();
                }
                known.add(name);
            }
        }
        return known;
    }
}
