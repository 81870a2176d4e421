// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.internal.diagnosis.OwnDeadlocks;
import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.JdbcReport;
import io.github.perfjunit.jdbc.report.PlanShape;
import io.github.perfjunit.jdbc.report.PlanShape.FullRead;
import io.github.perfjunit.jdbc.report.RecoveryReport.FaultRecovery;
import io.github.perfjunit.jdbc.report.RecoveryReport.Verdict;
import io.github.perfjunit.jdbc.report.ReplicationReport;
import io.github.perfjunit.jdbc.report.ReplicationReport.MarkerReport;
import io.github.perfjunit.jdbc.report.ReplicationReport.ReplicaLag;
import io.github.perfjunit.jdbc.report.StatementReport;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Scope;
import io.github.perfjunit.slo.ExtraFigure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a load's database that can be held against limits, for annotations and fluent checks alike.
 *
 * @param result the load
 * @param report what it showed about its database
 */
public record JdbcFigures(LoadResult result, JdbcReport report) {

    private static final Scope POOL = Scope.extra("the pool");
    private static final Scope READS = Scope.extra("the pool for reads");
    private static final Scope DATABASE = Scope.extra("the database");
    private static final Scope TRANSACTIONS = Scope.extra("the transactions");
    static final String NOTHING_SEEN =
            "no statement was seen; the data source that runs them must be a ProbedDataSource, and the probe not none";

    /** What only the database itself can tell. */
    private static final Set<Finding.Kind> OF_THE_DATABASE = EnumSet.of(
            Finding.Kind.MISSING_INDEX,
            Finding.Kind.UNUSED_INDEX,
            Finding.Kind.DEADLOCK,
            Finding.Kind.LOCK_CONVOY,
            Finding.Kind.TEMP_FILES,
            Finding.Kind.CACHE_MISSES,
            Finding.Kind.BACKGROUND_WORK);

    /** What only statements and connections that are seen can tell. */
    private static final Set<Finding.Kind> OF_THE_PROBE = EnumSet.of(
            Finding.Kind.N_PLUS_ONE,
            Finding.Kind.UNBATCHED_WRITES,
            Finding.Kind.CONNECTION_LEAK,
            Finding.Kind.UNCOMMITTED_WORK,
            Finding.Kind.POOL_EXHAUSTED);

    private static final String NO_PLAN =
            "no plan of it is known: plans are those of statements that ran on PostgreSQL 14 or newer, with diagnose = true";
    private static final String WHOSE_DEADLOCKS =
            "they are those of everybody in the database; how many were the load's is not known without its statements";
    private static final String WHOSE_WAITS =
            "whose sessions waited is not known: the driver or a pooler does not tell which are the load's";
    private static final String NOT_TOLD = "the database was not asked, or does not tell";
    private static final String LAG = "longest lag";
    private static final String CALLS = "most calls per transaction";

    /** Returns most calls of each statement in one transaction; of one statement if its text is given. */
    public List<ExtraFigure> callsPerTransaction(String sql) {
        String text = LoadResult.statementText(sql);
        List<StatementReport> statements = Stream.concat(
                        report.statements().stream(),
                        report.reads().stream().flatMap(reads -> reads.statements().stream()))
                .toList();
        List<ExtraFigure> figures = statements.stream()
                .filter(statement -> text.isEmpty() || statement.text().equals(text))
                .sorted(Comparator.comparingInt(StatementReport::mostCallsInUnit)
                        .reversed())
                .map(statement -> new ExtraFigure(
                        result,
                        Scope.statement(statement.text()),
                        CALLS,
                        statement.mostCallsInUnit(),
                        statement.units(),
                        ""))
                .toList();
        if (!figures.isEmpty()) {
            return figures;
        }
        String missing = statements.isEmpty()
                ? NOTHING_SEEN
                : "no such statement; there are: " + String.join(", ", result.statementNames());
        return List.of(none(text.isEmpty() ? Scope.extra("the statements") : Scope.statement(text), CALLS, missing));
    }

    /** Returns the statement that was called most often in one transaction: where it holds, all others do. */
    public ExtraFigure mostCallsPerTransaction(String sql) {
        return callsPerTransaction(sql).get(0);
    }

    /** Returns the figures of the pool, and of that for reads if there is one. */
    public List<PoolFigures> pools() {
        return report.reads().isPresent() ? List.of(pool(), readsPool()) : List.of(pool());
    }

