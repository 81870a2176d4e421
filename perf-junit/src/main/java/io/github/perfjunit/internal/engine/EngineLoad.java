// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.metrics.CheckSummary;
import io.github.perfjunit.metrics.CustomMetric;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.spi.IterationCounts;
import io.github.perfjunit.spi.RequestRecorder;
import io.github.perfjunit.spi.RunningLoad;
import io.github.perfjunit.spi.RunningScenario;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * The view of the running load for extensions.
 *
 * @param scenarios each with its own phases
 * @param phase finds the phase of the load at a reading of {@link System#nanoTime()}
 * @param checksSoFar reads the named checks
 * @param metricsSoFar reads the metrics of the bodies
 * @param iterationsSoFar counts the iterations
 */
record EngineLoad(
        List<RunningScenario> scenarios,
        LongFunction<Phase> phase,
        Supplier<List<CheckSummary>> checksSoFar,
        Supplier<List<CustomMetric>> metricsSoFar,
        Supplier<IterationCounts> iterationsSoFar)
        implements RunningLoad {

    static EngineLoad of(
            List<ScenarioRun> runs,
            LongFunction<Phase> phase,
            Supplier<List<CheckSummary>> checks,
            Supplier<List<CustomMetric>> metrics) {
        return new EngineLoad(
                runs.stream().<RunningScenario>map(EngineScenario::of).toList(),
                phase,
                checks,
                metrics,
                () -> EngineWork.iterations(runs));
    }

    @Override
    public IterationCounts iterations() {
        return iterationsSoFar.get();
    }

    @Override
    public List<CheckSummary> checks() {
        return checksSoFar.get();
    }

    @Override
    public List<CustomMetric> metrics() {
        return metricsSoFar.get();
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
