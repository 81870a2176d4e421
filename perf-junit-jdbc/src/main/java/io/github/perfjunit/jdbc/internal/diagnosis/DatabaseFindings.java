// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.report.Blocking;
import io.github.perfjunit.jdbc.report.DatabaseActivity;
import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.Finding.Kind;
import io.github.perfjunit.jdbc.report.LockCycle;
import io.github.perfjunit.jdbc.report.SequentialScan;
import io.github.perfjunit.jdbc.report.ServerStatement;
import io.github.perfjunit.jdbc.report.ServerWork;
import io.github.perfjunit.jdbc.report.TableActivity;
import io.github.perfjunit.jdbc.report.UnusedIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges a report: what in it a reader should act on. A healthy database gives none. */
final class DatabaseFindings {

    /** Below so many rows a table is read from end to end for good reasons. */
    static final int MANY_ROWS = 1_000;

    private static final int MOST_SCANNED_ROWS = 10_000;
    private static final int MIN_WRITES = 100;
    private static final int MIN_CROWDED = 5;
    private static final double CROWDED_SHARE = 0.2;
    private static final int MIN_SCANS = 10;
    private static final long MIN_TEMPORARY_BYTES = 1 << 20;
    private static final long MIN_BLOCKS_READ = 10_000;
    private static final double GOOD_HIT_RATIO = 0.95;
    private static final int MOST_OF_A_KIND = 10;
    private static final int MOST_QUOTED = 300;

    private final DatabaseReport report;
    private final OwnDeadlocks own;
    private final List<Finding> findings = new ArrayList<>();

    private DatabaseFindings(DatabaseReport report, OwnDeadlocks own) {
        this.report = report;
        this.own = own;
    }

    static List<Finding> of(DatabaseReport report, ClientSettings client, OwnDeadlocks own) {
        DatabaseFindings all = new DatabaseFindings(report, own);
        all.deadlocks();
        all.convoys();
        all.missingIndexes();
        all.missingForeignKeyIndexes();
        all.probablyMissingIndexes();
        all.temporaryFiles();
        all.cacheMisses();
        all.unusedIndexes();
        all.backgroundWork();
        all.findings.addAll(SettingFindings.of(report, client));
        report.gaps()
                .forEach(gap -> all.add(
                        Kind.NOT_AVAILABLE,
                        "diagnosis",
                        sentence(gap),
                        "Figures that need it are missing from this report."));
        return List.copyOf(all.findings);
    }

    private void deadlocks() {
        DatabaseActivity activity = report.activity();
        long counted = activity == null ? 0 : activity.deadlocks();
        long ended = report.shared() ? own.count() : Math.max(counted, own.count());
        if (report.shared() && !own.complete() && counted > ended) {
            add(
                    Kind.NOT_AVAILABLE,
                    "deadlocks",
                    format(
                            "The database counted %,d deadlocks of everybody; how many of them were the load's is not"
                                    + " known, for its statements were not seen.",
                            counted),
                    "Let the probe see the statements, or use a database that nobody else uses.");
        }
        if (ended == 0) {
            return;
        }
        String others = report.shared() && own.complete() && counted > ended
                ? format("; the database counted %,d, those of others included", counted)
                : "";
        List<LockCycle> cycles = report.sessions().cycles();
        String subject = cycles.isEmpty()
                ? "the database"
                : cycles.get(0).statements().stream()
                        .distinct()
                        .map(DatabaseFindings::quote)
                        .reduce((a, b) -> a + " and " + b)
                        .orElse("the database");
        String seen = cycles.isEmpty()
                ? ", but no look at the sessions caught it while it lasted"
                : format(
                        "; in %,d of %,d looks these statements were seen waiting for each other",
                        cycles.get(0).seen(), report.sessions().samples());
        add(
                Kind.DEADLOCK,
                subject,
                format(
                        "%,d %s ended because of a deadlock%s%s.",
                        ended, ended == 1 ? "transaction was" : "transactions were", seen, others),
                "Lock rows in the same order in every transaction, for example sorted by key, and retry on SQLState 40P01.");
    }

