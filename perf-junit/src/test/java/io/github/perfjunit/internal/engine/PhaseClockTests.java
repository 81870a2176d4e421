// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        assertThat(clock.millis(seconds(52)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Phase.RAMP_UP, 10_000L,
                        Phase.WARM_UP, 15_000L,
                        Phase.MEASURE, 20_000L,
                        Phase.RAMP_DOWN, 5_000L,
                        Phase.GRACE, 2_000L));
    }

    @Test
    void planAndTime_afterTheCut_areApartByWhatIsLeftOut() {
        clock.cutWarmUp(seconds(25));

        assertThat(clock.planned(seconds(24))).isEqualTo(seconds(24));
        assertThat(clock.planned(seconds(26))).isEqualTo(seconds(71));
        assertThat(clock.actual(seconds(71))).isEqualTo(seconds(26));
        assertThat(clock.actual(seconds(60))).isEqualTo(seconds(25));
        assertThat(clock.isCut(seconds(25) - 1)).isFalse();
        assertThat(clock.isCut(seconds(25))).isTrue();
        assertThat(clock.isCut(seconds(70) - 1)).isTrue();
        assertThat(clock.isCut(seconds(70))).isFalse();
    }

    @Test
    void cut_outsideTheWarmUp_changesNothing() {
        clock.cutWarmUp(seconds(5));
        clock.cutWarmUp(-seconds(30));

        assertThat(clock.end()).isEqualTo(seconds(95));
        assertThat(clock.measureStart()).isEqualTo(seconds(70));
    }

    @Test
    void millis_whileTheLoadRuns_reachToNow() {
        assertThat(clock.millis(seconds(30)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(Phase.RAMP_UP, 10_000L, Phase.WARM_UP, 20_000L));
    }

    private static Segment segment(long seconds, double from, double to, Phase phase) {
        return new Segment(Duration.ofSeconds(seconds), from, to, phase);
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
