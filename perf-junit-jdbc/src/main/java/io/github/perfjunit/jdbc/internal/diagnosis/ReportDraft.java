// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.report.DatabaseActivity;
import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.DatabaseSetting;
import io.github.perfjunit.jdbc.report.ForeignKeyGap;
import io.github.perfjunit.jdbc.report.PlanShape;
import io.github.perfjunit.jdbc.report.SequentialScan;
import io.github.perfjunit.jdbc.report.ServerStatement;
import io.github.perfjunit.jdbc.report.ServerWork;
import io.github.perfjunit.jdbc.report.SessionSamples;
import io.github.perfjunit.jdbc.report.StatementPlan;
import io.github.perfjunit.jdbc.report.TableActivity;
import io.github.perfjunit.jdbc.report.UnusedIndex;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report while it is put together; a part that fails leaves a named gap and the rest stands. */
final class ReportDraft {

    private static final int MOST_REMARKS = 30;

    List<DatabaseSetting> settings = List.of();

    @Nullable
    DatabaseActivity activity;

    @Nullable
    ServerWork work;

    List<ServerStatement> statements = List.of();
    List<TableActivity> tables = List.of();
    List<UnusedIndex> unusedIndexes = List.of();
    List<ForeignKeyGap> foreignKeyGaps = List.of();
    List<SequentialScan> scans = List.of();
    List<StatementPlan> plans = List.of();
    List<PlanShape> shapes = List.of();
    boolean allPlanned;
    boolean shared;
    private final List<String> gaps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** A part of the work that asks the server. */
    interface Part {
        void run() throws SQLException;
    }

    void part(String name, Part part) {
        try {
            part.run();
        } catch (SQLException e) {
            gap(name + ": " + Sql.reason(e));
        }
    }

    synchronized void gap(String gap) {
        if (gaps.size() < MOST_REMARKS && !gaps.contains(gap)) {
            gaps.add(gap);
        }
    }

    synchronized void note(String note) {
        if (notes.size() < MOST_REMARKS && !notes.contains(note)) {
            notes.add(note);
        }
    }

    synchronized DatabaseReport report(String product, Duration observed, SessionSamples sessions) {
        return new DatabaseReport(
                product,
                observed,
                settings,
                activity,
                work,
                statements,
                tables,
                unusedIndexes,
                foreignKeyGaps,
                scans,
                plans,
                allPlanned,
                sessions,
                gaps,
                notes,
                shared,
                shapes);
    }
}
