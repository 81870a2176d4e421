// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PhaseWindow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PhaseClockTests {

    private final PhaseClock clock = new PhaseClock(PhaseClock.withAutoWarmUp(List.of(
            segment(10, 0, 50, Phase.RAMP_UP),
            segment(20, 50, 50, Phase.MEASURE),
            segment(5, 50, 0, Phase.RAMP_DOWN))));

    @Test
    void warmUp_cutShort_keepsTheLengthOfAllThatFollows() {
        clock.cutWarmUp(seconds(25));

        assertThat(clock.at(seconds(25) - 1)).isEqualTo(Phase.WARM_UP);
        assertThat(clock.at(seconds(25))).isEqualTo(Phase.MEASURE);
        assertThat(clock.at(seconds(45) - 1)).isEqualTo(Phase.MEASURE);
        assertThat(clock.at(seconds(45))).isEqualTo(Phase.RAMP_DOWN);
        assertThat(clock.end()).isEqualTo(seconds(50));
        assertThat(clock.measureStart()).isEqualTo(seconds(25));
        assertThat(clock.windows(seconds(52), seconds(100)))
                .containsExactly(
                        new PhaseWindow(Phase.RAMP_UP, 100_000, 110_000),
                        new PhaseWindow(Phase.WARM_UP, 110_000, 125_000),
                        new PhaseWindow(Phase.MEASURE, 125_000, 145_000),
                        new PhaseWindow(Phase.RAMP_DOWN, 145_000, 150_000),
                        new PhaseWindow(Phase.GRACE, 150_000, 152_000));
    }

    @Test
    void warmUp_thatThePlanLimits_isNotLonger() {
        List<Segment> limited = List.of(segment(15, 5, 5, Phase.WARM_UP), segment(45, 5, 5, Phase.MEASURE));

        assertThat(PhaseClock.withAutoWarmUp(limited)).isEqualTo(limited);
    }

    @Test
    void warmUp_isThere_evenIfLaterPartsAreNotMeasured() {
        List<Segment> gaps = List.of(
                segment(45, 5, 5, Phase.MEASURE), segment(5, 5, 5, Phase.WARM_UP), segment(45, 5, 5, Phase.MEASURE));

        assertThat(PhaseClock.withAutoWarmUp(gaps)).hasSize(4).endsWith(gaps.get(0), gaps.get(1), gaps.get(2));
    }

    @Test
    void planAndTime_afterTheCut_areApartByWhatIsLeftOut() {
        clock.cutWarmUp(seconds(25));

        assertThat(clock.planned(seconds(24))).isEqualTo(seconds(24));
        assertThat(clock.planned(seconds(26))).isEqualTo(seconds(191));
        assertThat(clock.actual(seconds(191))).isEqualTo(seconds(26));
        assertThat(clock.actual(seconds(60))).isEqualTo(seconds(25));
        assertThat(clock.isCut(seconds(25) - 1)).isFalse();
        assertThat(clock.isCut(seconds(25))).isTrue();
        assertThat(clock.isCut(seconds(190) - 1)).isTrue();
        assertThat(clock.isCut(seconds(190))).isFalse();
    }

    @Test
    void cut_outsideTheWarmUp_changesNothing() {
        clock.cutWarmUp(seconds(5));
        clock.cutWarmUp(-seconds(30));

        assertThat(clock.end()).isEqualTo(seconds(215));
        assertThat(clock.measureStart()).isEqualTo(seconds(190));
    }

    @Test
    void windows_whileTheLoadRuns_reachToNow() {
        assertThat(clock.windows(seconds(30), 0))
                .containsExactly(
                        new PhaseWindow(Phase.RAMP_UP, 0, 10_000), new PhaseWindow(Phase.WARM_UP, 10_000, 30_000));
    }

    @Test
    void beforeTheStart_nothingIsMeasured() {
        PhaseClock measuredAtOnce = new PhaseClock(List.of(segment(10, 1, 1, Phase.MEASURE)));

        assertThat(measuredAtOnce.at(-1)).isEqualTo(Phase.RAMP_UP);
        assertThat(measuredAtOnce.at(0)).isEqualTo(Phase.MEASURE);
    }

    private static Segment segment(long seconds, double from, double to, Phase phase) {
        return new Segment(Duration.ofSeconds(seconds), from, to, phase);
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
