// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.perfjunit.analysis.Knee;
import io.github.perfjunit.metrics.LatencySummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PoolSweepReportTests {

    /** A size whose two rounds lie 0.2 % apart, the first below and the second above. */
    private static SweepStep step(int size, double throughput, long p95Millis, boolean held) {
        return step(size, p95Millis, held, throughput * 0.999, throughput * 1.001);
    }

    private static SweepStep step(int size, long p95Millis, boolean held, double... throughputs) {
        List<SweepRound> rounds = new ArrayList<>();
        for (double throughput : throughputs) {
            rounds.add(round(size, rounds.size() + 2, throughput, p95Millis, held));
        }
        return SweepStep.of(size, rounds);
    }

    private static SweepRound round(int size, int round, double throughput, long p95Millis, boolean held) {
        LatencySummary times = p95Millis == 0 ? LatencySummary.EMPTY : LatencySummary.ofNanos(p95Millis * 1_000_000);
        return new SweepRound(round, throughput, times, 0, LatencySummary.ofNanos(1_000_000), size * 0.9, 3.25, held);
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
                        "2: 4 gives 1 % more at 2.0 times the p95 (8 ms against 4 ms); cannot tell 2 from 16 here: rounds of"
                                + " one size lie so far apart that up to 0.1 % may be chance; throughput is the same at every"
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

        SweepStep step = SweepStep.of(
                8,
                List.of(
                        SweepRound.of(2, 400, LatencySummary.ofNanos(4_000_000), 3, pool, true),
                        SweepRound.of(3, 500, LatencySummary.ofNanos(6_000_000), 1, pool, true)));

        assertThat(step.size()).isEqualTo(8);
        assertThat(step.throughput()).isEqualTo(450);
        assertThat(step.p50().toMillis()).isEqualTo(4);
        assertThat(step.p99().toMillis()).isEqualTo(6);
        assertThat(step.acquireP95().toMillis()).isEqualTo(2);
        assertThat(step.active()).isEqualTo(7.5);
        assertThat(step.pending()).isEqualTo(2.5);
        assertThat(step.errors()).isEqualTo(4);
        assertThat(step.held()).isTrue();
    }

    @Test
    void step_missedInOneRound_isMissed() {
        SweepStep step = SweepStep.of(8, List.of(round(8, 2, 100, 5, true), round(8, 3, 100, 5, false)));

        assertThat(step.held()).isFalse();
    }

    @Test
    void step_ofNoRound_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SweepStep.of(8, List.of()))
                .withMessage("rounds were none but must be at least one");
    }

    @Test
    void of_differenceWithinTheSpread_cannotTellThemApart() {
        PoolSweepReport sweep = PoolSweepReport.of(
                List.of(step(8, 8, true, 960, 1_000), step(10, 8, true, 1_010, 990), step(2, 8, true, 250, 240)));

        assertThat(sweep.recommended()).isEqualTo(8);
        assertThat(sweep.close()).containsExactly(10);
        assertThat(sweep.advice())
                .isEqualTo(
                        "8: 10 gives 2 % more at the same p95 (8 ms); cannot tell 8 from 10 here: rounds of one size lie"
                                + " so far apart that up to 13.8 % may be chance, longer or more rounds would help; a knee"
                                + " shows from four sizes on");
        assertThat(sweep.undecided()).containsExactly(8, 10);
    }

    /** All sizes were 10 % slower in the second round, which says nothing about one against the other. */
    @Test
    void of_roundThatWasSlowForAll_hidesNoDifference() {
        PoolSweepReport sweep = PoolSweepReport.of(
                List.of(step(2, 8, true, 250, 225), step(4, 8, true, 500, 450), step(8, 8, true, 550, 495)));

        assertThat(sweep.recommended()).isEqualTo(8);
        assertThat(sweep.close()).isEmpty();
        assertThat(sweep.undecided()).isEmpty();
    }

    /** The one of them that was luckier is recommended, but that the other would do cannot be excluded. */
    @Test
    void of_smallerSizeThatMightDoAsWell_isUndecided() {
        PoolSweepReport sweep = PoolSweepReport.of(
                List.of(step(4, 8, true, 900, 985), step(8, 8, true, 1_020, 1_000), step(16, 8, true, 1_000, 1_010)));

        assertThat(sweep.recommended()).isEqualTo(8);
        assertThat(sweep.close()).containsExactly(4, 16);
        assertThat(sweep.undecided()).containsExactly(4, 8);
        assertThat(sweep.advice()).contains("; cannot tell 8 from 4 and 16 here: rounds of one size lie");
    }

    /** What both of them may be by chance is less than what counts as as good. */
    @Test
    void of_closeSizesThatAreBothGoodEnough_needNoMoreRounds() {
        PoolSweepReport sweep = PoolSweepReport.of(
                List.of(step(2, 8, true, 500, 501), step(8, 8, true, 1_000, 1_001), step(16, 8, true, 1_001, 1_000)));

        assertThat(sweep.recommended()).isEqualTo(8);
        assertThat(sweep.close()).containsExactly(16);
        assertThat(sweep.undecided()).isEmpty();
        assertThat(sweep.advice())
                .isEqualTo(
                        "8: 16 gives the same throughput at the same p95 (8 ms); cannot tell 8 from 16 here: rounds of"
                                + " one size lie so far apart that up to 0.47 % may be chance; a knee shows from four sizes"
                                + " on");
    }

    @Test
    void of_oneRoundEach_saysThatItMayBeChance() {
        PoolSweepReport sweep = PoolSweepReport.of(List.of(step(2, 8, true, 250), step(4, 8, true, 500)));

        assertThat(sweep.advice())
                .isEqualTo(
                        "4: 2 gives 50 % less at the same p95 (8 ms); how far rounds of one size lie apart is not known,"
                                + " so this may be chance; a knee shows from four sizes on");
        assertThat(sweep.undecided()).isEmpty();
    }

    /** Sizes that are the same and scatter by 3 % are told apart in about one of twenty pairs. */
    @Test
    void of_sameSizes_areSeldomToldApart() {
        Random random = new Random(7);
        int apart = 0;
        int trials = 2_000;
        for (int trial = 0; trial < trials; trial++) {
            List<SweepStep> steps = new ArrayList<>();
            for (int size = 1; size <= 4; size++) {
                steps.add(step(
                        size,
                        8,
                        true,
                        1_000 * (1 + 0.03 * random.nextGaussian()),
                        900 * (1 + 0.03 * random.nextGaussian())));
            }
            SweepSpread spread = SweepSpread.of(steps);
            apart += spread.covers(steps.get(0), steps.get(1)) ? 0 : 1;
        }
        assertThat((double) apart / trials).isBetween(0.03, 0.07);
    }
}
