// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.report.ConnectionReport;
import io.github.perfjunit.jdbc.report.DatabaseActivity;
import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.PoolAdvice;
import io.github.perfjunit.jdbc.report.PoolReport;
import io.github.perfjunit.jdbc.report.ProbeReport;
import io.github.perfjunit.jdbc.report.ReadsReport;
import io.github.perfjunit.jdbc.report.RecoveryReport.FaultRecovery;
import io.github.perfjunit.jdbc.report.ReplicationReport.MarkerReport;
import io.github.perfjunit.jdbc.report.ReplicationReport.ReplicaLag;
import io.github.perfjunit.jdbc.report.StatementReport;
import io.github.perfjunit.jdbc.report.TransactionReport;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ResultTable;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people read about the database of a load. */
final class JdbcTables {

    private static final int MOST_WAITS = 4;

    private final LoadData data;
    private final String database;
    private final Watching.Seen seen;
    private final Optional<TransactionReport> transactions;
    private final Optional<PoolAdvice> advice;
    private final Optional<ReadsReport> reads;
    private final List<Finding> findings;

    JdbcTables(
            LoadData data,
            String database,
            Watching.Seen seen,
            Optional<TransactionReport> transactions,
            Optional<PoolAdvice> advice,
            Optional<ReadsReport> reads,
            List<Finding> findings) {
        this.data = data;
        this.database = database;
        this.seen = seen;
        this.transactions = transactions;
        this.advice = advice;
        this.reads = reads;
        this.findings = findings;
    }

    List<ResultTable> tables() {
        List<ResultTable> tables = new ArrayList<>();
        tables.add(statements("statements", "statement", seen.probe()));
        reads.ifPresent(r -> tables.add(statements(
                "statements of reads", "statement of reads", new ProbeReport(r.statements(), r.connections()))));
        tables.add(sentences(
                "findings",
                findings.stream()
                        .map(f -> f.kind().label() + " (" + f.subject() + "): " + f.sentences())
                        .toList()));
        tables.add(sentences(
                "recovery",
                seen.recovery().stream()
                        .flatMap(r -> r.faults().stream())
                        .map(JdbcTables::recovery)
                        .toList()));
        transactions.ifPresent(t -> tables.add(sentences("outcomes", List.of(transactions(t)))));
        tables.add(sentences("pool", pool(seen.probe().connections(), seen.pool(), advice)));
        reads.ifPresent(r -> {
            List<String> lines = new ArrayList<>(pool(r.connections(), r.pool(), r.poolAdvice()));
            lines.add(r.database());
            tables.add(sentences("reads", lines));
        });
        seen.replication()
                .ifPresent(r -> tables.add(sentences(
                        "replicas",
                        Stream.concat(
                                        r.replicas().stream().map(JdbcTables::replica),
                                        r.markers().stream().map(JdbcTables::markers))
                                .toList())));
        tables.add(sentences("database", database()));
        return tables;
    }

    private static ResultTable sentences(String title, List<String> sentences) {
        return new ResultTable(
                title, List.of(), sentences.stream().map(List::of).toList());
    }

    private ResultTable statements(String title, String column, ProbeReport probe) {
        List<List<String>> rows = probe.statements().stream()
                .map(statement -> statement(statement, probe))
                .toList();
        return new ResultTable(
                title, List.of(column, "calls", "per tx", "time %", "p50", "p95", "p99", "max", "err"), rows);
    }

    private List<String> statement(StatementReport statement, ProbeReport probe) {
        LatencySummary latency = latency(statement.text());
        String share = FigureFormat.percent(100 * probe.share(statement));
        return List.of(
                statement.text(),
                FigureFormat.count(statement.calls()),
                String.format(Locale.ROOT, "%.1f", statement.callsPerUnit()),
                share.substring(0, share.length() - 2),
                percentile(latency, 50),
                percentile(latency, 95),
                percentile(latency, 99),
                latency.isEmpty() ? "-" : FigureFormat.duration(latency.max()),
                FigureFormat.count(statement.errors()));
    }

    private LatencySummary latency(String text) {
        return LatencySummary.merge(data.series().stream()
                .filter(series -> series.key().kind() == SeriesKind.STATEMENT
                        && series.key().phase() == Phase.MEASURE
                        && series.key().request().equals(text))
                .map(Series::ok)
                .toList());
    }

    private static String percentile(LatencySummary latency, double percentile) {
        return latency.isEmpty() ? "-" : FigureFormat.duration(latency.percentile(percentile));
    }

    private static String transactions(TransactionReport t) {
        StringBuilder text = new StringBuilder(FigureFormat.count(t.committed())).append(" committed");
        if (t.rolledBack() > 0) {
            text.append(", ").append(FigureFormat.count(t.rolledBack())).append(" rolled back");
        }
        if (t.failures() > 0) {
            text.append(", ")
                    .append(FigureFormat.count(t.failures()))
                    .append(" failed (")
                    .append(kinds(t.failed()))
                    .append(')');
        }
        if (t.cutOff() > 0) {
            text.append(", ").append(FigureFormat.count(t.cutOff())).append(" cut off at the end of the load");
        }
        if (t.retries() > 0) {
            text.append(", ")
                    .append(FigureFormat.count(t.retried()))
                    .append(" tried again (")
                    .append(kinds(t.retriedFor()))
                    .append("; at most ")
                    .append(t.mostTries())
                    .append(" tries)");
        }
        if (t.late() > 0) {
            text.append(", ").append(FigureFormat.count(t.late())).append(" late");
        }
        if (t.skipped() > 0) {
            text.append(", ").append(FigureFormat.count(t.skipped())).append(" skipped because they were late");
        }
        return text.toString();
    }

