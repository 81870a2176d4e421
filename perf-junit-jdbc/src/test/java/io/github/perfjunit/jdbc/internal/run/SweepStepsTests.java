// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.MadeUp;
import io.github.perfjunit.jdbc.report.PoolSweepResult;
import io.github.perfjunit.jdbc.report.SweepStep;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweepStepsTests {

    private final MadeUp madeUp = new MadeUp();
    private final List<SweepStep> steps = new ArrayList<>();

    static SweepStep step(int size, double throughput, boolean held) {
        Duration time = Duration.ofMillis(12);
        return new SweepStep(size, throughput, time, time, time, 1, Duration.ofMillis(8), 3.25, 1.5, held);
    }

    @Test
    void size_thatIsNotTheLast_isNotedAlone() {
        Optional<ResultSection> added =
                SweepSteps.add(new SweepRun(4, 8, false, steps), madeUp.result(), madeUp.report(), true);

        assertThat(steps).hasSize(1);
        SweepStep step = steps.get(0);
        assertThat(step.size()).isEqualTo(4);
        assertThat(step.throughput()).isEqualTo(11.9);
        assertThat(step.p95()).isBetween(Duration.ofMillis(12), Duration.ofNanos(12_100_000));
        assertThat(step.errors()).isEqualTo(10);
        assertThat(step.acquireP95()).isBetween(Duration.ofMillis(8), Duration.ofNanos(8_100_000));
        assertThat(step.active()).isEqualTo(3.25);
        assertThat(step.pending()).isEqualTo(1.5);
        assertThat(step.held()).isTrue();
        assertThat(added).isEmpty();
    }

    @Test
    void size_withoutAPoolToAsk_isNotedWithZeros() {
        madeUp.pool = Optional.empty();
        madeUp.acquire = LatencySummary.EMPTY;

        SweepSteps.add(new SweepRun(4, 8, false, steps), madeUp.result(), madeUp.report(), false);

        assertThat(steps.get(0).acquireP95()).isZero();
        assertThat(steps.get(0).active()).isZero();
        assertThat(steps.get(0).held()).isFalse();
    }

    @Test
    void size_last_addsTheWholeSweepToItsResult() {
        steps.add(step(2, 6, false));

        Optional<ResultSection> added =
                SweepSteps.add(new SweepRun(4, 4, true, steps), madeUp.result(), madeUp.report(), true);

        PoolSweepResult sweep = (PoolSweepResult) added.orElseThrow();
        assertThat(sweep.report().recommended()).isEqualTo(4);
        assertThat(sweep.data()).isNotEmpty();
        ResultTable table = sweep.tables().get(0);
        assertThat(table.title()).isEqualTo("pool sweep");
        assertThat(table.columns())
                .containsExactly("pool of", "rate", "p50", "p95", "p99", "errors", "wait p95", "active", "SLOs");
        assertThat(table.rows())
                .containsExactly(
                        List.of("2", "6/s", "12 ms", "12 ms", "12 ms", "1", "8 ms", "3", "missed"),
                        List.of("4", "11.9/s", "12 ms", "12 ms", "12 ms", "10", "8 ms", "3", "held"));
        assertThat(sweep.tables().get(1))
                .isEqualTo(new ResultTable(
                        "pool size", List.of(), List.of(List.of(sweep.report().advice()))));
    }

    @Test
    void objectives_heldAtNoSize_areToldWithEachSize() {
        AssertionError error =
                SweepSteps.noneHeld("checkout", List.of(step(2, 1_234, false), step(4, 20, false)), madeUp.result());

        assertThat(error)
                .hasMessage(
                        "checkout missed its objectives with every size of the pool: 2 (1,234/s, p95 12 ms, 1 error),"
                                + " 4 (20/s, p95 12 ms, 1 error)\n  report: target/perf/CheckoutTest.checkout");
    }
}
