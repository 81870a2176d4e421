// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.jdbc.internal.sql.ValueFreeText;
import io.github.perfjunit.jdbc.report.DatabaseActivity;
import io.github.perfjunit.jdbc.report.DatabaseSetting;
import io.github.perfjunit.jdbc.report.ServerWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks MariaDB and MySQL. Their counters are those of the whole server. */
final class MariaDbView implements ServerView {

    private static final String SETTINGS = """
            show global variables where variable_name in ('innodb_flush_log_at_trx_commit', 'sync_binlog', 'log_bin',
              'innodb_buffer_pool_size', 'innodb_log_file_size', 'innodb_doublewrite', 'innodb_lock_wait_timeout',
              'innodb_deadlock_detect', 'max_connections', 'max_statement_time', 'performance_schema', 'tmp_table_size',
              'max_heap_table_size', 'sort_buffer_size', 'tx_isolation', 'transaction_isolation', 'query_cache_type')""";
    private static final String STATUS = """
            show global status where variable_name in ('Com_commit', 'Com_rollback', 'Innodb_deadlocks',
              'Created_tmp_disk_tables', 'Innodb_buffer_pool_read_requests', 'Innodb_buffer_pool_reads',
              'Innodb_os_log_written', 'Innodb_log_write_requests', 'Aborted_clients')""";
    private static final String SESSIONS = """
            select p.id, p.command, coalesce(p.state, '') as state, coalesce(left(p.info, 1000), '') as query,
              p.time * 1000.0 as running, r.trx_id is not null as transaction, b.trx_mysql_thread_id as blocker
            from information_schema.processlist p
              left join information_schema.innodb_trx r on r.trx_mysql_thread_id = p.id
              left join information_schema.innodb_lock_waits w on w.requesting_trx_id = r.trx_id
              left join information_schema.innodb_trx b on b.trx_id = w.blocking_trx_id
            where p.id <> connection_id() and p.db = database() and p.command <> 'Daemon'""";
    private static final String MYSQL_SESSIONS = """
            select p.id, p.command, coalesce(p.state, '') as state, coalesce(left(p.info, 1000), '') as query,
              p.time * 1000.0 as running, r.trx_id is not null as transaction, null as blocker
            from information_schema.processlist p
              left join information_schema.innodb_trx r on r.trx_mysql_thread_id = p.id
            where p.id <> connection_id() and p.db = database() and p.command <> 'Daemon'""";
    private static final int LEAST_PAUSE_MILLIS = 150;
    private static final String KEY = "status";

    private final String product;
    private final ReportDraft draft;
    private final boolean mysql;
    private @Nullable Counters before;
    private @Nullable MariaDbStatements statements;

    MariaDbView(String product, ReportDraft draft) {
        this.product = product;
        this.draft = draft;
        this.mysql = product.toLowerCase(Locale.ROOT).startsWith("mysql");
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
                        .map(row -> new DatabaseSetting(row.text("variable_name"), row.text("value")))
                        .toList());
    }

    @Override
    public void begin(Connection connection) {
        draft.part("status", () -> before = status(connection));
        boolean schema = draft.settings.stream()
                .anyMatch(setting -> setting.name().equals("performance_schema")
                        && setting.value().equalsIgnoreCase("ON"));
        if (!schema) {
            draft.gap("the slowest statements are not known, for performance_schema is off."
                    + " Hint: start it with performance_schema=ON");
            return;
        }
        draft.part("performance_schema", () -> statements = MariaDbStatements.begin(connection));
    }

    @Override
    public List<Backend> sessions(Connection connection) throws SQLException {
        Map<Long, Backend> backends = new LinkedHashMap<>();
        for (Row row : Sql.rows(connection, mysql ? MYSQL_SESSIONS : SESSIONS)) {
            long blocker = row.number("blocker");
            Backend backend = new Backend(
                    row.number("id"),
                    state(row),
                    blocker == 0 ? "state" : "Lock",
                    row.text("state"),
                    row.decimal("running"),
                    ValueFreeText.of(row.text("query"), SqlSyntax.MYSQL),
                    blocker == 0 ? List.of() : List.of(blocker));
            backends.merge(
                    backend.id(), backend, (first, next) -> first.blockers().isEmpty() ? next : first);
        }
        return List.copyOf(backends.values());
    }

    private static String state(Row row) {
        if (!row.text("command").equalsIgnoreCase("Sleep")) {
            return Backend.ACTIVE;
        }
        return row.number("transaction") == 0 ? "idle" : "idle in transaction";
    }

    /** InnoDB shows an old copy of its transactions to who asks again within 100 ms (manual, INNODB_TRX). */
    @Override
    public long leastPauseMillis() {
        return LEAST_PAUSE_MILLIS;
    }

    /** Its counters are never late. */
    @Override
    public long openSessions(Connection connection) {
        return 0;
    }

    @Override
    public void end(Connection connection, Map<String, ClientFigures> client, ReportDraft report) {
        Counters first = before;
        if (first != null) {
            report.part("status", () -> write(first, status(connection), report));
            report.note("The counters are those of the whole server, for all its databases.");
        }
        MariaDbStatements known = statements;
        if (known != null) {
            report.part("performance_schema", () -> known.end(connection, client, report));
        }
        if (mysql) {
            report.gap("who waits for whose lock is not asked of MySQL");
        }
    }

    private static void write(Counters before, Counters after, ReportDraft report) {
        long asked = grown(before, after, "innodb_buffer_pool_read_requests");
        long read = grown(before, after, "innodb_buffer_pool_reads");
        report.activity = new DatabaseActivity(
                grown(before, after, "com_commit"),
                grown(before, after, "com_rollback"),
                grown(before, after, "innodb_deadlocks"),
                grown(before, after, "created_tmp_disk_tables"),
                0,
                Math.max(0, asked - read),
                read,
                grown(before, after, "aborted_clients"));
        report.work = new ServerWork(
                0,
                0,
                0,
                grown(before, after, "innodb_log_write_requests"),
                0,
                grown(before, after, "innodb_os_log_written"),
                List.of());
    }

    private static long grown(Counters before, Counters after, String name) {
        return after.grown(before, KEY, name);
    }

    private Counters status(Connection connection) throws SQLException {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (Row row : Sql.rows(connection, STATUS)) {
            values.put(row.text("variable_name").toLowerCase(Locale.ROOT), row.number("value"));
        }
        if (!values.containsKey("innodb_deadlocks")) {
            draft.part("deadlocks", () -> {
                String sql =
                        "select count as deadlocks from information_schema.innodb_metrics where name = 'lock_deadlocks'";
                for (Row row : Sql.rows(connection, sql)) {
                    values.put("innodb_deadlocks", row.number("deadlocks"));
                }
            });
        }
        return new Counters(Map.of(KEY, new Row(values)), true);
    }
}
