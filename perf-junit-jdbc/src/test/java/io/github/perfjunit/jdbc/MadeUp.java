// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.report.ConnectionReport;
import io.github.perfjunit.jdbc.report.DatabaseActivity;
import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.JdbcReport;
import io.github.perfjunit.jdbc.report.LeakReport;
import io.github.perfjunit.jdbc.report.PoolConfiguration;
import io.github.perfjunit.jdbc.report.PoolGauge;
import io.github.perfjunit.jdbc.report.PoolReport;
import io.github.perfjunit.jdbc.report.ReadsReport;
import io.github.perfjunit.jdbc.report.RecoveryReport;
import io.github.perfjunit.jdbc.report.RecoveryReport.FaultRecovery;
import io.github.perfjunit.jdbc.report.ReplicationReport;
import io.github.perfjunit.jdbc.report.SessionSamples;
import io.github.perfjunit.jdbc.report.StatementReport;
import io.github.perfjunit.jdbc.report.TableActivity;
import io.github.perfjunit.jdbc.report.TransactionReport;
import io.github.perfjunit.jdbc.report.UnusedIndex;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PhaseWindow;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds results of loads of databases that never ran: 100 s measured, 1,200 transactions of 12 ms each. */
public final class MadeUp {

    public static final String ITEMS = "select * from item where order_id = ?";
    public static final String ORDER = "select * from orders where id = ?";

    public Optional<TransactionReport> transactions = Optional.of(
            new TransactionReport(1_180, 10, Map.of("deadlock", 10L), 2, 25, 30, Map.of("deadlock", 30L), 4, 7, 5));
    public List<StatementReport> statements = List.of(statement(ORDER, 1_200, 1), statement(ITEMS, 37_200, 31));
    public LatencySummary acquire = latency(1_200, 8);
    public Map<String, Long> acquireErrors = Map.of(ConnectionReport.POOL_EXHAUSTED, 3L);
    public LeakReport leaked = new LeakReport(2, List.of());
    public LeakReport leftOpen = LeakReport.NONE;
    public Optional<PoolReport> pool = Optional.of(pool(3));
    public Optional<DatabaseReport> diagnosis =
            Optional.of(diagnosis(new DatabaseActivity(1_200, 10, 6, 2, 0, 93, 7, 0)));
    public Optional<RecoveryReport> recovery = Optional.of(new RecoveryReport(List.of(
            fault(
                    FaultType.BLACK_HOLE,
                    "black hole at 20 s for 3 s",
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(1),
                    3_100),
            fault(FaultType.RESTART, "restart at 50 s", Duration.ofSeconds(2), Duration.ofMillis(1_500), 900))));
    public List<Finding> findings = List.of(
            new Finding(Finding.Kind.N_PLUS_ONE, ITEMS, "31 calls in one transaction", "join it"),
            new Finding(Finding.Kind.SETTING, "fsync", "fsync is off", "switch it on"));
    public Optional<ReadsReport> reads = Optional.empty();
    public Optional<ReplicationReport> replication = Optional.empty();
    public Enforcement enforcement = Enforcement.ENFORCE;

    /** All values alike, so that every percentile is this value to three digits. */
    public static LatencySummary latency(int count, double millis) {
        long[] nanos = new long[count];
        Arrays.fill(nanos, Math.round(millis * 1e6));
        return LatencySummary.ofNanos(nanos);
    }

    public static StatementReport statement(String text, long calls, int most) {
        return new StatementReport(
                "0a1b2c3d", text, calls, 0, Duration.ofMillis(calls), 0, 0, 0, 0, 1_200, (double) calls / 1_200, most);
    }

    public static PoolReport pool(long timeouts) {
        return new PoolReport(
                "pool",
                PoolReport.Source.EVENTS,
                new PoolConfiguration(
                        4,
                        4,
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        false,
                        Map.of("sslpassword", "***")),
                new PoolGauge(1, 3.25, 4),
                PoolGauge.NONE,
                new PoolGauge(4, 4, 4),
                new PoolGauge(0, 1.5, 6),
                1_000,
                0.4,
                latency(1_200, 8),
                latency(1_200, 10),
                LatencySummary.EMPTY,
                timeouts,
                Math.min(timeouts, 0),
                0);
    }

