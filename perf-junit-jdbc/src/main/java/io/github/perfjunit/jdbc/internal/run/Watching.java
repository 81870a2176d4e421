// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.internal.diagnosis.ClientFigures;
import io.github.perfjunit.jdbc.internal.diagnosis.Diagnosis;
import io.github.perfjunit.jdbc.internal.fault.AppliedFault;
import io.github.perfjunit.jdbc.internal.fault.FaultProxy;
import io.github.perfjunit.jdbc.internal.fault.FaultRunner;
import io.github.perfjunit.jdbc.internal.fault.FaultTargets;
import io.github.perfjunit.jdbc.internal.fault.RecoveryAnalysis;
import io.github.perfjunit.jdbc.internal.fault.TransactionTimeline;
import io.github.perfjunit.jdbc.internal.pool.PoolWatch;
import io.github.perfjunit.jdbc.internal.probe.LoadWatch;
import io.github.perfjunit.jdbc.internal.probe.WorkEnd;
import io.github.perfjunit.jdbc.internal.replication.ReplicationWatch;
import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.jdbc.report.PoolReport;
import io.github.perfjunit.jdbc.report.ProbeReport;
import io.github.perfjunit.jdbc.report.RecoveryReport;
import io.github.perfjunit.jdbc.report.ReplicationReport;
import io.github.perfjunit.jdbc.report.ReplicationReport.MarkerReport;
import io.github.perfjunit.jdbc.report.StatementReport;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.spi.CurrentUser;
import io.github.perfjunit.spi.RequestRecorder;
import io.github.perfjunit.spi.RunningLoad;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** All that watches a database while a load runs, from its first moment to its last. */
final class Watching implements AutoCloseable {

    /** What was seen. */
    record Seen(
            ProbeReport probe,
            Optional<PoolReport> pool,
            Optional<DatabaseReport> database,
            Optional<RecoveryReport> recovery,
            List<AppliedFault> faults,
            Optional<ReadsWatching.Seen> reads,
            Optional<ReplicationReport> replication) {}

    private static final long RECONNECTING_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final OpenDatabase open;
    private final RunningLoad load;
    private final LoadWatch probe;
    private final Optional<PoolWatch> pool;
    private final Optional<ReadsWatching> reads;
    private final Optional<ReplicationWatch> replication;
    private final @Nullable TransactionTimeline timeline;
    private final @Nullable FaultRunner faults;
    private final Optional<MarkedLoad> markers;
    private final Thread starter;
    private volatile boolean ended;

    /** Begins to watch; returns at once. */
    Watching(OpenDatabase open, RunningLoad load, Duration planned, long seed) {
        this.open = open;
        this.load = load;
        this.pool = PoolWatch.of(open.source(), this::isMeasured, open.poolMeters("pool"));
        this.probe = open.watch(load.scenarios().get(0).recorder(), this::isMeasured); // fails if another load watches
        pool.ifPresent(PoolWatch::begin);
        this.reads = Optional.ofNullable(open.reads())
                .map(r -> new ReadsWatching(r, open, load.scenarios().get(0).recorder(), this::isMeasured));
        this.replication = open.replicas().isEmpty()
                ? Optional.empty()
                : Optional.of(ReplicationWatch.begin(open.database(), open.replicas(), this::isMeasured));
        this.markers = open.faults().promotes()
                ? Optional.of(MarkedLoad.begin(open.database(), open.reached(), this::isMeasured))
                : Optional.empty();
        boolean broken = !open.faults().isEmpty();
        this.timeline = broken ? new TransactionTimeline(load.measureStartNanos(), planned) : null;
        this.faults = broken ? FaultRunner.begin(open.faults(), targets(seed), load.measureStartNanos()) : null;
        this.starter = new Thread(this::beginDiagnosis, "perf-database-watch");
        starter.setDaemon(true);
        starter.start();
    }

    private FaultTargets targets(long seed) {
        FaultProxy proxy = open.proxy();
        return new FaultTargets(
                proxy,
                open.database().control().orElse(null),
                () -> open.database().connect("perf-junit-fault"),
                proxy == null ? null : proxy::accepted,
                seed,
                open.database().promotion().orElse(null));
    }

