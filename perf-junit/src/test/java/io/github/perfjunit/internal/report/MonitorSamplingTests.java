// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import static io.github.perfjunit.internal.report.ExampleLoad.interval;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.perfjunit.internal.report.log.GaugeSample;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.spi.Monitor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorSamplingTests {

    private final List<String> notes = new ArrayList<>();

    private double value;

    private MonitorSampling sampling(Monitor... monitors) {
        return new MonitorSampling(List.of(monitors), notes::add);
    }

    @Test
    void gauge_isSummedUpOverTheMeasuredTime() {
        MonitorSampling sampling = sampling(gauges -> gauges.gauge("pool.active", "", value++));

        sampling.sample(interval(0, Phase.RAMP_UP, 0));
        sampling.sample(interval(1, Phase.MEASURE, 0));
        sampling.sample(interval(2, Phase.MEASURE, 0));
        List<GaugeSample> last = sampling.sample(interval(3, Phase.GRACE, 0));

        assertThat(last).containsExactly(new GaugeSample("pool.active", "", 3));
        assertThat(sampling.summaries()).containsExactly(new MonitorSummary("pool.active", "", 2, 1, 1.5, 2, 2));
    }

    @Test
    void gauge_withoutASampleInTheMeasuredTime_hasNoValues() {
        MonitorSampling sampling = sampling(gauges -> gauges.gauge("pool.active", "", 7));

        sampling.sample(interval(0, Phase.RAMP_UP, 0));

        double none = Double.NaN;
        assertThat(sampling.summaries())
                .containsExactly(new MonitorSummary("pool.active", "", 0, none, none, none, none));
    }

    @Test
    void nameAndUnit_areCleanedAndCut() {
        MonitorSampling sampling =
                sampling(gauges -> gauges.gauge("a\u001b\r\n" + "n".repeat(200), "m\u001bs\n" + "x".repeat(50), 1));

        String name = "a?  " + "n".repeat(93) + "...";
        String unit = "m?s " + "x".repeat(13) + "...";
        assertThat(sampling.sample(interval(0, Phase.MEASURE, 0))).containsExactly(new GaugeSample(name, unit, 1));
        assertThat(sampling.summaries()).containsExactly(new MonitorSummary(name, unit, 1, 1, 1, 1, 1));
    }

    @Test
    void value_thatIsNoFiniteNumber_isLeftOut() {
        MonitorSampling sampling = sampling(gauges -> {
            gauges.gauge("a", "", Double.NaN);
            gauges.gauge("b", "", Double.POSITIVE_INFINITY);
            gauges.gauge("c", "", Double.NEGATIVE_INFINITY);
            gauges.gauge("d", "", -3);
        });

        assertThat(sampling.sample(interval(0, Phase.MEASURE, 0))).containsExactly(new GaugeSample("d", "", -3));
        assertThat(sampling.summaries())
                .extracting(MonitorSummary::name, MonitorSummary::min)
                .containsExactly(tuple("d", -3.0));
    }

    @Test
    void names_beyondTheMost_areLeftOut() {
        MonitorSampling sampling = sampling(gauges -> gauges.gauge("gauge " + value++, "", 1));
        for (int second = 0; second < MonitorFigures.MOST_GAUGES; second++) {
            assertThat(sampling.sample(interval(second, Phase.MEASURE, 0))).hasSize(1);
        }
        assertThat(sampling.hasTooMany()).isFalse();

        assertThat(sampling.sample(interval(200, Phase.MEASURE, 0))).isEmpty();

        assertThat(sampling.hasTooMany()).isTrue();
        assertThat(sampling.summaries()).hasSize(MonitorFigures.MOST_GAUGES);
    }

    @Test
    void monitorThatFails_isNotedOnceAskedAgainAndSpoilsNoOther() {
        MonitorSampling sampling = sampling(new Failing(), gauges -> gauges.gauge("good", "", 1));

        assertThat(sampling.sample(interval(0, Phase.MEASURE, 0))).containsExactly(new GaugeSample("good", "", 1));
        assertThat(sampling.sample(interval(1, Phase.MEASURE, 0)))
                .containsExactly(new GaugeSample("late", "", 2), new GaugeSample("good", "", 1));
        assertThat(sampling.sample(interval(2, Phase.MEASURE, 0))).containsExactly(new GaugeSample("good", "", 1));
        assertThat(notes)
                .containsExactly("the monitor " + Failing.class.getName() + " failed: IllegalStateException: at 1");
    }

    private static final class Failing implements Monitor {

        private int asked;

        @Override
        public void sample(Gauges gauges) {
            if (++asked % 2 == 1) {
                throw new IllegalStateException("at " + asked);
            }
            gauges.gauge("late", "", asked);
        }
    }
}
