// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.perfjunit.analysis.Knee;
import io.github.perfjunit.metrics.LatencySummary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolSweepReportTests {

    private static SweepStep step(int size, double throughput, long p95Millis, boolean held) {
        Duration p95 = Duration.ofMillis(p95Millis);
        return new SweepStep(
                size,
                throughput,
                p95.dividedBy(2),
                p95,
                p95.multipliedBy(2),
                0,
                Duration.ofMillis(1),
                size * 0.9,
                3.25,
                held);
    }

    @Test
    void of_knee_recommendsTheSmallestThatIsAsGood() {
        PoolSweepReport sweep = PoolSweepReport.of(List.of(
                step(32, 1010, 31, true),
                step(2, 250, 8, true),
                step(4, 500, 8, true),
                step(8, 985, 8, true),
                step(16, 1005, 16, true)));

        assertThat(sweep.recommended()).isEqualTo(8);
        assertThat(sweep.knee()).map(Knee::shape).contains(Knee.Shape.KNEE);
        assertThat(sweep.advice())
                .isEqualTo("8: 16 gives 2 % more at 2.0 times the p95 (16 ms against 8 ms); the knee is at about 8");
    }

    @Test
    void of_growing_saysThatThereIsNoKnee() {
        PoolSweepReport sweep = PoolSweepReport.of(
                List.of(step(2, 200, 8, true), step(4, 402, 8, true), step(8, 795, 8, true), step(16, 1590, 8, true)));

        assertThat(sweep.advice())
                .isEqualTo("16: 8 gives 50 % less at the same p95 (8 ms); no knee: throughput still grew at the largest"
                        + " size, 16");
    }

    @Test
    void of_falling_saysPeak() {
        PoolSweepReport sweep = PoolSweepReport.of(List.of(
                step(2, 396, 4, true),
                step(4, 674, 5, true),
                step(8, 853, 8, true),
                step(16, 674, 20, true),
                step(32, 387, 70, true)));

        assertThat(sweep.advice())
                .isEqualTo(
                        "8: 16 gives 21 % less at 2.5 times the p95 (20 ms against 8 ms); throughput is highest at about"
                                + " 8 and falls beyond");
    }

    @Test
    void of_objectivesMissedFromSixteenOn_recommendsWithinThoseHeld() {
        PoolSweepReport sweep = PoolSweepReport.of(List.of(
                step(2, 200, 8, true), step(4, 400, 9, true), step(8, 600, 10, true), step(16, 900, 40, false)));

        assertThat(sweep.recommended()).isEqualTo(8);
        assertThat(sweep.advice())
                .startsWith(
                        "8: 16 gives 50 % more and misses its objectives, at 4.0 times the p95 (40 ms against 10 ms)");
    }

    @Test
    void of_noneHeld_recommendsNone() {
        PoolSweepReport sweep = PoolSweepReport.of(List.of(step(2, 200, 8, false), step(4, 0, 0, false)));

        assertThat(sweep.recommended()).isZero();
        assertThat(sweep.advice()).isEqualTo("no size held its objectives; a knee shows from four sizes on");
    }

    @Test
    void of_nothingEndedWell_isNoKnee() {
        PoolSweepReport sweep = PoolSweepReport.of(List.of(step(2, 0, 0, false), step(4, 0, 0, true)));

        assertThat(sweep.knee()).isEmpty();
        assertThat(sweep.advice()).isEqualTo("no size held its objectives; no transaction ended well");
    }

    @Test
    void of_oneThatWorked_isRecommendedForWantOfOthers() {
        PoolSweepReport sweep = PoolSweepReport.of(List.of(step(2, 200, 8, true), step(4, 0, 0, false)));

        assertThat(sweep.advice()).isEqualTo("2 is the only size that worked; a knee shows from four sizes on");
    }

    @Test
    void of_level_saysThatThePoolIsNotTheLimit() {
        PoolSweepReport sweep = PoolSweepReport.of(
                List.of(step(2, 500, 4, true), step(4, 505, 8, true), step(8, 495, 16, true), step(16, 500, 32, true)));

        assertThat(sweep.advice())
                .isEqualTo(
                        "2: 4 gives 1 % more at 2.0 times the p95 (8 ms against 4 ms); throughput is the same at every"
                                + " size: the pool is not what limits it from 2 on");
    }

    @Test
    void of_scatter_saysUnclear() {
        PoolSweepReport sweep = PoolSweepReport.of(List.of(
                step(1, 100, 4, true),
                step(2, 700, 4, true),
                step(4, 150, 4, true),
                step(8, 600, 4, true),
                step(16, 300, 4, true)));

        assertThat(sweep.advice()).endsWith("; the sizes scatter too much to show a knee: longer steps would help");
    }

    @Test
    void of_noStep_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolSweepReport.of(List.of()))
                .withMessage("steps were none but must be at least one");
    }

    @Test
    void step_ofALoadAndItsPool_hasTheFiguresOfBoth() {
        PoolReport pool = new PoolReport(
                "shop",
                PoolReport.Source.EVENTS,
                new PoolConfiguration(
                        8,
                        8,
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        false,
                        Map.of("prepareThreshold", "1")),
                new PoolGauge(0, 7.5, 8),
                PoolGauge.NONE,
                PoolGauge.NONE,
                new PoolGauge(0, 2.5, 4),
                100,
                0.9,
                LatencySummary.ofNanos(2_000_000),
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                0,
                0,
                0);

        SweepStep step = SweepStep.of(400, LatencySummary.ofNanos(4_000_000), 3, pool, true);

        assertThat(step.size()).isEqualTo(8);
        assertThat(step.throughput()).isEqualTo(400);
        assertThat(step.p50().toMillis()).isEqualTo(4);
        assertThat(step.acquireP95().toMillis()).isEqualTo(2);
        assertThat(step.active()).isEqualTo(7.5);
        assertThat(step.pending()).isEqualTo(2.5);
        assertThat(step.errors()).isEqualTo(3);
        assertThat(step.held()).isTrue();
    }
}