    /** Returns the figures of the pool of all transactions, or of all that are not read-only. */
    public PoolFigures pool() {
        return new PoolFigures(
                result,
                POOL,
                report.connections(),
                report.pool(),
                !report.statements().isEmpty(),
                "");
    }

    /** Returns the figures of the pool of read-only transactions. */
    public PoolFigures readsPool() {
        return report.reads()
                .map(reads -> new PoolFigures(
                        result,
                        READS,
                        reads.connections(),
                        reads.pool(),
                        !reads.statements().isEmpty(),
                        ""))
                .orElseGet(() -> new PoolFigures(
                        result,
                        READS,
                        report.connections(),
                        Optional.empty(),
                        false,
                        "the load has no pool for reads"));
    }

    /**
     * Returns how many deadlocks the database ended: all that it counted where it was there for the load alone, else those
     * of the load.
     */
    public ExtraFigure deadlocks() {
        Optional<Long> told = report.diagnosis().map(DatabaseReport::activity).map(activity -> activity.deadlocks());
        OwnDeadlocks own = OwnFigures.deadlocks(report.statements(), report.connections(), report.transactions());
        if (told.isEmpty() && report.transactions().isEmpty() && !own.complete()) {
            return none(DATABASE, "deadlocks", NOT_TOLD);
        }
        long counted = told.orElse(0L);
        if (!isShared()) {
            return count(DATABASE, "deadlocks", Math.max(counted, own.count()), 1);
        }
        if (!own.complete() && counted > own.count()) {
            return new ExtraFigure(result, DATABASE, "deadlocks", (double) counted, 1, WHOSE_DEADLOCKS);
        }
        return count(DATABASE, "deadlocks", own.count(), 1);
    }

    private boolean isShared() {
        return report.diagnosis().map(DatabaseReport::shared).orElse(true);
    }

    /** Returns the share of pages that the database found in its memory. */
    public ExtraFigure cacheHitRatio() {
        return report.diagnosis()
                .map(DatabaseReport::activity)
                .map(activity -> activity.cacheHitRatio())
                .map(ratio -> figure(DATABASE, "cache hits", 100 * ratio, 1))
                .orElseGet(() -> none(DATABASE, "cache hits", NOT_TOLD));
    }

    /** Returns how many tables of more than some rows were read from end to end. */
    public ExtraFigure sequentialScans(long rows) {
        return counted("sequentially scanned tables", d -> d.tables().stream()
                .filter(t -> t.sequentialScans() > 0 && t.liveRows() > rows)
                .count());
    }

    /**
     * Returns how many statements that ran read a table of more than some rows from end to end by their plan; if there are
     * any, as a figure of the one that reads most, with its table. One plan that is not known is enough for no verdict if
     * no other is broken.
     *
     * @param sql which statement; empty for all
     */
    public ExtraFigure plannedScans(long rows, String sql) {
        String text = LoadResult.statementText(sql);
        Scope all = text.isEmpty() ? DATABASE : Scope.statement(text);
        String metric = "sequential scans over " + FigureFormat.count(rows) + " rows by plan";
        if (report.statements().isEmpty()) {
            return none(all, metric, NOTHING_SEEN);
        }
        if (!text.isEmpty()
                && report.statements().stream().noneMatch(s -> s.text().equals(text))) {
            return none(all, metric, "no such statement; there are: " + String.join(", ", result.statementNames()));
        }
        List<PlanShape> shapes = report.diagnosis().map(DatabaseReport::shapes).orElse(List.of()).stream()
                .filter(shape -> text.isEmpty() || shape.statement().equals(text))
                .toList();
        if (shapes.isEmpty()) {
            return none(all, metric, NO_PLAN);
        }
        List<PlanShape> broken = shapes.stream()
                .filter(shape -> largest(shape) > rows)
                .sorted(Comparator.comparingLong(JdbcFigures::largest).reversed())
                .toList();
        if (!broken.isEmpty()) {
            return count(Scope.statement(broken.get(0).statement()), metric, broken.size(), shapes.size());
        }
        List<PlanShape> unknown = shapes.stream().filter(JdbcFigures::isUnknown).toList();
        if (unknown.isEmpty()) {
            return count(all, metric, 0, shapes.size());
        }
        PlanShape first = unknown.get(0);
        String why = first.unknown().isEmpty()
                ? "how many rows a table has is not known before it is analyzed"
                : first.unknown();
        return none(
                Scope.statement(first.statement()),
                metric,
                "the plans of " + unknown.size() + " of " + shapes.size() + " statements cannot be judged, the first: "
                        + why);
    }

