// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.TestPostgres;
import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.RecoveryReport;
import io.github.perfjunit.jdbc.report.RecoveryReport.FaultRecovery;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each fault on a real server, with what pool and driver make of it. */
@Timeout(60)
class FaultsOnPostgresTests {

    private static final Duration BEFORE = Duration.ofMillis(300);
    private static final Duration AFTER = Duration.ofMillis(150);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Longest wait for a connection where a pool without connections is to be seen. */
    private static final Duration SHORT_WAIT = Duration.ofMillis(250);

    /** How late all may be on a busy machine. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private String url;
    private FaultProxy proxy;
    private final List<Finding> findings = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        url = TestPostgres.newDatabase();
        proxy = proxyTo(url);
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private static FaultProxy proxyTo(String url) throws Exception {
        ProxiedUrl proxied = ProxiedUrl.of(url);
        return FaultProxy.start(proxied.host(), proxied.port());
    }

    private FaultRecovery run(PlannedFault fault, String parameters) throws Exception {
        return run(fault, parameters, SHORT_WAIT, 0);
    }

    private FaultRecovery run(PlannedFault fault, String parameters, Duration wait, int replaced) throws Exception {
        String through = ProxiedUrl.of(url).through(proxy.port()) + parameters;
        FaultTargets targets =
                new FaultTargets(proxy, null, () -> DriverManager.getConnection(url), proxy::accepted, 1);
        return run(fault, through, targets, wait, () -> proxy.accepted() >= SmallLoad.USERS + replaced);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** The time of this machine, which does not end before all faults are healed. */
    private static final class PatientClock implements FaultClock {

        private final FaultClock time = new FaultClock.Real();

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public boolean awaitUntil(long nanos) {
            return time.awaitUntil(nanos);
        }

        @Override
        public void pause(long nanos) {
            time.pause(nanos);
        }

        @Override
        public void end() {
            // whoever ends the faults waits for them
        }
    }

    private FaultRecovery run(PlannedFault fault, String through, FaultTargets targets) throws Exception {
        return run(fault, through, targets, SHORT_WAIT, () -> true);
    }

    private FaultRecovery run(
            PlannedFault fault, String through, FaultTargets targets, Duration wait, BooleanSupplier settled)
            throws Exception {
        SmallLoad load = new SmallLoad(through, wait);
        List<AppliedFault> applied;
        try (FaultRunner runner = new FaultRunner(
                new FaultPlan(List.of(fault)), targets, load.startNanos, new PatientClock(), PATIENCE)) {
            runner.start();
            runner.end();
            long healed = System.nanoTime();
            await(() -> load.succeededSince(healed));
            await(settled);
            Thread.sleep(AFTER.toMillis());
            applied = runner.end();
        } finally {
            load.end();
        }
        RecoveryReport report = RecoveryAnalysis.of(load.timeline, applied);
        findings.addAll(HangingCalls.find(load.timeline, applied, report, through));
        return report.faults().get(0);
    }

    private static PlannedFault fault(FaultType type, int millis) {
        return PlannedFault.of(type, BEFORE, Duration.ofMillis(millis));
    }

    private static void assertApplied(FaultRecovery recovery, int millis) {
        assertThat(recovery.at()).isBetween(BEFORE, BEFORE.plus(SLACK));
        assertThat(recovery.lasted())
                .isBetween(Duration.ofMillis(millis), Duration.ofMillis(millis).plus(SLACK));
    }

    @Test
    void latency_answersLate_nothingFails() throws Exception {
        PlannedFault fault = new PlannedFault(
                FaultType.LATENCY, BEFORE, Duration.ofMillis(500), Duration.ofMillis(40), Duration.ofMillis(10), 0);
        FaultRecovery recovery = run(fault, "", PATIENCE, 0);
        assertApplied(recovery, 500);
        assertThat(recovery.failures()).isEmpty();
        assertThat(recovery.longestStall()).isBetween(Duration.ofMillis(15), SLACK);
        assertThat(recovery.fault()).isEqualTo("latency of 40 ms +/- 10 ms at 300 ms for 500 ms");
    }

    @Test
    void bandwidth_fewBytes_nothingFails() throws Exception {
        PlannedFault fault = new PlannedFault(
                FaultType.BANDWIDTH, BEFORE, Duration.ofMillis(500), Duration.ZERO, Duration.ZERO, 2000);
        FaultRecovery recovery = run(fault, "", PATIENCE, 0);
        assertApplied(recovery, 500);
        assertThat(recovery.failures()).isEmpty();
        assertThat(recovery.longestStall()).isGreaterThan(Duration.ofMillis(15));
    }

