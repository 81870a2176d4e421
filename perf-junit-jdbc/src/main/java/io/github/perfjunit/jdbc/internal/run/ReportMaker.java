// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.jdbc.internal.diagnosis.ClientSettings;
import io.github.perfjunit.jdbc.internal.diagnosis.Diagnosis;
import io.github.perfjunit.jdbc.internal.diagnosis.OwnDeadlocks;
import io.github.perfjunit.jdbc.internal.fault.HangingCalls;
import io.github.perfjunit.jdbc.internal.fault.TransactionTimeline;
import io.github.perfjunit.jdbc.internal.pool.PoolSizing;
import io.github.perfjunit.jdbc.internal.pool.PoolWatch;
import io.github.perfjunit.jdbc.internal.pool.ServerFacts;
import io.github.perfjunit.jdbc.internal.probe.ProbeFindings;
import io.github.perfjunit.jdbc.report.ConnectionReport;
import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.JdbcReport;
import io.github.perfjunit.jdbc.report.PoolAdvice;
import io.github.perfjunit.jdbc.report.ProbeReport;
import io.github.perfjunit.jdbc.report.ReadsReport;
import io.github.perfjunit.jdbc.report.TransactionReport;
import io.github.perfjunit.jdbc.report.WaitEvent;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts together what the parts of the module saw during one load. */
final class ReportMaker {

    private static final Set<String> DURABILITY = Set.of("fsync", "full_page_writes", "synchronous_commit");

    private final JdbcSettings settings;
    private final OpenDatabase open;
    private final LoadData data;
    private final EarlierPlans earlier;

    ReportMaker(JdbcSettings settings, OpenDatabase open, LoadData data, EarlierPlans earlier) {
        this.settings = settings;
        this.open = open;
        this.data = data;
        this.earlier = earlier;
    }

    JdbcReport make(Watching.Seen seen, @Nullable TransactionTimeline timeline, TransactionReport counted) {
        Optional<TransactionReport> transactions = settings.transactions().map(t -> counted);
        Optional<PoolAdvice> advice = seen.pool()
                .map(pool -> PoolSizing.advise(
                        pool, server(seen.database()), data.generator().machineCpu()));
        Optional<ReadsReport> reads = seen.reads().map(this::reads);
        List<Finding> findings =
                new ArrayList<>(findings(seen, timeline, advice, OwnFigures.deadlocks(seen.probe(), transactions)));
        reads.ifPresent(read -> findings.addAll(findings(read)));
        String database = database(seen);
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("database", database);
        transactions.ifPresent(t -> plain.put("transactions", PlainData.of(t)));
        plain.put(
                "statements",
                seen.probe().statements().stream().map(PlainData::of).toList());
        plain.put("connections", PlainData.of(seen.probe().connections()));
        seen.pool().ifPresent(pool -> plain.put("pool", PlainData.of(pool)));
        advice.ifPresent(a -> plain.put("poolAdvice", PlainData.of(a)));
        seen.database().ifPresent(d -> plain.put("diagnosis", PlainData.of(d)));
        seen.recovery().ifPresent(r -> plain.put("recovery", PlainData.of(r)));
        reads.ifPresent(r -> plain.put("reads", PlainData.of(r)));
        seen.replication().ifPresent(r -> plain.put("replication", PlainData.of(r)));
        plain.put("findings", findings.stream().map(PlainData::of).toList());
        JdbcTables tables = new JdbcTables(data, database, seen, transactions, advice, reads, findings);
        return new JdbcReport(
                database,
                transactions,
                seen.probe().statements(),
                seen.probe().connections(),
                seen.pool(),
                advice,
                seen.database(),
                seen.recovery(),
                reads,
                seen.replication(),
                findings,
                plain,
                tables.tables());
    }

    /** What the diagnosis knows of the primary says nothing about the server of these. */
    private ReadsReport reads(ReadsWatching.Seen read) {
        return new ReadsReport(
                read.database(),
                read.probe().statements(),
                read.probe().connections(),
                read.pool(),
                read.pool()
                        .map(pool -> PoolSizing.advise(
                                pool, ServerFacts.UNKNOWN, data.generator().machineCpu())));
    }

    private List<Finding> findings(ReadsReport reads) {
        List<Finding> findings =
                new ArrayList<>(ProbeFindings.of(new ProbeReport(reads.statements(), reads.connections()), requests()));
        reads.poolAdvice().ifPresent(a -> a.findings().stream()
                .filter(finding -> findings.stream().noneMatch(known -> known.kind() == finding.kind()))
                .forEach(findings::add));
        return findings.stream()
                .map(f -> new Finding(f.kind(), f.subject() + ", reads", f.evidence(), f.advice()))
                .toList();
    }

