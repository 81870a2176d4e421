// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Identifies loads that ask for the same load.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LoadProfile {

    private LoadProfile() {}

    /**
     * Returns a hash that is equal for plans that ask for the same load: scenarios in their order with model, segments,
     * pacing, think time, iterations, most users, arrivals, overflow, start, automatic warm-up and graceful stop.
     * Names, descriptions, the seed, URLs, HTTP options and the share of a worker do not count.
     *
     * @param plan the plan
     * @return 16 hexadecimal digits
     */
    public static String hash(LoadPlan plan) {
        return JvmEnvironment.digest(
                plan.scenarios().stream().map(LoadProfile::text).collect(Collectors.joining("\n")));
    }

    private static String text(ScenarioPlan plan) {
        String model;
        if (plan.model() instanceof LoadModel.Open open) {
            model = "open " + open.maxUsers() + " " + open.overflow() + " " + open.arrivals();
        } else if (plan.model() instanceof LoadModel.Closed closed) {
            model = "closed " + closed.pacing() + " " + closed.iterations() + " " + closed.iterationsPerUser();
        } else {
            throw new IllegalArgumentException("no such model: " + plan.model().getClass());
        }
        String segments = plan.model().segments().stream()
                .map(s -> s.duration() + " " + s.from() + " " + s.to() + " " + s.phase())
                .collect(Collectors.joining(", "));
        CourseLimits limits = plan.limits();
        String course = limits == null
                ? segments
                : segments + ", then up to " + limits.highest() + " within " + limits.longest();
        return String.join(
                "; ",
                model,
                course,
                plan.startAfter().toString(),
                plan.thinkTime().toString(),
                Boolean.toString(plan.autoWarmUp()),
                plan.gracefulStop().toString());
    }
}
