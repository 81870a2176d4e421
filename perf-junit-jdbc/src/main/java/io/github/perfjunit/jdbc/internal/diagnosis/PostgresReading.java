// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.report.DatabaseActivity;
import io.github.perfjunit.jdbc.report.IoFigures;
import io.github.perfjunit.jdbc.report.ServerWork;
import io.github.perfjunit.jdbc.report.TableActivity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The difference of two readings of a PostgreSQL server. */
final class PostgresReading {

    private static final int MOST_TABLES = 50;

    private final Map<String, Counters> before;
    private final Map<String, Counters> after;

    PostgresReading(Map<String, Counters> before, Map<String, Counters> after) {
        this.before = before;
        this.after = after;
    }

    Counters before(String reading) {
        return before.getOrDefault(reading, Counters.NONE);
    }

    Counters after(String reading) {
        return after.getOrDefault(reading, Counters.NONE);
    }

    /** Returns whether a reading was made both times: one alone has no difference. */
    boolean complete(String reading) {
        return before.containsKey(reading) && after.containsKey(reading);
    }

    long grown(String reading, String key, String column) {
        return after(reading).grown(before(reading), key, column);
    }

    /** Returns whether counting began anew in between; a server that crashed does not say since when it counts. */
    boolean wasReset() {
        Row then = before(PostgresSql.DATABASE).row(PostgresSql.DATABASE);
        Row now = after(PostgresSql.DATABASE).row(PostgresSql.DATABASE);
        if (then == null || now == null || then.number("blks_hit") == 0) {
            return false;
        }
        return now.number("blks_hit") < then.number("blks_hit")
                || !now.text("since").equals(then.text("since"));
    }

    void write(ReportDraft draft) {
        if (complete(PostgresSql.DATABASE)) {
            draft.activity = activity();
        }
        if (complete(PostgresSql.CHECKPOINTS) && complete(PostgresSql.WAL)) {
            draft.work = work();
        }
        if (complete(PostgresSql.TABLES)) {
            draft.tables = tables(draft);
        }
    }

    private DatabaseActivity activity() {
        return new DatabaseActivity(
                database("xact_commit"),
                database("xact_rollback"),
                database("deadlocks"),
                database("temp_files"),
                database("temp_bytes"),
                database("blks_hit"),
                database("blks_read"),
                database("sessions_lost"));
    }

    private long database(String column) {
        return grown(PostgresSql.DATABASE, PostgresSql.DATABASE, column);
    }

    private ServerWork work() {
        String wal = PostgresSql.WAL;
        String checkpoints = PostgresSql.CHECKPOINTS;
        return new ServerWork(
                grown(checkpoints, checkpoints, "timed"),
                grown(checkpoints, checkpoints, "requested"),
                grown(checkpoints, checkpoints, "millis"),
                grown(wal, wal, "wal_records"),
                grown(wal, wal, "wal_fpi"),
                grown(wal, wal, "wal_bytes"),
                io());
    }

    private List<IoFigures> io() {
        List<IoFigures> figures = new ArrayList<>();
        for (String process : after(PostgresSql.IO).keys()) {
            IoFigures io = new IoFigures(
                    process,
                    grown(PostgresSql.IO, process, "reads"),
                    grown(PostgresSql.IO, process, "writes"),
                    grown(PostgresSql.IO, process, "extends"),
                    grown(PostgresSql.IO, process, "evictions"));
            if (io.reads() + io.writes() + io.extensions() + io.evictions() > 0) {
                figures.add(io);
            }
        }
        return figures;
    }

    private List<TableActivity> tables(ReportDraft draft) {
        if (!after(PostgresSql.TABLES).whole()) {
            draft.note(DatabaseFindings.format("Only the first %,d tables were counted.", PostgresSql.MOST_TABLES));
        }
        List<TableActivity> tables = new ArrayList<>();
        for (String key : after(PostgresSql.TABLES).keys()) {
            TableActivity table = table(key);
            if (table == null || table.sequentialScans() + table.indexScans() + table.writes() == 0) {
                continue;
            }
            tables.add(table);
            Row row = after(PostgresSql.TABLES).row(key);
            if (row != null && row.decimal("reltuples") < 0 && table.liveRows() > DatabaseFindings.MANY_ROWS) {
                draft.note("The table " + table.name()
                        + " was never analyzed: its plans are guesses. Hint: ANALYZE after" + " loading data.");
            }
        }
        tables.sort(Comparator.comparingLong(TableActivity::sequentialRows)
                .thenComparingLong(TableActivity::indexScans)
                .reversed());
        return tables.stream().limit(MOST_TABLES).toList();
    }

    /** Returns what happened to the table of that object id; null if it is not known. */
    @Nullable
    TableActivity table(String key) {
        Row row = after(PostgresSql.TABLES).row(key);
        if (row == null) {
            return null;
        }
        return new TableActivity(
                row.text("name"),
                Math.max(row.number("n_live_tup"), Math.round(row.decimal("reltuples"))),
                row.number("n_dead_tup"),
                table(key, "seq_scan"),
                table(key, "seq_tup_read"),
                table(key, "idx_scan"),
                table(key, "n_tup_ins"),
                table(key, "n_tup_upd"),
                table(key, "n_tup_hot_upd"),
                table(key, "n_tup_del"),
                table(key, "autovacuum_count"),
                table(key, "autoanalyze_count"));
    }

    private long table(String key, String column) {
        return grown(PostgresSql.TABLES, key, column);
    }
}