    private List<Finding> findings(
            Watching.Seen seen,
            @Nullable TransactionTimeline timeline,
            Optional<PoolAdvice> advice,
            OwnDeadlocks deadlocks) {
        List<Finding> findings = new ArrayList<>(ProbeFindings.of(seen.probe(), requests()));
        advice.ifPresent(a -> a.findings().stream()
                .filter(finding -> findings.stream().noneMatch(known -> known.kind() == finding.kind()))
                .forEach(findings::add));
        if (isRunDryByFaults(seen)) {
            findings.removeIf(finding -> finding.kind() == Finding.Kind.POOL_EXHAUSTED);
        }
        seen.database().ifPresent(report -> diagnosed(report, deadlocks)
                .filter(this::isWorthTelling)
                .forEach(findings::add));
        seen.database().ifPresent(report -> findings.addAll(earlier.changes(report.shapes())));
        if (timeline != null) {
            seen.recovery()
                    .ifPresent(
                            report -> findings.addAll(HangingCalls.find(timeline, seen.faults(), report, urlOfPool())));
        }
        return findings;
    }

    /** A pool that ran dry only while its database was away is told of by the recovery, and says nothing about itself. */
    private static boolean isRunDryByFaults(Watching.Seen seen) {
        long ofFaults = seen.recovery().stream()
                .flatMap(recovery -> recovery.faults().stream())
                .mapToLong(fault -> fault.failures().getOrDefault(ConnectionReport.POOL_EXHAUSTED, 0L))
                .sum();
        return ofFaults > 0 && seen.probe().connections().timeouts() <= ofFaults;
    }

    private Stream<Finding> diagnosed(DatabaseReport report, OwnDeadlocks deadlocks) {
        return Diagnosis.findings(report, client(), deadlocks).stream();
    }

    /** How durable a server is that the library started was decided in the test, and is told with its name. */
    private boolean isWorthTelling(Finding finding) {
        return !(open.startedServer() && isOfDurability(finding));
    }

    private static boolean isOfDurability(Finding finding) {
        return finding.kind() == Finding.Kind.SETTING && DURABILITY.contains(finding.subject());
    }

    private String database(Watching.Seen seen) {
        boolean fast = open.startedServer()
                && seen.database().stream()
                        .flatMap(report -> Diagnosis.findings(report, client()).stream())
                        .anyMatch(ReportMaker::isOfDurability);
        return open.database().description()
                + (fast
                        ? "; its commits do not wait for the disk (durability FAST), so writes are faster than in"
                                + " production"
                        : "")
                + open.notes().stream().map(note -> "; " + note).collect(Collectors.joining());
    }

    /** Returns the URL with the limit for calls that may stand beside it among the properties of the pool. */
    private String urlOfPool() {
        String url = open.database().url().orElse("");
        String timeout = client().driver().getOrDefault("socketTimeout", "");
        return timeout.isEmpty() ? url : url + (url.indexOf('?') < 0 ? '?' : '&') + "socketTimeout=" + timeout;
    }

    /** Returns how many requests or transactions were measured that ended; iterations where there are none. */
    private long requests() {
        long requests = ended(SeriesKind.REQUEST);
        return requests == 0 ? ended(SeriesKind.ITERATION) : requests;
    }

    private long ended(SeriesKind kind) {
        return data.series().stream()
                .filter(series -> series.key().kind() == kind && series.key().phase() == Phase.MEASURE)
                .mapToLong(series -> series.ok().count() + series.failures())
                .sum();
    }

    private ClientSettings client() {
        Optional<HikariDataSource> pool = PoolWatch.hikari(open.source());
        Map<String, String> driver = new LinkedHashMap<>(
                open.database().url().map(ClientSettings::properties).orElse(Map.of()));
        pool.ifPresent(p -> p.getDataSourceProperties()
                .forEach((name, value) -> driver.put(String.valueOf(name), String.valueOf(value))));
        // How anybody connects to the library's server, by the URL that it made, says nothing about production.
        boolean known =
                open.database().url().isPresent() && !open.startedServer() && (open.hasOwnPool() || pool.isPresent());
        int cores = isLocal() ? Runtime.getRuntime().availableProcessors() : 0;
        return new ClientSettings(
                known, driver, pool.map(HikariDataSource::getMaximumPoolSize).orElse(0), cores);
    }

    private boolean isLocal() {
        String url = open.database().url().orElse("");
        return url.contains("//127.0.0.1") || url.contains("//localhost") || url.contains("//[::1]");
    }

    private ServerFacts server(Optional<DatabaseReport> report) {
        int cores = isLocal() ? Runtime.getRuntime().availableProcessors() : -1;
        return report.filter(r -> r.sessions().samples() > 0)
                .map(r -> new ServerFacts(cores, r.sessions().activeMean(), waitingForLocks(r)))
                .orElse(new ServerFacts(cores, -1, -1));
    }

    private static double waitingForLocks(DatabaseReport report) {
        return report.sessions().waits().stream()
                        .filter(wait -> wait.type().equals("Lock"))
                        .mapToDouble(WaitEvent::seen)
                        .sum()
                / report.sessions().samples();
    }
}
