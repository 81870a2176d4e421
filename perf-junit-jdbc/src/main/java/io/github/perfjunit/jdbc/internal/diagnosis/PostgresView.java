// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.jdbc.internal.sql.ValueFreeText;
import io.github.perfjunit.jdbc.report.DatabaseSetting;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks PostgreSQL 14 and newer. */
final class PostgresView implements ServerView {

    private static final int COLLECTOR_LAST_VERSION = 14;
    private static final int COLLECTOR_LATE_MILLIS = 600;

    private final String product;
    private final int version;
    private final DiagnosisOptions options;
    private final ReportDraft draft;
    private final Map<String, String> readings;
    private final Map<String, Counters> before = new HashMap<>();
    private @Nullable String schema;
    private @Nullable Row usual;
    private boolean prepared;

    PostgresView(String product, int version, DiagnosisOptions options, ReportDraft draft) {
        this.product = product;
        this.version = version;
        this.options = options;
        this.draft = draft;
        this.readings = PostgresSql.counters(version);
    }

    @Override
    public String product() {
        return product;
    }

    @Override
    public void attach(Connection connection) throws SQLException {
        if (!prepared) {
            prepared = true;
            draft.part("settings", () -> readSettings(connection));
            draft.part("pg_stat_statements", () -> findStatements(connection));
        }
        usual = Sql.rows(connection, PostgresSql.SESSION).get(0);
        setSession(connection, Sql.APPLICATION, "5s", "500ms");
    }

    @Override
    public void detach(Connection connection) throws SQLException {
        Row session = usual;
        if (session != null) {
            setSession(
                    connection,
                    session.text("application_name"),
                    session.text("statement_timeout"),
                    session.text("lock_timeout"));
        }
    }

    private static void setSession(Connection connection, String... values) throws SQLException {
        Sql.rows(connection, PostgresSql.SET_SESSION, values);
    }

    @Override
    public void begin(Connection connection) {
        before.putAll(read(connection));
    }

    @Override
    public List<Backend> sessions(Connection connection) throws SQLException {
        List<Backend> backends = new ArrayList<>();
        for (Row row : Sql.rows(connection, PostgresSql.SESSIONS)) {
            List<Long> blockers = Arrays.stream(row.text("blockers").split(","))
                    .filter(id -> !id.isEmpty())
                    .map(Long::valueOf)
                    .toList();
            backends.add(new Backend(
                    row.number("pid"),
                    row.text("state"),
                    row.text("wait_type"),
                    row.text("wait_event"),
                    row.decimal("running"),
                    ValueFreeText.of(row.text("query"), SqlSyntax.POSTGRESQL),
                    blockers));
        }
        return backends;
    }

    @Override
    public long openSessions(Connection connection) throws SQLException {
        return Sql.rows(connection, PostgresSql.OPEN_SESSIONS).get(0).number("open");
    }

    /** Up to version 14 a collector process keeps the counters and hands out what may be half a second old. */
    @Override
    public long lateMillis() {
        return version <= COLLECTOR_LAST_VERSION ? COLLECTOR_LATE_MILLIS : 0;
    }

    @Override
    public void end(Connection connection, Map<String, ClientFigures> client, ReportDraft report) {
        PostgresReading reading = new PostgresReading(before, read(connection));
        if (reading.wasReset()) {
            report.note("The counters of the server were reset during the load: they cover only its last part.");
        }
        reading.write(report);
        String statistics = schema;
        if (statistics != null) {
            report.part(
                    "pg_stat_statements",
                    () -> report.statements = new PostgresStatements(connection, statistics).top(reading, client));
        }
        report.part("structure", () -> new PostgresStructure(connection).write(reading, report));
        if (options.explain()) {
            report.part("plans", () -> new PostgresPlans(connection).write(reading, client, report));
            report.part("shapes of plans", () -> new PostgresShapes(connection).write(client, report));
        }
    }

    private Map<String, Counters> read(Connection connection) {
        Map<String, Counters> read = new HashMap<>();
        readings.forEach((name, sql) ->
                draft.part(name, () -> read.put(name, Counters.of(Sql.rows(connection, sql), most(name)))));
        String statistics = schema;
        if (statistics != null) {
            draft.part("pg_stat_statements", () -> {
                String statements = PostgresSql.statements(statistics);
                read.put(PostgresSql.STATEMENTS, Counters.of(Sql.rows(connection, statements)));
            });
        }
        return read;
    }

    private static int most(String reading) {
        return reading.equals(PostgresSql.TABLES) ? PostgresSql.MOST_TABLES : Sql.MOST_ROWS;
    }

    private void readSettings(Connection connection) throws SQLException {
        List<DatabaseSetting> settings = new ArrayList<>();
        for (Row row : Sql.rows(connection, PostgresSql.SETTINGS)) {
            settings.add(new DatabaseSetting(row.text("name"), row.text("value")));
        }
        draft.settings = settings;
        Row rights = Sql.rows(connection, PostgresSql.RIGHTS).get(0);
        if (!rights.flag("all_stats")) {
            draft.gap("the user " + rights.text("me") + " is no member of pg_read_all_stats: sessions and statements of"
                    + " other users are hidden. Hint: grant pg_monitor to it");
        }
        for (DatabaseSetting setting : settings) {
            if (setting.name().equals("track_io_timing") && setting.value().equals("off")) {
                draft.note("track_io_timing is off: the time of reads and writes is not counted.");
            }
            if (setting.name().equals("statement_timeout") && !setting.value().equals("0")) {
                draft.note(
                        "statement_timeout is " + setting.value() + ": the server ends statements that take longer.");
            }
        }
    }

    private void findStatements(Connection connection) throws SQLException {
        List<Row> found = Sql.rows(connection, PostgresSql.EXTENSION);
        if (found.isEmpty() && options.createExtension()) {
            Sql.run(connection, "create extension if not exists pg_stat_statements");
            found = Sql.rows(connection, PostgresSql.EXTENSION);
        }
        if (found.isEmpty()) {
            draft.gap("the slowest statements are not known, for pg_stat_statements is not there."
                    + " Hint: create extension pg_stat_statements in this database");
            return;
        }
        String statistics = found.get(0).text("schema");
        try {
            Sql.rows(connection, PostgresSql.deallocations(statistics));
            schema = statistics;
        } catch (SQLException e) {
            if (!"55000".equals(e.getSQLState())) {
                throw e;
            }
            draft.gap("the slowest statements are not known, for pg_stat_statements is created but not loaded."
                    + " Hint: set shared_preload_libraries = 'pg_stat_statements' and restart the server");
        }
    }
}
