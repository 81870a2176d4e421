// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.Phase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressCadenceTests {

    private static List<Integer> dueSeconds(int from, int to, int rampEnd) {
        ProgressCadence cadence = new ProgressCadence();
        List<Integer> due = new ArrayList<>();
        for (int second = 1; second <= to; second++) {
            Phase phase = second <= rampEnd ? Phase.RAMP_UP : Phase.MEASURE;
            if (cadence.due(second * 1_000L, phase) && second >= from) {
                due.add(second);
            }
        }
        return due;
    }

    @Test
    void firstFiveMinutes_everyTenSeconds() {
        assertThat(dueSeconds(1, 45, 0)).containsExactly(10, 20, 30, 40);
    }

    @Test
    void afterFiveMinutes_everyThirtySeconds() {
        assertThat(dueSeconds(280, 400, 0)).containsExactly(280, 290, 300, 330, 360, 390);
    }

    @Test
    void afterThirtyMinutes_everyMinute() {
        assertThat(dueSeconds(1_740, 1_950, 0)).containsExactly(1_740, 1_770, 1_800, 1_860, 1_920);
    }

    @Test
    void newPhase_atOnce() {
        assertThat(dueSeconds(1, 25, 13)).containsExactly(10, 14, 20);
    }

    @Test
    void lateInterval_isNotSkipped() {
        ProgressCadence cadence = new ProgressCadence();

        assertThat(cadence.due(9_990, Phase.MEASURE)).isFalse();
        assertThat(cadence.due(10_990, Phase.MEASURE)).isTrue();
        assertThat(cadence.due(19_990, Phase.MEASURE)).isFalse();
    }
}