    private void convoys() {
        Map<String, List<Blocking>> byWaiting = new LinkedHashMap<>();
        for (Blocking blocking : report.sessions().blockings()) {
            byWaiting
                    .computeIfAbsent(blocking.waiting(), any -> new ArrayList<>())
                    .add(blocking);
        }
        int samples = report.sessions().samples();
        byWaiting.forEach((waiting, blockings) -> {
            int crowded = Math.min(
                    samples, blockings.stream().mapToInt(Blocking::crowded).sum());
            if (crowded >= MIN_CROWDED && crowded >= samples * CROWDED_SHARE) {
                Blocking worst = blockings.stream()
                        .max(Comparator.comparingInt(Blocking::crowded))
                        .orElseThrow();
                int most = blockings.stream().mapToInt(Blocking::most).max().orElse(0);
                add(
                        Kind.LOCK_CONVOY,
                        quote(waiting),
                        format(
                                "In %d of %d looks three or more sessions, at most %d, waited in it for the lock of one"
                                        + " session, which was %s in %s; the longest wait seen was %.0f ms.",
                                crowded,
                                samples,
                                most,
                                worst.blockerState(),
                                quote(worst.blocker()),
                                worst.longestMillis()),
                        "Take this lock last in the transaction and commit at once, or spread the work over more rows.");
            }
        });
    }

    private void missingIndexes() {
        Set<String> told = new HashSet<>();
        for (SequentialScan scan : report.scans()) {
            String subject = scan.columns().isEmpty()
                    ? scan.table()
                    : scan.table() + " (" + String.join(", ", scan.columns()) + ")";
            if (!told.add(subject) || told.size() > MOST_OF_A_KIND) {
                continue;
            }
            String scans = table(scan.table())
                    .map(table -> format(
                            "; the table was read from end to end %,d times, %,d rows each",
                            table.sequentialScans(), table.rowsPerScan()))
                    .orElse("");
            add(
                    Kind.MISSING_INDEX,
                    subject,
                    format(
                            "By its plan %s reads %,d rows to keep about %,d%s.",
                            quote(scan.statement()), scan.tableRows(), scan.keptRows(), scans),
                    scan.proposal().isEmpty()
                            ? "An index on the expression or pattern in its condition would serve it, a plain one would not."
                            : "Try " + scan.proposal() + " and measure again.");
        }
    }

    private void missingForeignKeyIndexes() {
        report.foreignKeyGaps().forEach(gap -> {
            long deleted = table(gap.parent()).map(TableActivity::deleted).orElse(0L);
            TableActivity child = table(gap.table()).orElse(null);
            if (deleted > 0 && child != null && child.liveRows() >= MANY_ROWS && child.sequentialScans() >= deleted) {
                String columns = String.join(", ", gap.columns());
                add(
                        Kind.MISSING_INDEX,
                        gap.table() + " (" + columns + ")",
                        format(
                                "%,d rows of %s were deleted, and for each the foreign key %s read %s with its %,d rows from"
                                        + " end to end.",
                                deleted, gap.parent(), gap.constraint(), gap.table(), child.liveRows()),
                        "Try CREATE INDEX ON " + gap.table() + " (" + columns + ") and measure again.");
            }
        });
    }

    /** Without statements and plans, only the tables tell, and they do not tell a look-up from a sum over all rows. */
    private void probablyMissingIndexes() {
        if (!report.statements().isEmpty() || !report.scans().isEmpty() || report.allPlanned()) {
            return;
        }
        report.tables().stream()
                .filter(table -> table.sequentialScans() >= MIN_SCANS && table.rowsPerScan() >= MOST_SCANNED_ROWS)
                .limit(MOST_OF_A_KIND)
                .forEach(table -> add(
                        Kind.MISSING_INDEX,
                        table.name(),
                        format(
                                "The table was read from end to end %,d times, %,d rows each; by which statement is not"
                                        + " known.",
                                table.sequentialScans(), table.rowsPerScan()),
                        "Look for a statement that looks for few rows of it by a column without an index; one that sums up all"
                                + " rows is no fault."));
    }

