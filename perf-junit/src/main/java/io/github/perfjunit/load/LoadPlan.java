// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A validated load: a value that any executor can run, whole or in shares.
 *
 * @param name name of the test, such as {@code CatalogLoadTest.browse}
 * @param scenarios at least one, with different names
 * @param seed seed of all random numbers; mixed with the index of the scenario and the number of the user
 * @param share which part of the plan to run
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LoadPlan(String name, List<ScenarioPlan> scenarios, long seed, WorkerShare share) {

    /**
     * Copies the list.
     *
     * @param name name of the test, such as {@code CatalogLoadTest.browse}
     * @param scenarios at least one, with different names
     * @param seed seed of all random numbers; mixed with the index of the scenario and the number of the user
     * @param share which part of the plan to run
     */
    public LoadPlan {
        scenarios = List.copyOf(scenarios);
    }

    /**
     * Returns this plan for one worker.
     *
     * @param part the worker's share
     * @return the same plan with another share
     */
    public LoadPlan withShare(WorkerShare part) {
        return new LoadPlan(name, scenarios, seed, part);
    }

    /**
     * Returns the planned length of the load, graceful stops not included; the longest possible one if its course may be
     * changed while it runs.
     *
     * @return the end of the scenario that ends last
     */
    public Duration duration() {
        return scenarios.stream()
                .map(s -> s.startAfter().plus(s.longest()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
