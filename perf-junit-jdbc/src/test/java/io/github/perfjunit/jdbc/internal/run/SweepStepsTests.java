// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.MadeUp;
import io.github.perfjunit.jdbc.report.PoolSweepReport;
import io.github.perfjunit.jdbc.report.PoolSweepResult;
import io.github.perfjunit.jdbc.report.SweepRound;
import io.github.perfjunit.jdbc.report.SweepStep;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweepStepsTests {

    private final MadeUp madeUp = new MadeUp();
    private final Sweep sweep = new Sweep(List.of(2, 4), 3);

    private static SweepRound round(int round, double throughput, boolean held) {
        return new SweepRound(
                round,
                throughput,
                LatencySummary.ofNanos(12_000_000),
                1,
                LatencySummary.ofNanos(8_000_000),
                0.004,
                1.5,
                held);
    }

    private Optional<ResultSection> add(SweepRun turn, boolean held) {
        return SweepSteps.add(turn, madeUp.result(), madeUp.report(), held);
    }

    @Test
    void turn_thatIsNotTheLast_isNotedAlone() {
        Optional<ResultSection> added = add(new SweepRun(4, 4, 2, sweep), true);

        SweepRound round = sweep.steps().get(0).rounds().get(0);
        assertThat(round.round()).isEqualTo(2);
        assertThat(round.throughput()).isEqualTo(11.9);
        assertThat(round.errors()).isEqualTo(10);
        assertThat(round.active()).isEqualTo(3.25);
        assertThat(round.pending()).isEqualTo(1.5);
        assertThat(round.held()).isTrue();
        SweepStep step = sweep.steps().get(0);
        assertThat(step.size()).isEqualTo(4);
        assertThat(step.p95()).isBetween(Duration.ofMillis(12), Duration.ofNanos(12_100_000));
        assertThat(step.acquireP95()).isBetween(Duration.ofMillis(8), Duration.ofNanos(8_100_000));
        assertThat(added).isEmpty();
    }

    @Test
    void size_withoutAPoolToAsk_isNotedWithZeros() {
        madeUp.pool = Optional.empty();
        madeUp.acquire = LatencySummary.EMPTY;

        add(new SweepRun(4, 4, 2, sweep), false);

        SweepStep step = sweep.steps().get(0);
        assertThat(step.acquireP95()).isZero();
        assertThat(step.active()).isZero();
        assertThat(step.held()).isFalse();
    }

    @Test
    void turn_last_addsTheWholeSweepToItsResult() {
        Optional<ResultSection> added = Optional.empty();
        while (sweep.hasNext()) {
            SweepRun turn = sweep.next();
            if (turn.size() == 4) {
                assertThat(added).isEmpty();
                added = add(turn, true);
            } else {
                sweep.add(turn, round(turn.round(), turn.round() == 2 ? 5.99 : 6.01, turn.round() == 3));
            }
        }

        PoolSweepResult result = (PoolSweepResult) added.orElseThrow();
        assertThat(result.report().recommended()).isEqualTo(4);
        assertThat(result.data()).isNotEmpty();
        ResultTable table = result.tables().get(0);
        assertThat(table.title()).isEqualTo("pool sweep");
        assertThat(table.columns())
                .containsExactly("pool of", "rate", "p50", "p95", "p99", "errors", "wait p95", "active", "SLOs");
        assertThat(table.rows())
                .containsExactly(
                        List.of("2", "6/s", "12 ms", "12 ms", "12 ms", "2", "8 ms", "0.004", "held 1 of 2"),
                        List.of("4", "11.9/s", "12 ms", "12 ms", "12 ms", "20", "8 ms", "3.25", "held"));
        assertThat(result.tables().get(1))
                .isEqualTo(new ResultTable(
                        "pool size", List.of(), List.of(List.of(result.report().advice()))));
    }

    /** No transaction ended well in it, and nothing is known of waits: neither took no time. */
    @Test
    void size_withoutTimes_hasNoneInItsTable() {
        PoolSweepReport report = PoolSweepReport.of(List.of(SweepStep.of(
                2, List.of(new SweepRound(2, 0, LatencySummary.EMPTY, 7, LatencySummary.EMPTY, 0, 0, false)))));

        assertThat(SweepSteps.tables(report).get(0).rows())
                .containsExactly(List.of("2", "0/s", "-", "-", "-", "7", "-", "0", "missed"));
    }

    @Test
    void objectives_heldAtNoSize_areToldWithEachSize() {
        AssertionError error = SweepSteps.noneHeld(
                "checkout",
                List.of(
                        SweepStep.of(2, List.of(round(2, 1_234, false))),
                        SweepStep.of(4, List.of(round(2, 20, false)))),
                madeUp.result());

        assertThat(error)
                .hasMessage(
                        "checkout missed its objectives with every size of the pool: 2 (1,234/s, p95 12 ms, 1 error),"
                                + " 4 (20/s, p95 12 ms, 1 error)\n  report: target/perf/CheckoutTest.checkout");
    }
}