    private void temporaryFiles() {
        DatabaseActivity activity = report.activity();
        if (activity == null || activity.temporaryFiles() == 0 || activity.temporaryBytes() < MIN_TEMPORARY_BYTES) {
            return;
        }
        ServerStatement worst = report.statements().stream()
                .max(Comparator.comparingLong(ServerStatement::temporaryBlocks))
                .filter(statement -> statement.temporaryBlocks() > 0)
                .orElse(null);
        add(
                Kind.TEMP_FILES,
                worst == null ? "the database" : quote(worst.text()),
                format(
                        "%,d temporary files with %,.1f MB were written because a sort, join or hash did not fit into work_mem"
                                + " (%s).",
                        activity.temporaryFiles(), activity.temporaryBytes() / 1e6, setting("work_mem")),
                "Select fewer rows or columns, give an index in the order asked for, or raise work_mem for this work alone.");
    }

    private void cacheMisses() {
        DatabaseActivity activity = report.activity();
        Double ratio = activity == null ? null : activity.cacheHitRatio();
        if (activity != null && ratio != null && activity.blocksRead() >= MIN_BLOCKS_READ && ratio < GOOD_HIT_RATIO) {
            add(
                    Kind.CACHE_MISSES,
                    "the database",
                    format(
                            "Only %.1f %% of the pages asked for were in the memory of the server, %,d were not.",
                            ratio * 100, activity.blocksRead()),
                    "Read less, or give the server more memory for pages; after a fresh start, warm up for longer.");
        }
    }

    private void unusedIndexes() {
        report.unusedIndexes().stream()
                .filter(index -> index.writes() >= MIN_WRITES)
                .sorted(Comparator.comparingLong(UnusedIndex::writes).reversed())
                .limit(MOST_OF_A_KIND)
                .forEach(
                        index -> add(
                                Kind.UNUSED_INDEX,
                                index.index() + " on " + index.table(),
                                format(
                                        "No query used it, neither now nor since counting began (%s), yet %,d writes to its table had"
                                                + " to keep it up.",
                                        index.countingSince(), index.writes()),
                                "Drop it if production does not use it either: this load may not be all that the table is for."));
    }

    private void backgroundWork() {
        ServerWork work = report.work();
        if (work != null && work.checkpointsRequested() > 0 && work.walBytes() > maxWalBytes() / 2) {
            add(
                    Kind.BACKGROUND_WORK,
                    "checkpoints",
                    format(
                            "%,d checkpoints were forced by %,.0f MB of changes in %,d s.",
                            work.checkpointsRequested(),
                            work.walBytes() / 1e6,
                            report.observed().toSeconds()),
                    "Raise max_wal_size (" + setting("max_wal_size") + "), or expect these stalls in production too.");
        }
        report.tables().stream()
                .filter(table -> table.autovacuums() > 0 && table.liveRows() >= MOST_SCANNED_ROWS)
                .limit(MOST_OF_A_KIND)
                .forEach(
                        table -> add(
                                Kind.BACKGROUND_WORK,
                                "autovacuum of " + table.name(),
                                format(
                                        "It ran %,d times during the load, on a table of %,d rows.",
                                        table.autovacuums(), table.liveRows()),
                                "Latencies contain it, as they will in production; compare only with runs in which it ran too."));
    }

    private long maxWalBytes() {
        return SettingFindings.bytes(setting("max_wal_size"));
    }

    private Optional<TableActivity> table(String name) {
        return report.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst();
    }

    private String setting(String name) {
        return SettingFindings.value(report, name);
    }

    private void add(Kind kind, String subject, String evidence, String advice) {
        findings.add(new Finding(kind, subject, evidence, advice));
    }

    static String quote(String statement) {
        String bounded = statement.length() > MOST_QUOTED ? statement.substring(0, MOST_QUOTED) + "..." : statement;
        return bounded.isEmpty() ? "a statement that is not known" : "'" + bounded + "'";
    }

    private static String sentence(String text) {
        String upper = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return upper.endsWith(".") ? upper : upper + ".";
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