    private static String kinds(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(kind -> kind.getKey() + " " + FigureFormat.count(kind.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static List<String> pool(
            ConnectionReport connections, Optional<PoolReport> pool, Optional<PoolAdvice> advice) {
        List<String> lines = new ArrayList<>();
        pool.map(seen -> gauges(seen, connections)).ifPresent(lines::add);
        if (!connections.acquire().isEmpty()) {
            lines.add("wait for a connection " + spread(connections.acquire()) + "; in use "
                    + spread(connections.usage()) + "; commit " + spread(connections.commit()));
        }
        advice.ifPresent(a -> lines.add(a.verdict().label() + ": " + a.reason()));
        return lines;
    }

    /** A pool that is not asked for its events, or tells of them late, may know of fewer attempts that gave up. */
    private static String gauges(PoolReport pool, ConnectionReport connections) {
        long timeouts =
                pool.timeouts() < 0 ? connections.timeouts() : Math.max(pool.timeouts(), connections.timeouts());
        return FigureFormat.count(pool.configuration().size(), "connection") + ": "
                + one(pool.active().mean()) + " in use (most "
                + pool.active().max() + "), " + one(pool.pending().mean()) + " waiting (most "
                + pool.pending().max() + ")"
                + (pool.timeouts() < 0 && timeouts == 0 ? "" : ", " + FigureFormat.count(timeouts, "time-out"));
    }

    private static String one(double mean) {
        return String.format(Locale.ROOT, "%.1f", mean);
    }

    private static String spread(LatencySummary summary) {
        return summary.isEmpty()
                ? "-"
                : "p50 " + percentile(summary, 50) + ", p99 " + percentile(summary, 99) + ", max "
                        + FigureFormat.duration(summary.max());
    }

    private List<String> database() {
        List<String> lines = new ArrayList<>();
        lines.add(database);
        seen.database().ifPresent(report -> {
            if (report.activity() != null) {
                lines.add(activity(report.activity(), report.shared()));
            }
            String waits = waits(report);
            if (!waits.isEmpty()) {
                lines.add(waits);
            }
        });
        return lines;
    }

    private static String activity(DatabaseActivity activity, boolean shared) {
        Double ratio = activity.cacheHitRatio();
        return FigureFormat.count(activity.commits(), "commit") + ", "
                + FigureFormat.count(activity.rollbacks(), "rollback")
                + ", "
                + FigureFormat.count(activity.deadlocks(), "deadlock") + ", "
                + FigureFormat.count(activity.temporaryFiles(), "temporary file")
                + (ratio == null ? "" : ", " + FigureFormat.percent(100 * ratio) + " of pages from memory")
                + (shared ? ", those of others in the database included" : "");
    }

    private static String waits(DatabaseReport report) {
        String waits = report.sessions().waits().stream()
                .limit(MOST_WAITS)
                .map(wait -> (wait.event().isEmpty() ? wait.type() : wait.type() + " " + wait.event()) + " "
                        + FigureFormat.percent(100 * wait.share()))
                .collect(Collectors.joining(", "));
        return waits.isEmpty()
                ? ""
                : one(report.sessions().activeMean()) + " sessions at work on average; they were seen in " + waits;
    }

    private static String replica(ReplicaLag lag) {
        String measured = lag.lag().isEmpty()
                ? "its lag is not known"
                : "behind by p50 " + percentile(lag.lag(), 50) + ", p99 " + percentile(lag.lag(), 99) + ", at most "
                        + FigureFormat.duration(lag.lag().max()) + " and " + FigureFormat.count(lag.mostBytes())
                        + " bytes of the log";
        String unsure = lag.unsure() == 0
                ? ""
                : "; " + FigureFormat.count(lag.unsure()) + " of "
                        + FigureFormat.count(lag.lag().count(), "reading")
                        + " may be more, because this machine was held up";
        return lag.replica() + ": " + measured + unsure + (lag.problem().isEmpty() ? "" : "; " + lag.problem());
    }

    private static String markers(MarkerReport markers) {
        String lost = markers.problem().isEmpty()
                ? FigureFormat.count(markers.lost()) + " of " + FigureFormat.count(markers.acknowledged(), "marker")
                        + " were lost after their commit was acknowledged"
                : "how many of " + FigureFormat.count(markers.acknowledged(), "marker") + " were lost is not known: "
                        + markers.problem();
        return lost + "; " + FigureFormat.count(markers.stale()) + " of "
                + FigureFormat.count(markers.reads(), "read") + " were stale, by up to "
                + FigureFormat.count(markers.mostBehind(), "marker");
    }

    private static String recovery(FaultRecovery fault) {
        StringBuilder text = new StringBuilder(fault.fault())
                .append(": ")
                .append(fault.verdict().label());
        if (fault.steadyAfter() != null) {
            text.append(" after ").append(FigureFormat.duration(fault.steadyAfter()));
        }
        if (fault.firstSuccess() != null) {
            text.append(", first success after ").append(FigureFormat.duration(fault.firstSuccess()));
        }
        text.append(", longest stall ").append(FigureFormat.duration(fault.longestStall()));
        text.append(", ").append(FigureFormat.count(fault.failed())).append(" failed");
        if (!fault.failures().isEmpty()) {
            text.append(" (").append(kinds(fault.failures())).append(')');
        }
        fault.remarks().forEach(remark -> text.append("; ").append(remark));
        return text.toString();
    }
}
