// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.spi.RequestRecorder;
import io.github.perfjunit.spi.RunningLoad;
import io.github.perfjunit.spi.RunningScenario;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The view of the running load for extensions.
 *
 * @param scenarios each with its own phases
 * @param phase finds the phase of the load at a reading of {@link System#nanoTime()}
 */
record EngineLoad(List<RunningScenario> scenarios, LongFunction<Phase> phase) implements RunningLoad {

    static EngineLoad of(List<ScenarioRun> runs, LongFunction<Phase> phase) {
        return new EngineLoad(
                runs.stream().<RunningScenario>map(EngineScenario::of).toList(), phase);
    }

    @Override
    public Phase phaseAt(long nanoTime) {
        return phase.apply(nanoTime);
    }

    private record EngineScenario(String name, PhaseClock clock, long startNanos, RequestRecorder recorder)
            implements RunningScenario {

        static EngineScenario of(ScenarioRun run) {
            return new EngineScenario(
                    run.plan.name(),
                    run.context.clock(),
                    run.time.start(),
                    new OutsideRecorder(run.context.scenarioRecorder()));
        }

        @Override
        public Phase phaseAt(long nanoTime) {
            return clock.at(nanoTime - startNanos);
        }

        @Override
        public long measureStartNanos() {
            return startNanos + clock.measureStart();
        }
    }
}
