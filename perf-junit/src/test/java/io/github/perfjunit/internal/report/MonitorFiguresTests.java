// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.report.log.GaugeSample;
import io.github.perfjunit.metrics.MonitorSummary;
import org.junit.jupiter.api.Test;

class MonitorFiguresTests {

    private final MonitorFigures figures = new MonitorFigures();

    @Test
    void gauge_isSummedUpOverTheMeasuredTime() {
        figures.add(new GaugeSample("pool.active", "", 0), false);
        figures.add(new GaugeSample("pool.active", "", 1), true);
        figures.add(new GaugeSample("pool.active", "", 2), true);
        figures.add(new GaugeSample("pool.active", "", 3), false);

        assertThat(figures.summaries()).containsExactly(new MonitorSummary("pool.active", "", 2, 1, 1.5, 2, 2));
    }

    @Test
    void gauge_withoutASampleInTheMeasuredTime_hasNoValues() {
        figures.add(new GaugeSample("pool.active", "", 7), false);

        double none = Double.NaN;
        assertThat(figures.summaries())
                .containsExactly(new MonitorSummary("pool.active", "", 0, none, none, none, none));
    }

    @Test
    void gauge_withoutAValue_isKnown() {
        figures.add(new GaugeSample("pool.active", "", Double.NaN), true);
        figures.add(new GaugeSample("pool.active", "", 3), true);
        figures.add(new GaugeSample("lag", "ms", Double.NaN), true);

        double none = Double.NaN;
        assertThat(figures.summaries())
                .containsExactly(
                        new MonitorSummary("pool.active", "", 1, 3, 3, 3, 3),
                        new MonitorSummary("lag", "ms", 0, none, none, none, none));
    }

    @Test
    void names_beyondTheMost_areLeftOut() {
        for (int i = 0; i < MonitorFigures.MOST_GAUGES; i++) {
            assertThat(figures.add(new GaugeSample("gauge " + i, "", 1), true)).isTrue();
        }
        assertThat(figures.hasTooMany()).isFalse();

        assertThat(figures.add(new GaugeSample("gauge 100", "", 1), true)).isFalse();
        assertThat(figures.add(new GaugeSample("gauge 0", "", 1), true)).isTrue();

        assertThat(figures.hasTooMany()).isTrue();
        assertThat(figures.summaries()).hasSize(MonitorFigures.MOST_GAUGES);
    }
}
