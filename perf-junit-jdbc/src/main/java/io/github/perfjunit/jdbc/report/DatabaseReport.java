// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What the database said about itself for the time of a load.
 *
 * @param product its name and version, such as {@code PostgreSQL 17.11}
 * @param observed time between the two readings of the counters
 * @param settings the settings that decide its speed
 * @param activity its counters; null where it has none
 * @param work work of the server itself; null where it does not tell
 * @param statements the statements that took the most time or ran most often, by time; empty where it does not count them
 * @param tables tables touched during the load, those read from end to end first
 * @param unusedIndexes indexes that nothing used
 * @param foreignKeyGaps foreign keys without an index
 * @param scans statements whose plan reads a table from end to end for a few rows
 * @param plans plans of the slowest statements, in their order; empty where they are not looked at
 * @param allPlanned whether the database counts no statements and those are the plans of all that the client saw
 * @param sessions what looking at its sessions showed
 * @param gaps what could not be found out, and why
 * @param notes what to keep in mind when reading the figures
 * @param shared whether others than the load may have used the database, so that its counters are those of everybody;
 *     false for a server that the library started for the test
 * @param shapes how the database gets at the rows of each statement that the client saw; empty where plans are not looked at
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DatabaseReport(
        String product,
        Duration observed,
        List<DatabaseSetting> settings,
        @Nullable DatabaseActivity activity,
        @Nullable ServerWork work,
        List<ServerStatement> statements,
        List<TableActivity> tables,
        List<UnusedIndex> unusedIndexes,
        List<ForeignKeyGap> foreignKeyGaps,
        List<SequentialScan> scans,
        List<StatementPlan> plans,
        boolean allPlanned,
        SessionSamples sessions,
        List<String> gaps,
        List<String> notes,
        boolean shared,
        List<PlanShape> shapes) {

    /**
     * Keeps copies of the lists.
     *
     * @param product its name and version, such as {@code PostgreSQL 17.11}
     * @param observed time between the two readings of the counters
     * @param settings the settings that decide its speed
     * @param activity its counters; null where it has none
     * @param work work of the server itself; null where it does not tell
     * @param statements the statements that took the most time or ran most often, by time; empty where it does not count them
     * @param tables tables touched during the load, those read from end to end first
     * @param unusedIndexes indexes that nothing used
     * @param foreignKeyGaps foreign keys without an index
     * @param scans statements whose plan reads a table from end to end for a few rows
     * @param plans plans of the slowest statements, in their order; empty where they are not looked at
     * @param allPlanned whether the database counts no statements and those are the plans of all that the client saw
     * @param sessions what looking at its sessions showed
     * @param gaps what could not be found out, and why
     * @param notes what to keep in mind when reading the figures
     * @param shared whether others than the load may have used the database
     * @param shapes how the database gets at the rows of statements
     */
    public DatabaseReport {
        settings = List.copyOf(settings);
        statements = List.copyOf(statements);
        tables = List.copyOf(tables);
        unusedIndexes = List.copyOf(unusedIndexes);
        foreignKeyGaps = List.copyOf(foreignKeyGaps);
        scans = List.copyOf(scans);
        plans = List.copyOf(plans);
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
        shapes = List.copyOf(shapes);
    }

    /**
     * Describes a database that the load had for itself.
     *
     * @param product its name and version
     * @param observed time between the two readings of the counters
     * @param settings the settings that decide its speed
     * @param activity its counters
     * @param work work of the server itself
     * @param statements the statements that took the most time or ran most often
     * @param tables tables touched during the load
     * @param unusedIndexes indexes that nothing used
     * @param foreignKeyGaps foreign keys without an index
     * @param scans statements whose plan reads a table from end to end for a few rows
     * @param plans plans of the slowest statements
     * @param allPlanned whether those are the plans of all that the client saw
     * @param sessions what looking at its sessions showed
     * @param gaps what could not be found out, and why
     * @param notes what to keep in mind when reading the figures
     */
    public DatabaseReport(
            String product,
            Duration observed,
            List<DatabaseSetting> settings,
            @Nullable DatabaseActivity activity,
            @Nullable ServerWork work,
            List<ServerStatement> statements,
            List<TableActivity> tables,
            List<UnusedIndex> unusedIndexes,
            List<ForeignKeyGap> foreignKeyGaps,
            List<SequentialScan> scans,
            List<StatementPlan> plans,
            boolean allPlanned,
            SessionSamples sessions,
            List<String> gaps,
            List<String> notes) {
        this(
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
                false,
                List.of());
    }
}
