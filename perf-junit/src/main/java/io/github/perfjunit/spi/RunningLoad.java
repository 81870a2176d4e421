// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.metrics.CheckSummary;
import io.github.perfjunit.metrics.CustomMetric;
import io.github.perfjunit.metrics.Phase;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A load whose time runs. Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RunningLoad {

    /**
     * Returns the phase of the load at a time, as {@link io.github.perfjunit.metrics.Interval#phase()} has it: {@link
     * Phase#MEASURE} if any scenario is measured then, otherwise that of the first scenario that is under way. That of the
     * future is as planned: an automatic warm-up or a stop may still change it.
     *
     * @param nanoTime a reading of {@link System#nanoTime()}
     * @return the phase
     */
    Phase phaseAt(long nanoTime);

    /**
     * Returns when the measured time of the load begins, which is that of the scenario that is measured first.
     *
     * @return a reading of {@link System#nanoTime()}; as planned while an automatic warm-up goes on
     */
    default long measureStartNanos() {
        RunningScenario first = scenarios().get(0);
        for (RunningScenario scenario : scenarios()) {
            if (scenario.measureStartNanos() - first.measureStartNanos() < 0) {
                first = scenario;
            }
        }
        return first.measureStartNanos();
    }

    /**
     * Returns how many iterations of all scenarios there were so far.
     *
     * @return the counts; none if the load runs in another JVM
     */
    default IterationCounts iterations() {
        return IterationCounts.NONE;
    }

    /**
     * Returns the named checks so far.
     *
     * @return one element a check; none if the load runs in another JVM
     */
    default List<CheckSummary> checks() {
        return List.of();
    }

    /**
     * Returns what the bodies gave for metrics of their own so far.
     *
     * @return one element a metric and phase; none if the load runs in another JVM
     */
    default List<CustomMetric> metrics() {
        return List.of();
    }

    /**
     * Returns the scenarios of the load, each with its own phases.
     *
     * @return in the order of the plan, at least one
     */
    List<RunningScenario> scenarios();

    /**
     * Finds a scenario.
     *
     * @param name its name
     * @return the scenario
     * @throws IllegalArgumentException if there is none of that name; the message names those that exist
     */
    default RunningScenario scenario(String name) {
        return scenarios().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario \"" + name + "\"; there are: "
                        + String.join(
                                ", ",
                                scenarios().stream().map(RunningScenario::name).toList())));
    }
}