    /** Returns what the statement that reads most by its plan reads; empty if none reads more than some rows. */
    public String plannedScan(long rows, String sql) {
        String text = LoadResult.statementText(sql);
        return report.diagnosis().map(DatabaseReport::shapes).orElse(List.of()).stream()
                .filter(shape -> text.isEmpty() || shape.statement().equals(text))
                .max(Comparator.comparingLong(JdbcFigures::largest))
                .filter(shape -> largest(shape) > rows)
                .flatMap(shape -> shape.fullReads().stream().max(Comparator.comparingLong(FullRead::rows)))
                .map(read -> "by its plan it reads " + read.table() + " with its " + FigureFormat.count(read.rows())
                        + " rows from end to end")
                .orElse("");
    }

    private static long largest(PlanShape shape) {
        return shape.fullReads().stream().mapToLong(FullRead::rows).max().orElse(0);
    }

    private static boolean isUnknown(PlanShape shape) {
        return !shape.unknown().isEmpty() || shape.fullReads().stream().anyMatch(read -> read.rows() < 0);
    }

    /** Returns how many indexes nothing used. */
    public ExtraFigure unusedIndexes() {
        return counted("unused indexes", d -> d.unusedIndexes().size());
    }

    /** A database without counters of its own tells nothing of tables and indexes either. */
    private ExtraFigure counted(String metric, ToLongFunction<DatabaseReport> number) {
        return report.diagnosis()
                .filter(d -> d.activity() != null)
                .map(d -> count(DATABASE, metric, number.applyAsLong(d), 1))
                .orElseGet(() -> none(DATABASE, metric, NOT_TOLD));
    }

    /** Returns how many transactions were tried again. */
    public ExtraFigure retried() {
        return report.transactions()
                .map(t -> count(TRANSACTIONS, "retried ones", t.retried(), t.count()))
                .orElseGet(() -> none(TRANSACTIONS, "retried ones", "the load runs no transactions of ours"));
    }

    /** Returns how many transactions were later than the limit, or skipped for it. */
    public ExtraFigure late() {
        return report.transactions()
                .map(t -> count(
                        TRANSACTIONS,
                        "late or skipped ones",
                        t.late() + t.skipped(),
                        t.count() + t.cutOff() + t.skipped()))
                .orElseGet(() -> none(TRANSACTIONS, "late or skipped ones", "the load runs no transactions of ours"));
    }

    /** Returns the longest lag of each replica. */
    public List<ExtraFigure> replicationLag() {
        List<ReplicaLag> replicas =
                report.replication().map(ReplicationReport::replicas).orElse(List.of());
        if (replicas.isEmpty()) {
            return List.of(none(
                    Scope.extra("the replicas"),
                    LAG,
                    "no replica is known; set @EmbeddedPostgres.replicas, perf.jdbc.reads.url or readsDataSource"));
        }
        return replicas.stream().map(this::lag).toList();
    }

    private ExtraFigure lag(ReplicaLag replica) {
        Scope scope = Scope.extra(replica.replica());
        if (replica.lag().isEmpty()) {
            return none(scope, LAG, replica.problem());
        }
        double longest = millis(replica.lag().max());
        String doubt = replica.problem();
        if (doubt.isEmpty() && 2 * replica.unsure() > replica.lag().count()) {
            doubt = "this machine was too busy to measure it: most readings are only lower bounds";
        }
        return new ExtraFigure(result, scope, LAG, longest, replica.lag().count(), doubt);
    }

    /** Returns how many acknowledged rows of the library's were lost. */
    public ExtraFigure lostWrites() {
        return ofMarkers("lost writes", m -> m.problem().isEmpty() ? m.lost() : Double.NaN, MarkerReport::acknowledged);
    }

    /** Returns how many reads did not see a row that was acknowledged before they began. */
    public ExtraFigure staleReads() {
        return ofMarkers("stale reads", MarkerReport::stale, MarkerReport::reads);
    }

    private ExtraFigure ofMarkers(
            String metric, ToDoubleFunction<MarkerReport> value, ToLongFunction<MarkerReport> samples) {
        Scope scope = Scope.extra("the markers");
        Optional<MarkerReport> markers = report.replication().flatMap(ReplicationReport::markers);
        if (markers.isEmpty()) {
            return none(scope, metric, "no markers were written; they come with @DatabaseFault(type = PROMOTION)");
        }
        MarkerReport seen = markers.get();
        double figure = value.applyAsDouble(seen);
        if (samples.applyAsLong(seen) == 0 || Double.isNaN(figure)) {
            return none(scope, metric, Double.isNaN(figure) ? seen.problem() : "no marker was written or read");
        }
        return figure(scope, metric, figure, samples.applyAsLong(seen));
    }

