// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PhaseWindow;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.monitor.LateMonitor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LateValuesTests {

    private static final Instant START = Instant.parse("2026-12-01T12:00:30Z");

    private final List<String> given = new ArrayList<>();
    private final LateValues values = new LateValues(
            load(),
            (millis, phase, sample) -> given.add(
                    millis + " " + phase.label() + " " + sample.name() + " " + sample.value() + sample.unit()));

    /** Ramps up for 2 s, measures until 7.5 s, and ends at 8.2 s. */
    private static LoadData load() {
        ScenarioSummary scenario = new ScenarioSummary(
                "s",
                "1 user",
                false,
                false,
                1,
                1,
                0,
                Map.of(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of(
                        new PhaseWindow(Phase.RAMP_UP, 0, 2000),
                        new PhaseWindow(Phase.MEASURE, 2000, 7500),
                        new PhaseWindow(Phase.GRACE, 7500, 8200)),
                Map.of());
        GeneratorHealth health =
                new GeneratorHealth(0, 0, 0, 0, LatencySummary.EMPTY, 0, PinnedThreads.UNWATCHED, List.of(), List.of());
        return new LoadData(START, 8200, List.of(), List.of(scenario), List.of(), List.of(), health, "", 0);
    }

    /** A monitor that does one thing when the load has ended. */
    private record Doing(Duration longestWait, Conclusion conclusion) implements LateMonitor {

        interface Conclusion {
            List<String> of(LateGauges gauges) throws Exception;
        }

        @Override
        public void sample(Gauges gauges) {}

        @Override
        public List<String> conclude(Instant start, Instant end, LateGauges gauges) throws Exception {
            assertThat(start).isEqualTo(START);
            assertThat(end).isEqualTo(START.plusMillis(8200));
            return conclusion.of(gauges);
        }
    }

    private List<String> ask(Doing.Conclusion conclusion) {
        return values.ask(Map.of("monitor 'alb'", new Doing(Duration.ofSeconds(60), conclusion)));
    }

    private static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    @Test
    void value_standsForEachWholeSecondOfItsTime() {
        List<String> notes = ask(gauges -> {
            gauges.gauge("cpu", "%", at(3), at(5), 40);
            gauges.gauge("cpu", "%", at(5), at(7.4), 60);
            return List.of();
        });

        assertThat(given)
                .containsExactly(
                        "4000 measure cpu 40.0%",
                        "5000 measure cpu 40.0%", "6000 measure cpu 60.0%", "7000 measure cpu 60.0%");
        assertThat(notes).isEmpty();
        assertThat(values.has("cpu")).isTrue();
        assertThat(values.has("memory")).isFalse();
    }

    @Test
    void value_ofATimeThatIsNotWhollyMeasured_isNotMeasured() {
        ask(gauges -> {
            gauges.gauge("cpu", "", at(-1), at(3), 1);
            gauges.gauge("cpu", "", at(3), at(6), 2);
            gauges.gauge("cpu", "", at(6), at(9), 3);
            return List.of();
        });

        assertThat(given)
                .containsExactly(
                        "1000 ramp-up cpu 1.0",
                        "2000 ramp-up cpu 1.0",
                        "3000 ramp-up cpu 1.0",
                        "4000 measure cpu 2.0",
                        "5000 measure cpu 2.0",
                        "6000 measure cpu 2.0",
                        "7000 grace cpu 3.0",
                        "8000 grace cpu 3.0");
    }

    @Test
    void value_outsideTheLoadOrOfNoNumber_isLeftOut() {
        ask(gauges -> {
            gauges.gauge("cpu", "", at(-9), at(-1), 1);
            gauges.gauge("cpu", "", at(3), at(4), Double.NaN);
            gauges.gauge("cpu", "", at(4), at(4), 1);
            gauges.gauge("cpu", "", at(9), at(99), 1);
            return List.of();
        });

        assertThat(given).isEmpty();
        assertThat(values.has("cpu")).isFalse();
    }

    @Test
    void secondThatHasAValue_getsNoOther() {
        ask(gauges -> {
            gauges.gauge("cpu", "", at(3), at(5), 1);
            gauges.gauge("cpu", "", at(4), at(6), 2);
            gauges.gauge("cpu", "", at(2), at(4), 3);
            return List.of();
        });

        assertThat(given).containsExactly("4000 measure cpu 1.0", "5000 measure cpu 1.0", "6000 measure cpu 2.0");
    }

    @Test
    void failure_isToldAndKeepsWhatWasGiven() {
        List<String> notes = ask(gauges -> {
            gauges.gauge("cpu", "", at(3), at(4), 1);
            throw new IOException("no route");
        });

        assertThat(given).containsExactly("4000 measure cpu 1.0");
        assertThat(notes)
                .containsExactly(
                        "monitor 'alb' failed after the load with IOException: no route; some of its values are"
                                + " missing");
    }

    @Test
    void notes_ofAMonitorBearItsName() {
        assertThat(ask(gauges -> List.of("has 3 of 5 values of cpu")))
                .containsExactly("monitor 'alb' has 3 of 5 values of cpu");
    }

    @Test
    void monitorThatDoesNotReturn_isNotWaitedForLongerThanItAskedFor() {
        CountDownLatch never = new CountDownLatch(1);

        List<String> notes = values.ask(Map.of("monitor 'alb'", new Doing(Duration.ofSeconds(-10), gauges -> {
            never.await();
            return List.of();
        })));

        assertThat(notes)
                .containsExactly(
                        "monitor 'alb' gave no end to its values within 0 s after the load; some may be missing");
    }
}
