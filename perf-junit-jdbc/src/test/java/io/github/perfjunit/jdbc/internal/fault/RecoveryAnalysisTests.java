// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.RecoveryReport;
import io.github.perfjunit.jdbc.report.RecoveryReport.FaultRecovery;
import io.github.perfjunit.jdbc.report.RecoveryReport.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Time lines written by hand: a transaction of 10 ms each 10 ms, unless a test says otherwise. */
class RecoveryAnalysisTests {

    private static final long START = -5_000_000_000L;
    private static final long MILLI = 1_000_000;

    private final TransactionTimeline timeline = new TransactionTimeline(START, Duration.ofMinutes(3));
    private final List<AppliedFault> faults = new ArrayList<>();

    private void ok(long atMillis, long tookMillis) {
        timeline.completed(START + atMillis * MILLI, tookMillis * MILLI, true, "");
    }

    private void fail(long atMillis, String kind) {
        timeline.completed(START + atMillis * MILLI, MILLI, false, kind);
    }

    private void usual(long fromMillis, long toMillis) {
        each10Millis(fromMillis, toMillis, 10);
    }

    private void each10Millis(long fromMillis, long toMillis, long tookMillis) {
        for (long at = fromMillis; at < toMillis; at += 10) {
            ok(at, tookMillis);
        }
    }

    private void fault(FaultType type, long fromMillis, long toMillis, String... remarks) {
        PlannedFault planned =
                PlannedFault.of(type, Duration.ofMillis(fromMillis), Duration.ofMillis(toMillis - fromMillis));
        AppliedFault.Span span = new AppliedFault.Span(START + fromMillis * MILLI, START + toMillis * MILLI);
        faults.add(new AppliedFault(planned, span, 7L, List.of(remarks)));
    }

    private RecoveryReport report(long endMillis) {
        timeline.finish(START + endMillis * MILLI);
        return RecoveryAnalysis.of(timeline, faults);
    }

    @Test
    void of_outageThatEnds_hasAllItsFigures() {
        usual(0, 40_000);
        fail(40_010, "57P01");
        fail(40_012, "57P01");
        fail(41_500, "08001");
        fail(43_100, "08001");
        ok(43_050, 10);
        each10Millis(43_500, 48_000, 50); // slow
        usual(48_000, 90_000);
        fault(FaultType.RESTART, 40_000, 43_000, "remark");

        FaultRecovery recovery = report(90_000).faults().get(0);

        assertThat(recovery.type()).isEqualTo(FaultType.RESTART);
        assertThat(recovery.fault()).isEqualTo("restart at 40 s for 3 s");
        assertThat(recovery.at()).isEqualTo(Duration.ofSeconds(40));
        assertThat(recovery.lasted()).isEqualTo(Duration.ofSeconds(3));
        assertThat(recovery.verdict()).isEqualTo(Verdict.RECOVERED);
        assertThat(recovery.failures()).isEqualTo(Map.of("57P01", 2L, "08001", 2L));
        assertThat(recovery.failures().keySet()).containsExactly("08001", "57P01");
        assertThat(recovery.failed()).isEqualTo(4);
        assertThat(recovery.firstFailure()).isCloseTo(Duration.ofMillis(10), Duration.ofMillis(4));
        assertThat(recovery.lastFailure()).isCloseTo(Duration.ofMillis(3100), Duration.ofMillis(4));
        assertThat(recovery.firstSuccess()).isCloseTo(Duration.ofMillis(50), Duration.ofMillis(4));
        assertThat(recovery.longestStall()).isCloseTo(Duration.ofMillis(1550), Duration.ofMillis(7));
        // The end lies in the first cell of 200 ms, so windows begin at 43.2 s and the fifth of them ends at 48.2 s.
        assertThat(recovery.steadyAfter()).isEqualTo(Duration.ofMillis(5200));
        assertThat(recovery.baseP95()).isCloseTo(Duration.ofMillis(10), Duration.ofMillis(1));
        assertThat(recovery.connectionsReplaced()).isEqualTo(7);
        assertThat(recovery.remarks()).containsExactly("remark");
    }