    /** Returns for each fault the time to its first success. */
    public List<ExtraFigure> firstSuccess() {
        return recovery("first success", FaultRecovery::firstSuccess, "no transaction succeeded after it");
    }

    /** Returns for each fault the time until all was as before. */
    public List<ExtraFigure> steady() {
        return recovery("time to steady", FaultRecovery::steadyAfter, "");
    }

    /** Returns for each fault the longest time without any transaction that ended. */
    public List<ExtraFigure> longestStall() {
        return recovery("longest stall", FaultRecovery::longestStall, "");
    }

    private List<ExtraFigure> recovery(
            String metric, Function<FaultRecovery, @Nullable Duration> time, String missing) {
        List<FaultRecovery> faults = report.recovery().map(r -> r.faults()).orElse(List.of());
        if (faults.isEmpty()) {
            return List.of(none(Scope.extra("the recovery"), metric, "the load had no fault; add @DatabaseFault"));
        }
        List<ExtraFigure> figures = new ArrayList<>();
        for (FaultRecovery fault : faults) {
            boolean applied = fault.verdict() != Verdict.NOT_APPLIED;
            Duration measured = applied ? time.apply(fault) : null;
            Scope scope = Scope.extra("the " + fault.fault());
            String why =
                    applied && !missing.isEmpty() ? missing : fault.verdict().label();
            figures.add(measured == null ? none(scope, metric, why) : figure(scope, metric, millis(measured), 1));
        }
        return figures;
    }

    /** Returns the one of several faults that was worst: one of which nothing came, or else the longest time. */
    public static ExtraFigure worst(List<ExtraFigure> figures) {
        Comparator<ExtraFigure> byValue = Comparator.comparing(figure -> Double.isNaN(figure.value()));
        return figures.stream().max(byValue.thenComparing(ExtraFigure::value)).orElseThrow();
    }

    /** Returns how many findings of a kind there are; if there are any, as a figure of what the first one is about. */
    public ExtraFigure findings(Finding.Kind kind) {
        List<Finding> found = report.findings(kind);
        if (kind == Finding.Kind.DEADLOCK
                && found.isEmpty()
                && !deadlocks().missing().isEmpty()) {
            return none(DATABASE, kind.label() + " findings", deadlocks().missing());
        }
        if (kind == Finding.Kind.PLAN_CHANGED
                && report.diagnosis()
                        .map(DatabaseReport::shapes)
                        .orElse(List.of())
                        .isEmpty()) {
            return none(DATABASE, kind.label() + " findings", NO_PLAN);
        }
        boolean ofAnybody = kind == Finding.Kind.LOCK_CONVOY
                && isShared()
                && !report.diagnosis().map(d -> d.sessions().attributed()).orElse(false);
        if (ofAnybody && !found.isEmpty()) {
            return none(Scope.extra(found.get(0).subject()), kind.label() + " findings", WHOSE_WAITS);
        }
        if (found.isEmpty()
                && OF_THE_DATABASE.contains(kind)
                && report.diagnosis().isEmpty()) {
            return none(DATABASE, kind.label() + " findings", NOT_TOLD);
        }
        if (found.isEmpty() && OF_THE_PROBE.contains(kind) && isUnseen(kind)) {
            return none(DATABASE, kind.label() + " findings", NOTHING_SEEN);
        }
        Scope scope = found.isEmpty() ? DATABASE : Scope.extra(found.get(0).subject());
        return count(scope, kind.label() + " findings", found.size(), 1);
    }

    /** Waits for connections are seen without any probe. */
    private boolean isUnseen(Finding.Kind kind) {
        return report.statements().isEmpty()
                && (kind != Finding.Kind.POOL_EXHAUSTED || report.connections().taken() == 0);
    }

    /** Returns how many findings of any kind there are. */
    public ExtraFigure findings() {
        return count(DATABASE, "findings", report.findings().size(), 1);
    }

    private ExtraFigure count(Scope scope, String metric, long value, long samples) {
        return figure(scope, metric, (double) value, samples);
    }

    private ExtraFigure figure(Scope scope, String metric, double value, long samples) {
        return new ExtraFigure(result, scope, metric, value, samples, "");
    }

    private ExtraFigure none(Scope scope, String metric, String missing) {
        return new ExtraFigure(result, scope, metric, Double.NaN, 0, missing);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
