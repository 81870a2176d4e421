// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.report.SequentialScan;
import io.github.perfjunit.jdbc.report.ServerStatement;
import io.github.perfjunit.jdbc.report.StatementPlan;
import io.github.perfjunit.jdbc.report.TableActivity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the plans of the slowest statements without running them: each is prepared and explained with no values for
 * its parameters, in a transaction that may not write and is rolled back. EXPLAIN (GENERIC_PLAN) would do the same, but
 * exists from version 16 on and not through a driver that sends parameters apart from the text.
 */
final class PostgresPlans {

    private static final int MOST_STATEMENTS = 15;
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final double FEW = 0.1;
    private static final int MIN_SCANS = 5;
    private static final int MOST_LINES = 50;
    private static final int LONGEST_LINE = 500;

    private final Connection connection;
    private final List<StatementPlan> plans = new ArrayList<>();
    private int failed;

    PostgresPlans(Connection connection) {
        this.connection = connection;
    }

    void write(PostgresReading reading, Map<String, ClientFigures> client, ReportDraft draft) throws SQLException {
        long until = System.nanoTime() + MOST_NANOS;
        List<SequentialScan> scans = new ArrayList<>();
        int left = 0;
        for (String statement : statements(draft.statements, client)) {
            if (System.nanoTime() - until > 0) {
                left++;
            } else {
                scans.addAll(scans(statement, reading));
            }
        }
        draft.scans = scans;
        draft.plans = plans;
        draft.allPlanned = draft.statements.isEmpty() && !client.isEmpty() && plans.size() == client.size();
        if (failed + left > 0) {
            draft.note(
                    (failed + left) + " of the slowest statements could not be explained, their plans are not known.");
        }
    }

    private static List<String> statements(List<ServerStatement> server, Map<String, ClientFigures> client) {
        List<String> texts = new ArrayList<>();
        if (server.isEmpty()) {
            client.entrySet().stream()
                    .sorted(Comparator.comparingDouble((Map.Entry<String, ClientFigures> entry) ->
                                    entry.getValue().calls() * entry.getValue().meanMillis())
                            .reversed())
                    .map(Map.Entry::getKey)
                    .forEach(texts::add);
        } else {
            server.forEach(statement -> texts.add(statement.text()));
        }
        return texts.stream()
                .filter(ExplainableText::test)
                .limit(MOST_STATEMENTS)
                .toList();
    }

    private List<SequentialScan> scans(String statement, PostgresReading reading) throws SQLException {
        List<SequentialScan> scans = new ArrayList<>();
        connection.setAutoCommit(false);
        try {
            for (Row scan : Sql.rows(connection, PostgresSql.SCANS, plan(statement))) {
                scans.addAll(scan(statement, scan, reading));
            }
        } catch (SQLException e) {
            // Types that only values would tell, or a table that only the load's own search path finds.
            failed++;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return scans;
    }

    private String plan(String statement) throws SQLException {
        ExplainableText text = ExplainableText.of(statement);
        Sql.run(connection, "set transaction read only");
        Sql.run(connection, "set local plan_cache_mode = force_generic_plan");
        // A parallel plan tells the rows of one worker, not those of the table.
        Sql.run(connection, "set local max_parallel_workers_per_gather = 0");
        Sql.run(connection, "set local statement_timeout = '500ms'");
        Sql.run(connection, "prepare perf_junit_plan as " + text.sql());
        try {
            String execute = " execute perf_junit_plan" + text.arguments();
            String plan = explained("explain (format json, verbose)" + execute).get(0);
            plans.add(new StatementPlan(statement, readable(explained("explain" + execute))));
            return plan;
        } finally {
            connection.rollback();
            Sql.run(connection, "deallocate perf_junit_plan");
        }
    }

    private List<String> explained(String sql) throws SQLException {
        return Sql.rows(connection, sql).stream()
                .map(row -> row.text("query plan"))
                .toList();
    }

    /** Leaves out texts: those of views and policies may be somebody's. */
    private static List<String> readable(List<String> lines) {
        return lines.stream()
                .limit(MOST_LINES)
                .map(FilterColumns::withoutTexts)
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line)
                .toList();
    }

    private List<SequentialScan> scan(String statement, Row scan, PostgresReading reading) throws SQLException {
        List<Row> columns = Sql.rows(connection, PostgresSql.COLUMNS, scan.text("schema"), scan.text("name"));
        if (columns.isEmpty()) {
            return List.of();
        }
        TableActivity table = reading.table(columns.get(0).text("key"));
        if (table == null || table.sequentialScans() < MIN_SCANS || !manyRows(table)) {
            return List.of();
        }
        double kept = scan.decimal("kept");
        Set<String> names = new LinkedHashSet<>();
        Set<String> texts = new LinkedHashSet<>();
        Set<String> leading = new LinkedHashSet<>();
        for (Row column : columns) {
            names.add(column.text("name"));
            if (column.flag("compared_as_text")) {
                texts.add(column.text("name"));
            }
            if (column.flag("leads")) {
                leading.add(column.text("name"));
            }
        }
        FilterColumns filter = FilterColumns.of(scan.text("filter"), names, texts);
        List<String> indexed = filter.indexed();
        boolean served = filter.equal().stream().anyMatch(leading::contains)
                || (!indexed.isEmpty() && leading.contains(indexed.get(0)));
        // n_live_tup is twice the truth after a load and an ANALYZE in one session; plans are made from this one.
        long analyzed = columns.get(0).number("tuples");
        long read = analyzed > 0 ? analyzed : table.liveRows();
        if (kept > read * FEW || served) {
            return List.of();
        }
        String proposal =
                indexed.isEmpty() ? "" : "CREATE INDEX ON " + table.name() + " (" + String.join(", ", indexed) + ")";
        List<String> named = indexed.isEmpty() ? filter.other() : indexed;
        return List.of(new SequentialScan(statement, table.name(), named, read, Math.round(kept), proposal));
    }

    private static boolean manyRows(TableActivity table) {
        return table.liveRows() >= DatabaseFindings.MANY_ROWS && table.rowsPerScan() >= DatabaseFindings.MANY_ROWS / 2;
    }
}