    @Test
    void of_faultWithoutTrace_isSteadyAtOnce() {
        usual(0, 80_000);
        fault(FaultType.TERMINATE, 40_000, 40_000);
        FaultRecovery recovery = report(80_000).faults().get(0);
        assertThat(recovery.verdict()).isEqualTo(Verdict.RECOVERED);
        assertThat(recovery.steadyAfter()).isEqualTo(Duration.ZERO);
        assertThat(recovery.failures()).isEmpty();
        assertThat(recovery.firstFailure()).isNull();
        assertThat(recovery.lastFailure()).isNull();
        assertThat(recovery.firstSuccess()).isEqualTo(Duration.ZERO);
        assertThat(recovery.longestStall()).isLessThan(Duration.ofMillis(20));
        assertThat(recovery.remarks()).isEmpty();
    }

    @Test
    void of_serverThatNeverComesBack_isNotRecovered() {
        usual(0, 40_000);
        fault(FaultType.CRASH, 40_000, 43_000);
        FaultRecovery recovery = report(110_000).faults().get(0);
        assertThat(recovery.verdict()).isEqualTo(Verdict.NOT_RECOVERED);
        assertThat(recovery.steadyAfter()).isNull();
        assertThat(recovery.firstSuccess()).isNull();
        assertThat(recovery.longestStall()).isEqualTo(Duration.ofSeconds(70));
        assertThat(recovery.remarks()).containsExactly("not recovered within the 66 s observed");
    }

    @Test
    void of_shortLoad_namesItsDoubts() {
        usual(0, 6_000);
        usual(7_000, 14_000);
        fault(FaultType.REFUSE, 6_000, 7_000);
        FaultRecovery recovery = report(14_000).faults().get(0);
        assertThat(recovery.verdict()).isEqualTo(Verdict.RECOVERED);
        assertThat(recovery.remarks()).containsExactly("the base is only 6 s long; only 6 s of quiet were seen");
    }

    @Test
    void of_faultThatIsHealedLongAfterTheLoad_hasItsFigures() {
        usual(0, 40_000);
        fail(40_010, "57P01");
        fault(FaultType.CRASH, 40_000, 400_000); // a minute behind what the time line keeps, and more
        FaultRecovery recovery = report(180_000).faults().get(0);
        assertThat(recovery.lasted()).isEqualTo(Duration.ofMinutes(6));
        assertThat(recovery.failures()).isEqualTo(Map.of("57P01", 1L));
        assertThat(recovery.firstSuccess()).isNull();
        assertThat(recovery.verdict()).isEqualTo(Verdict.TOO_SHORT);
    }

    @Test
    void of_faultAtTheStart_hasNoBase() {
        usual(1_000, 60_000);
        fault(FaultType.REFUSE, 0, 1_000);
        FaultRecovery recovery = report(60_000).faults().get(0);
        assertThat(recovery.verdict()).isEqualTo(Verdict.TOO_SHORT);
        assertThat(recovery.baseP95()).isNull();
        assertThat(recovery.remarks())
                .containsExactly("no base: 5 windows of 1 s with successes are needed before, 0 were seen");
    }

    @Test
    void of_severalFaults_eachHasWhatCameBeforeTheNext() {
        usual(0, 100_000);
        fail(40_100, "08006");
        fail(60_100, "57P01");
        fault(FaultType.RESET, 40_000, 40_000);
        fault(FaultType.TERMINATE, 60_000, 60_000);
        List<FaultRecovery> recoveries = report(100_000).faults();
        assertThat(recoveries.get(0).failures()).isEqualTo(Map.of("08006", 1L));
        assertThat(recoveries.get(1).failures()).isEqualTo(Map.of("57P01", 1L));
    }

    @Test
    void of_failuresThatAreUsual_areNotTheFaults() {
        usual(0, 100_000);
        for (long at = 5; at < 100_000; at += 1000) {
            fail(at, "23505");
        }
        fail(40_100, "08006");
        fail(70_100, "57P01");
        fault(FaultType.RESET, 40_000, 40_000);
        FaultRecovery recovery = report(100_000).faults().get(0);
        assertThat(recovery.verdict()).isEqualTo(Verdict.RECOVERED);
        assertThat(recovery.failures()).isEqualTo(Map.of("08006", 1L, "57P01", 1L, "23505", 1L));
    }

    @Test
    void of_faultThatWasNotApplied_hasItsRemarkAlone() {
        usual(0, 10_000);
        PlannedFault planned = PlannedFault.of(FaultType.RESET, Duration.ofSeconds(20), Duration.ZERO);
        faults.add(new AppliedFault(planned, null, null, List.of("was not applied")));
        FaultRecovery recovery = report(10_000).faults().get(0);
        assertThat(recovery.verdict()).isEqualTo(Verdict.NOT_APPLIED);
        assertThat(recovery.at()).isEqualTo(Duration.ofSeconds(20));
        assertThat(recovery.remarks()).containsExactly("was not applied");
    }

