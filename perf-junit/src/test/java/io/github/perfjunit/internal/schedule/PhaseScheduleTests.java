// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

import static io.github.perfjunit.metrics.Phase.MEASURE;
import static io.github.perfjunit.metrics.Phase.RAMP_DOWN;
import static io.github.perfjunit.metrics.Phase.RAMP_UP;
import static io.github.perfjunit.metrics.Phase.WARM_UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseScheduleTests {

    private static final PhaseSchedule ALL = PhaseSchedule.of(List.of(
            segment(2, RAMP_UP),
            segment(1, WARM_UP),
            segment(0, WARM_UP),
            segment(5, MEASURE),
            segment(5, MEASURE),
            segment(1, RAMP_DOWN)));

    @ParameterizedTest
    @CsvSource({
        "-1, RAMP_UP",
        "0, RAMP_UP",
        "1999, RAMP_UP",
        "2000, WARM_UP",
        "3000, MEASURE",
        "8000, MEASURE",
        "12999, MEASURE",
        "13000, RAMP_DOWN",
        "13999, RAMP_DOWN",
        "14000, GRACE",
        "99000, GRACE"
    })
    void at_anyTime_phaseOfTheSegment(long millis, Phase expected) {
        assertThat(ALL.at(millis * 1_000_000)).isEqualTo(expected);
    }

    @Test
    void measureStartNanos_firstMeasuredSegment_orMinusOne() {
        assertThat(ALL.measureStartNanos()).isEqualTo(3_000_000_000L);
        assertThat(ALL.endNanos()).isEqualTo(14_000_000_000L);
        assertThat(PhaseSchedule.of(List.of(segment(1, WARM_UP))).measureStartNanos())
                .isEqualTo(-1);
    }

    private static Segment segment(long seconds, Phase phase) {
        return new Segment(Duration.ofSeconds(seconds), 1, 1, phase);
    }
}
