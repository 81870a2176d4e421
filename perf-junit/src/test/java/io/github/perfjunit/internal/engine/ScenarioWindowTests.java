// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PhaseWindow;
import io.github.perfjunit.metrics.ScenarioInterval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several scenarios: each has phases of its own, and a rate is that over the time in which its own scenarios measured. */
@Timeout(30)
class ScenarioWindowTests {

    private final List<Interval> intervals = new ArrayList<>();

    @Test
    void oneAfterTheOther_allRequests_areMeasuredOverBothTimes() {
        LoadResult result = run(scenario("first", 500, 0), scenario("second", 500, 1_200));

        assertThat(result.all().duration()).isEqualTo(Duration.ofSeconds(1));
        assertThat(result.all().throughput()).isBetween(36.0, 40.0);
        assertThat(result.request("first-order").throughput()).isBetween(36.0, 40.0);
        assertThat(result.request("second-order").throughput()).isBetween(36.0, 40.0);
        assertThat(result.data().scenarios().get(1).windows(Phase.MEASURE))
                .containsExactly(new PhaseWindow(Phase.MEASURE, 1_200, 1_700));
        assertThat(intervals.get(0).phase()).isEqualTo(Phase.RAMP_UP);
        assertThat(intervals.get(0).scenarios())
                .extracting(ScenarioInterval::name, ScenarioInterval::phase)
                .containsExactly(tuple("first", Phase.GRACE), tuple("second", Phase.RAMP_UP));
    }

    @Test
    void sideBySide_requestOfTheShortOne_isMeasuredOverItsOwnTime() {
        LoadResult result = run(scenario("short", 500, 0), scenario("long", 1_500, 0));

        assertThat(result.all().duration()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(result.request("short-order").duration()).isEqualTo(Duration.ofMillis(500));
        assertThat(result.request("short-order").throughput()).isBetween(36.0, 40.0);
        assertThat(result.request("long-order").throughput()).isBetween(38.0, 40.0);
        assertThat(intervals.get(0).phase()).isEqualTo(Phase.MEASURE);
        assertThat(intervals.get(0).scenarios())
                .extracting(ScenarioInterval::name, ScenarioInterval::phase)
                .containsExactly(tuple("short", Phase.GRACE), tuple("long", Phase.MEASURE));
    }

    @Test
    void countsOfIntervals_ofEachScenario_sumUpToItsOwn() {
        LoadResult result = run(scenario("short", 500, 0), scenario("long", 1_500, 0));

        Map<String, Long> started = new TreeMap<>();
        intervals.forEach(interval ->
                interval.scenarios().forEach(part -> started.merge(part.name(), part.started(), Long::sum)));
        assertThat(started).containsEntry("short", 20L).containsEntry("long", 60L);
        assertThat(result.data().scenarios())
                .allSatisfy(scenario -> assertThat(scenario.due()).isEqualTo(started.get(scenario.name())));
    }

    private static ScenarioPlan scenario(String name, int millis, int startAfter) {
        return Engines.scenario(
                name,
                Engines.rate(40, Duration.ofMillis(millis), 20),
                Duration.ofMillis(startAfter),
                Duration.ofSeconds(10));
    }

    private LoadResult run(ScenarioPlan... scenarios) {
        Map<String, ScenarioCode> code = new TreeMap<>();
        for (ScenarioPlan scenario : scenarios) {
            code.put(scenario.name(), ScenarioCode.of(user -> user.step(user.scenario() + "-order", () -> {})));
        }
        return Engines.result(
                Engines.of(List.of(scenarios), code, intervals::add).run());
    }
}
