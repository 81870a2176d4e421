// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * How often a named check of the body passed and failed in {@link Phase#MEASURE}.
 *
 * @param scenario name of the scenario
 * @param name name of the check
 * @param passed how often it passed
 * @param failed how often it failed
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CheckSummary(String scenario, String name, long passed, long failed) {

    /** The checks that failed most often first; those that failed as often in the order of their names. */
    private static final Comparator<CheckSummary> ORDER =
            Comparator.comparingLong(CheckSummary::failed).reversed().thenComparing(CheckSummary::name);

    /**
     * Adds up checks of the same scenario and name.
     *
     * @param checks checks of one load, of all its parts
     * @return one element a check, those that failed most often first
     */
    public static List<CheckSummary> merge(Collection<CheckSummary> checks) {
        Map<List<String>, CheckSummary> sums = new LinkedHashMap<>();
        checks.forEach(check -> sums.merge(List.of(check.scenario, check.name), check, CheckSummary::plus));
        return sums.values().stream().sorted(ORDER).toList();
    }

    /**
     * Adds the counts of the same check from another part of the load.
     *
     * @param other summary of the same check
     * @return the sum
     */
    public CheckSummary plus(CheckSummary other) {
        return new CheckSummary(scenario, name, passed + other.passed, failed + other.failed);
    }
}
