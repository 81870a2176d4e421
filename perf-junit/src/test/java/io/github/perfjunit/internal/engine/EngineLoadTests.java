// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.spi.RunningLoad;
import io.github.perfjunit.spi.RunningScenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A running load as extensions see it: each scenario has its own phases. */
class EngineLoadTests {

    private static ScenarioPlan scenario(String name, long startAfterMillis) {
        return new ScenarioPlan(
                name,
                Engines.iterations(1, 1),
                "1 user",
                Duration.ofMillis(startAfterMillis),
                ThinkTime.NONE,
                false,
                Duration.ofSeconds(5),
                "");
    }

    @Test
    void scenarios_haveTheirOwnPhasesAndRecorders() {
        AtomicReference<@Nullable RunningLoad> seen = new AtomicReference<>();
        long step = TimeUnit.MILLISECONDS.toNanos(200);
        LoadEngine engine = new LoadEngine(
                new LoadPlan("Both", List.of(scenario("late", 200), scenario("soon", 0)), 1, WorkerShare.WHOLE),
                new LoadEngine.Environment(
                        Map.of("late", ScenarioCode.of(user -> {}), "soon", ScenarioCode.of(user -> {})),
                        List.of(),
                        UserThreads.of(UserThreads.Mode.PLATFORM),
                        getClass().getClassLoader(),
                        interval -> {},
                        () -> null,
                        load -> {
                            seen.set(load);
                            RunningScenario late = load.scenario("late");
                            RunningScenario soon = load.scenario("soon");
                            long begin = soon.measureStartNanos();
                            assertThat(late.measureStartNanos()).isEqualTo(begin + step);
                            assertThat(load.measureStartNanos()).isEqualTo(begin);
                            assertThat(load.phaseAt(begin)).isEqualTo(Phase.MEASURE);
                            assertThat(soon.phaseAt(begin)).isEqualTo(Phase.MEASURE);
                            assertThat(late.phaseAt(begin)).isEqualTo(Phase.RAMP_UP);
                            assertThat(late.phaseAt(begin + step)).isEqualTo(Phase.MEASURE);
                            for (RunningScenario each : List.of(late, soon)) {
                                each.recorder().record("beside", begin, begin, begin + 1, Outcome.OK, 0, 0);
                            }
                        },
                        false));
        LoadData data = engine.run();

        RunningLoad load = seen.get();
        assertThat(load).isNotNull();
        assertThat(load.scenarios()).extracting(RunningScenario::name).containsExactly("late", "soon");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load.scenario("never"))
                .withMessage("no scenario \"never\"; there are: late, soon");
        assertThat(data.series())
                .extracting(Series::key)
                .filteredOn(key -> key.request().equals("beside"))
                .extracting(key -> key.scenario() + " " + key.phase().label())
                .containsExactlyInAnyOrder("late ramp-up", "soon measure");
    }
}
