// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import io.github.perfjunit.http.HttpOptions;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * What one population of virtual users is to do, validated.
 *
 * @param name name of the scenario, unique within its plan
 * @param model when iterations start
 * @param description the load in words, such as {@code 500 users, ramp-up 2m, 10m}
 * @param startAfter pause between the start of the load and the start of this scenario
 * @param thinkTime pause of a user after each iteration
 * @param autoWarmUp true if a warm-up comes before the first measured segment that ends as soon as throughput and
 *     compilation have settled, after {@link #LONGEST_AUTO_WARM_UP} at the latest
 * @param gracefulStop how long running iterations may go on after the last segment before they are interrupted
 * @param baseUrl what relative URLs are resolved against; empty if there is none
 * @param http how its users speak HTTP
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ScenarioPlan(
        String name,
        LoadModel model,
        String description,
        Duration startAfter,
        ThinkTime thinkTime,
        boolean autoWarmUp,
        Duration gracefulStop,
        String baseUrl,
        HttpOptions http) {

    /** How long an automatic warm-up may last, unless the model has a segment of {@code WARM_UP} that says so. */
    public static final Duration LONGEST_AUTO_WARM_UP = Duration.ofSeconds(60);

    /**
     * Makes a plan with {@link HttpOptions#DEFAULTS}.
     *
     * @param name name of the scenario, unique within its plan
     * @param model when iterations start
     * @param description the load in words, such as {@code 500 users, ramp-up 2m, 10m}
     * @param startAfter pause between the start of the load and the start of this scenario
     * @param thinkTime pause of a user after each iteration
     * @param autoWarmUp true if the first measured segment begins in warm-up until throughput and compilation have
     *     settled
     * @param gracefulStop how long running iterations may go on after the last segment before they are interrupted
     * @param baseUrl what relative URLs are resolved against; empty if there is none
     */
    public ScenarioPlan(
            String name,
            LoadModel model,
            String description,
            Duration startAfter,
            ThinkTime thinkTime,
            boolean autoWarmUp,
            Duration gracefulStop,
            String baseUrl) {
        this(name, model, description, startAfter, thinkTime, autoWarmUp, gracefulStop, baseUrl, HttpOptions.DEFAULTS);
    }
}