    public static DatabaseReport diagnosis(@Nullable DatabaseActivity activity) {
        return new DatabaseReport(
                "PostgreSQL 17.11",
                Duration.ofSeconds(100),
                List.of(),
                activity,
                null,
                List.of(),
                List.of(table("item", 50_000, 12), table("country", 200, 900), table("orders", 90_000, 0)),
                List.of(new UnusedIndex("item", "item_old", 8_192, 10, "2026-01-01")),
                List.of(),
                List.of(),
                List.of(),
                false,
                new SessionSamples(0, 0, 0, 0, List.of(), List.of(), List.of(), List.of()),
                List.of(),
                List.of());
    }

    private static TableActivity table(String name, long rows, long scans) {
        return new TableActivity(name, rows, 0, scans, scans * rows, 0, 0, 0, 0, 0, 0, 0);
    }

    public static FaultRecovery fault(
            FaultType type, String text, @Nullable Duration steady, @Nullable Duration first, long stallMillis) {
        return new FaultRecovery(
                type,
                text,
                Duration.ofSeconds(20),
                Duration.ofSeconds(3),
                steady == null ? RecoveryReport.Verdict.NOT_RECOVERED : RecoveryReport.Verdict.RECOVERED,
                steady,
                first,
                Duration.ofMillis(5),
                Duration.ofSeconds(3),
                Map.of("connection", 12L),
                Duration.ofMillis(stallMillis),
                Duration.ofMillis(12),
                4L,
                List.of());
    }

    public static FaultRecovery unapplied(String text) {
        return new FaultRecovery(
                FaultType.CRASH,
                text,
                Duration.ofSeconds(40),
                Duration.ZERO,
                RecoveryReport.Verdict.NOT_APPLIED,
                null,
                null,
                null,
                null,
                Map.of(),
                Duration.ZERO,
                null,
                null,
                List.of());
    }

    public JdbcReport report() {
        ConnectionReport connections = new ConnectionReport(
                1_200,
                1_200,
                acquire,
                LatencySummary.EMPTY,
                acquireErrors,
                latency(1_200, 10),
                latency(1_200, 1),
                LatencySummary.EMPTY,
                Map.of(),
                latency(1_200, 0.01),
                leaked,
                leftOpen,
                LeakReport.NONE);
        return new JdbcReport(
                "embedded PostgreSQL 17.11",
                transactions,
                statements,
                connections,
                pool,
                Optional.empty(),
                diagnosis,
                recovery,
                reads,
                replication,
                findings,
                Map.of(),
                List.of());
    }

    public LoadResult result() {
        return result(List.of(report()));
    }

    public LoadResult result(List<? extends ResultSection> sections) {
        return new LoadResult(
                "CheckoutTest.checkout",
                data(),
                visitor -> {},
                Path.of("target/perf/CheckoutTest.checkout"),
                enforcement,
                List.of(),
                sections);
    }

    public LoadData data() {
        List<Series> series = new ArrayList<>();
        series.add(series(SeriesKind.ITERATION, "checkout", 1_190, 10, 12));
        series.add(series(SeriesKind.REQUEST, "checkout", 1_190, 10, 12));
        statements.forEach(s -> series.add(series(SeriesKind.STATEMENT, s.text(), 1_200, 0, 2)));
        ScenarioSummary scenario = new ScenarioSummary(
                "checkout",
                "4 users, 100s",
                false,
                false,
                4,
                4,
                0,
                Map.of(Outcome.OK, 1_190L, Outcome.ERROR, 10L),
                1_200,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of(new PhaseWindow(Phase.MEASURE, 0, 100_000)),
                Map.of());
        return new LoadData(
                Instant.EPOCH,
                100_000,
                series,
                List.of(scenario),
                List.of(),
                List.of(),
                new GeneratorHealth(
                        0.4, 0.3, 0, 0, LatencySummary.EMPTY, 0, PinnedThreads.UNWATCHED, List.of(), List.of()),
                "",
                0);
    }

    private static Series series(SeriesKind kind, String name, int ok, int failed, double millis) {
        return new Series(
                new Series.Key("checkout", name, kind, Phase.MEASURE),
                Map.of(Outcome.OK, (long) ok, Outcome.ERROR, (long) failed),
                latency(ok, millis),
                latency(failed, 1),
                latency(ok, millis),
                LatencySummary.EMPTY,
                Map.of(Phase.MEASURE, (long) ok),
                0,
                0);
    }
}