    @Test
    void blackHole_withoutSocketTimeout_callsHangUntilItEnds() throws Exception {
        FaultRecovery recovery = run(fault(FaultType.BLACK_HOLE, 1500), "", PATIENCE, 0);
        assertApplied(recovery, 1500);
        assertThat(recovery.failures()).isEmpty();
        assertThat(recovery.longestStall())
                .isBetween(Duration.ofMillis(1350), Duration.ofMillis(1500).plus(SLACK));
        assertThat(recovery.firstSuccess()).isLessThan(SLACK);
        assertThat(findings).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Finding.Kind.HANGING_CALLS);
            assertThat(f.subject()).isEqualTo("black hole at 300 ms for 1.5 s");
            assertThat(f.evidence()).matches("calls hung for .* until the network came back");
        });
    }

    @Test
    void blackHole_withSocketTimeout_callsFailMeanwhile() throws Exception {
        FaultRecovery recovery = run(fault(FaultType.BLACK_HOLE, 1800), "&socketTimeout=1&connectTimeout=1");
        assertApplied(recovery, 1800);
        assertThat(recovery.failures()).containsEntry("08006", 2L);
        assertThat(recovery.firstFailure()).isBetween(Duration.ofMillis(900), recovery.lasted());
        assertThat(recovery.firstSuccess()).isLessThan(SLACK);
        assertThat(findings).isEmpty();
    }

    @Test
    void reset_once_breaksEachConnectionOnce() throws Exception {
        FaultRecovery recovery = run(fault(FaultType.RESET, 0), "", PATIENCE, 2);
        assertApplied(recovery, 0);
        assertThat(recovery.failures()).containsOnlyKeys("08006");
        assertThat(recovery.failed()).isBetween(1L, 2L);
        assertThat(recovery.firstSuccess()).isLessThan(SLACK);
        assertThat(recovery.connectionsReplaced()).isEqualTo(2);
    }

    @Test
    void refuse_portClosed_poolHasNoConnections() throws Exception {
        FaultRecovery recovery = run(fault(FaultType.REFUSE, 1200), "");
        assertApplied(recovery, 1200);
        assertThat(recovery.failures()).containsKeys("08006", "08001");
        assertThat(recovery.failures().keySet()).isSubsetOf("08006", "08001", "pool");
        assertThat(recovery.firstFailure()).isLessThan(SLACK);
        assertThat(recovery.firstSuccess()).isLessThan(SLACK);
        assertThat(findings).isEmpty();
    }

    @Test
    void terminate_storm_endsEachSessionOnce() throws Exception {
        FaultRecovery recovery = run(fault(FaultType.TERMINATE, 0), "", PATIENCE, 2);
        assertApplied(recovery, 0);
        assertThat(recovery.failures()).containsOnlyKeys("57P01");
        assertThat(recovery.failed()).isBetween(1L, 2L);
        assertThat(recovery.firstSuccess()).isLessThan(SLACK);
        assertThat(recovery.remarks()).contains("ended 2 sessions");
    }

    @Test
    void restartAndCrash_server_isDownAndComesBack() throws Exception {
        try (ControlledPostgres server = new ControlledPostgres()) {
            assertDownAndBack(
                    run(fault(FaultType.RESTART, 800), server.url(), new FaultTargets(null, server, null, null, 1)));
            try (FaultProxy before = proxyTo(server.url())) {
                assertDownAndBack(run(
                        fault(FaultType.CRASH, 800),
                        ProxiedUrl.of(server.url()).through(before.port()),
                        new FaultTargets(before, server, null, null, 1)));
            }
        }
    }

    private static void assertDownAndBack(FaultRecovery recovery) {
        assertThat(recovery.lasted()).isBetween(Duration.ofMillis(800), PATIENCE);
        assertThat(recovery.failures()).containsKey("08001");
        assertThat(recovery.failures().keySet()).containsAnyOf("57P01", "08006");
        assertThat(recovery.firstSuccess()).isNotNull();
        assertThat(recovery.connectionsReplaced()).isNull();
        assertThat(recovery.remarks()).noneMatch(r -> r.contains("start"));
    }
}
