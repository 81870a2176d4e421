// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.jdbc.internal.sql.ValueFreeText;
import io.github.perfjunit.jdbc.report.DatabaseSetting;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks H2, which counts statements when told to and shows its sessions, and counts nothing else. */
final class H2View implements ServerView {

    private static final String SETTINGS = """
            select setting_name as name, setting_value as "value" from information_schema.settings
            where setting_name in ('MODE', 'CACHE_SIZE', 'DEFAULT_LOCK_TIMEOUT', 'WRITE_DELAY', 'QUERY_STATISTICS',
              'info.VERSION', 'info.CACHE_MAX_SIZE') order by setting_name""";
    private static final String COUNTING = """
            select setting_value as counting from information_schema.settings where setting_name = 'QUERY_STATISTICS'""";
    private static final String STATEMENTS = """
            select sql_statement as "key", execution_count as calls, cumulative_execution_time as total_exec_time,
              max_execution_time as max_exec_time, cumulative_row_count as "rows"
            from information_schema.query_statistics""";
    private static final String SESSIONS = """
            select session_id as id, session_state as state, coalesce(blocker_id, 0) as blocker,
              coalesce(executing_statement, '') as query,
              coalesce(datediff(millisecond, executing_statement_start, current_timestamp), 0) as running
            from information_schema.sessions where session_id <> session_id()""";

    private final String product;
    private final ReportDraft draft;
    private Counters before = Counters.NONE;
    private boolean turnedOn;
    private boolean counting;

    H2View(String product, ReportDraft draft) {
        this.product = product;
        this.draft = draft;
    }

    @Override
    public String product() {
        return product;
    }

    @Override
    public void attach(Connection connection) {
        draft.part(
                "settings",
                () -> draft.settings = Sql.rows(connection, SETTINGS).stream()
                        .map(row -> new DatabaseSetting(row.text("name"), row.text("value")))
                        .toList());
    }

    @Override
    public void begin(Connection connection) {
        draft.part("QUERY_STATISTICS", () -> {
            List<Row> setting = Sql.rows(connection, COUNTING);
            boolean already =
                    !setting.isEmpty() && setting.get(0).text("counting").equalsIgnoreCase("true");
            if (!already) {
                Sql.run(connection, "set query_statistics true");
                turnedOn = true;
            }
            counting = true;
            before = Counters.of(Sql.rows(connection, STATEMENTS));
        });
    }

    @Override
    public void detach(Connection connection) throws SQLException {
        if (turnedOn) {
            turnedOn = false;
            Sql.run(connection, "set query_statistics false");
        }
    }

    @Override
    public List<Backend> sessions(Connection connection) throws SQLException {
        List<Backend> backends = new ArrayList<>();
        for (Row row : Sql.rows(connection, SESSIONS)) {
            long blocker = row.number("blocker");
            String query = ValueFreeText.of(row.text("query"), SqlSyntax.H2);
            String state = query.isEmpty() ? "idle" : Backend.ACTIVE;
            backends.add(new Backend(
                    row.number("id"),
                    state,
                    blocker == 0 ? "" : "Lock",
                    "",
                    row.decimal("running"),
                    query,
                    blocker == 0 ? List.of() : List.of(blocker)));
        }
        return backends;
    }

    /** Its counters are never late. */
    @Override
    public long openSessions(Connection connection) {
        return 0;
    }

    @Override
    public void end(Connection connection, Map<String, ClientFigures> client, ReportDraft report) {
        if (!counting) {
            return;
        }
        report.part("QUERY_STATISTICS", () -> {
            Counters after = Counters.of(Sql.rows(connection, STATEMENTS));
            detach(connection);
            Map<String, StatementTotal> byText = new LinkedHashMap<>();
            for (String key : after.keys()) {
                if (after.since(before, key, "calls") > 0 && !key.contains(Sql.MARK)) {
                    byText.computeIfAbsent(key, any -> new StatementTotal()).add(before, after, key);
                }
            }
            report.statements = StatementTotal.statements(byText, client, SqlSyntax.H2);
            report.note(
                    "H2 counts rows only together and keeps the last 100 statements; it has no counters of tables, locks"
                            + " and cache.");
        });
    }
}