    @Test
    void of_lowRate_hasLongerWindows() {
        for (long at = 0; at < 110_000; at += 250) {
            if (at < 50_000 || at >= 53_000) {
                ok(at, 10);
            }
        }
        fault(FaultType.REFUSE, 50_000, 53_000);
        FaultRecovery recovery = report(110_000).faults().get(0);
        assertThat(recovery.verdict()).isEqualTo(Verdict.RECOVERED);
        assertThat(recovery.steadyAfter()).isEqualTo(Duration.ZERO); // one window of 5 s has all of the fault
    }

    @Test
    void of_withoutTransactionsOrFaults_isEmptyOrTooShort() {
        assertThat(report(1000).faults()).isEmpty();
        fault(FaultType.RESET, 0, 10);
        assertThat(report(1000).faults().get(0).verdict()).isEqualTo(Verdict.TOO_SHORT);
    }

    @Test
    void completed_outsideTheLoad_isNotKept() {
        ok(-1, 10);
        ok(Duration.ofHours(1).toMillis(), 10);
        assertThat(timeline.lengthNanos()).isZero();
        ok(1, 10);
        assertThat(timeline.lengthNanos()).isEqualTo(200 * MILLI);
    }

    @Test
    void completed_manyOrLongKinds_areBounded() {
        for (int i = 0; i < 1000; i++) {
            fail(100, "kind" + i);
        }
        fail(100, "x".repeat(1000));
        assertThat(new TimelineView(timeline).kinds(0, 1)).hasSize(51).contains("kind0", "(other)");
    }

    @Test
    void timeline_longLoad_hasWiderCells() {
        assertThat(timeline.cellNanos()).isEqualTo(200 * MILLI);
        assertThat(new TransactionTimeline(0, Duration.ofHours(8)).cellNanos()).isEqualTo(3400 * MILLI);
        assertThat(new TransactionTimeline(0, Duration.ofDays(365)).lengthNanos())
                .isZero();
    }

    @Test
    void hangingCalls_blackHoleWithoutLimit_areNamed() {
        usual(0, 40_000);
        ok(43_002, 3000);
        usual(43_010, 80_000);
        fault(FaultType.BLACK_HOLE, 40_000, 43_000);
        RecoveryReport report = report(80_000);
        assertThat(HangingCalls.find(timeline, faults, report, "jdbc:postgresql://db/shop"))
                .containsExactly(new Finding(
                        Finding.Kind.HANGING_CALLS,
                        "black hole at 40 s for 3 s",
                        "calls hung for 3 s until the network came back",
                        "set socketTimeout and connectTimeout in the URL, in seconds, such as"
                                + " socketTimeout=30&connectTimeout=5"));
        assertThat(HangingCalls.find(timeline, faults, report, "jdbc:mariadb://db/shop"))
                .extracting(Finding::advice)
                .containsExactly("set socketTimeout and connectTimeout in the URL, in milliseconds, such as"
                        + " socketTimeout=30000&connectTimeout=5000");
        assertThat(HangingCalls.find(timeline, faults, report, "jdbc:h2:tcp://db/shop;socketTimeout=0"))
                .extracting(Finding::advice)
                .containsExactly("set a limit for how long the driver waits for an answer, such as"
                        + " Connection.setNetworkTimeout");
        assertThat(HangingCalls.find(timeline, faults, report, "jdbc:postgresql://db/shop?socketTimeout=10"))
                .isEmpty();
    }

    @Test
    void hangingCalls_otherFaultOrFailuresMeanwhile_areNone() {
        usual(0, 40_000);
        fail(41_000, "08006");
        usual(43_000, 60_000);
        usual(63_000, 80_000);
        fault(FaultType.BLACK_HOLE, 40_000, 43_000);
        fault(FaultType.REFUSE, 60_000, 63_000);
        assertThat(HangingCalls.find(timeline, faults, report(80_000), "jdbc:postgresql:"))
                .isEmpty();
    }

    @Test
    void hangingCalls_loadThatIsUsuallySilent_areNone() {
        for (long at = 0; at < 80_000; at += 1000) {
            if (at < 40_000 || at >= 43_000) {
                ok(at, 10);
            }
        }
        fault(FaultType.BLACK_HOLE, 40_000, 43_000);
        assertThat(HangingCalls.find(timeline, faults, report(80_000), "jdbc:postgresql:"))
                .isEmpty();
    }
}
