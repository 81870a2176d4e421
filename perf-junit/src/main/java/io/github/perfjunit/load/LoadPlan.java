// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import java.time.Duration;
import java.util.ArrayList;
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

    /**
     * Returns why this plan cannot be divided among a number of workers: one without a user would have nothing to do, and
     * an arrival of a worker that may have no user would never start.
     *
     * @param workers how many there are, at least 1
     * @return sentences without a full stop; none if it can be divided
     */
    public List<String> problemsOfShares(int workers) {
        List<String> problems = new ArrayList<>();
        double users = 0;
        for (ScenarioPlan scenario : scenarios) {
            if (scenario.model() instanceof LoadModel.Open open) {
                users += open.maxUsers();
                if (open.maxUsers() < workers) {
                    problems.add("maxUsers of " + scenario.name() + " was " + open.maxUsers()
                            + " but must be at least the number of workers, " + workers);
                }
            } else {
                users += scenario.highest();
            }
        }
        if (problems.isEmpty() && users < workers) {
            problems.add("the load had " + Math.round(users) + (users == 1 ? " user" : " users")
                    + " but must have at least as many as there are workers, " + workers);
        }
        return problems;
    }
}