    /** The counters of the database are read when measuring begins, whenever an automatic warm-up lets it. */
    private void beginDiagnosis() {
        Diagnosis diagnosis = open.diagnosis();
        if (diagnosis == null) {
            return;
        }
        while (!ended && load.measureStartNanos() - System.nanoTime() > 0) {
            long left = load.measureStartNanos() - System.nanoTime();
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(200)));
        }
        if (!ended) {
            diagnosis.begin(probe::sessions);
        }
    }

    boolean isMeasured(long nanoTime) {
        return load.phaseAt(nanoTime) == Phase.MEASURE;
    }

    /** Takes the end of a transaction. */
    void completed(long endedNanos, long nanos, boolean ok, String errorKind) {
        if (timeline != null) {
            timeline.completed(endedNanos, nanos, ok, errorKind);
        }
    }

    /** Notes on a user's thread that its iteration has ended. */
    void iterationEnded(boolean shouldHoldNone) {
        RequestRecorder user = CurrentUser.recorder();
        if (user != null) {
            probe.iterationEnded(user, shouldHoldNone);
            reads.ifPresent(r -> r.iterationEnded(user, shouldHoldNone));
        }
    }

    /** Notes that a try of a transaction of a user begins. */
    void workBegins(RequestRecorder user) {
        probe.workBegins(user);
    }

    /** Returns what became of the work of a user's try. */
    WorkEnd workEnd(RequestRecorder user) {
        return probe.workEnd(user);
    }

    /** Returns what the last statement of a user failed with in the iteration that runs. */
    Optional<SQLException> lastFailure(RequestRecorder user) {
        return probe.lastFailure(user).or(() -> reads.flatMap(r -> r.lastFailure(user)));
    }

    /** Aborts the connections that a user took and still holds. */
    void abort(RequestRecorder user) {
        probe.abort(user);
        reads.ifPresent(r -> r.abort(user));
    }

    void sample(Monitor.Gauges gauges) {
        pool.ifPresent(watch -> watch.latest().forEach((name, value) -> gauges.gauge(name, "", value)));
        reads.ifPresent(r -> r.sample(gauges));
        replication.ifPresent(r -> r.latest().forEach((name, behind) -> {
            String gauge = name.replace(' ', '.');
            gauges.gauge(gauge + ".lag", "ms", behind[0]);
            gauges.gauge(gauge + ".behind", "bytes", behind[1]);
        }));
    }

    /** Stops watching when all users have ended, and tells what was seen. */
    Seen end() {
        Optional<ReplicationReport> lags = replication.map(ReplicationWatch::end);
        long now = System.nanoTime();
        if (timeline != null) {
            timeline.finish(now);
        }
        List<AppliedFault> applied = faults == null ? List.of() : faults.end();
        Optional<MarkerReport> marked = markers.map(MarkedLoad::end);
        ProbeReport statements = probe.end();
        Optional<PoolReport> counted = pool.map(PoolWatch::end);
        Optional<ReadsWatching.Seen> read = reads.map(ReadsWatching::end);
        open.closePool();
        endStarter();
        Diagnosis diagnosis = open.diagnosis();
        Optional<DatabaseReport> asked = diagnosis == null
                ? Optional.empty()
                : Optional.of(diagnosis.end(client(statements), nanos -> isStopped(applied, nanos)));
        Optional<RecoveryReport> recovery =
                timeline == null ? Optional.empty() : Optional.of(RecoveryAnalysis.of(timeline, applied));
        return new Seen(
                statements,
                counted,
                asked,
                recovery,
                applied,
                read,
                lags.map(known -> new ReplicationReport(known.replicas(), marked)));
    }

    /** A look that waited for the server, or found its connection cut, ends later than the fault. */
    private static boolean isStopped(List<AppliedFault> faults, long nanos) {
        return faults.stream()
                .filter(fault -> fault.fault().type() == FaultType.RESTART
                        || fault.fault().type() == FaultType.CRASH)
                .map(AppliedFault::span)
                .anyMatch(span ->
                        span != null && nanos - span.fromNanos() >= 0 && nanos - span.toNanos() <= RECONNECTING_NANOS);
    }

    @Nullable
    TransactionTimeline timeline() {
        return timeline;
    }

    private void endStarter() {
        ended = true;
        LockSupport.unpark(starter);
        try {
            starter.join(TimeUnit.SECONDS.toMillis(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, ClientFigures> client(ProbeReport report) {
        Map<String, String> examples = probe.examples();
        Map<String, ClientFigures> byText = new HashMap<>();
        for (StatementReport statement : report.statements()) {
            double mean = statement.mean().toNanos() / 1e6;
            byText.put(statement.text(), new ClientFigures(statement.calls(), mean, examples.get(statement.text())));
        }
        return byText;
    }

    /** Stops what still runs, if the load failed. */
    @Override
    public void close() {
        if (faults != null) {
            faults.close();
        }
        endStarter();
        probe.end();
        pool.ifPresent(PoolWatch::close);
        reads.ifPresent(ReadsWatching::close);
        replication.ifPresent(ReplicationWatch::close);
        markers.ifPresent(MarkedLoad::close);
    }
}
