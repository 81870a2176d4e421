// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import io.github.perfjunit.protocol.ProtocolSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The validated plan of one population of virtual users.
 *
 * @param name name of the scenario, unique within its plan
 * @param model when iterations start
 * @param description the load in words, such as {@code 500 users, ramp-up 2m, 10m}
 * @param startAfter pause between the start of the load and the start of this scenario
 * @param thinkTime pause of a user after each iteration
 * @param autoWarmUp true if a warm-up comes before the first measured segment that ends as soon as response
 *     times and throughput have settled, after {@link #LONGEST_AUTO_WARM_UP} at the latest
 * @param gracefulStop how long running iterations may go on after the last segment before they are interrupted
 * @param baseUrl base of relative URLs; empty if there is none
 * @param protocols how its users speak protocols, one value for each; see {@link #settings(Class)}
 * @param limits how far its course may be changed while it runs; null if the segments of the model are all of it
 * @param tags what it is by names that the test chose, such as {@code tier} and {@code premium}; possibly none
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
        List<ProtocolSettings> protocols,
        @Nullable CourseLimits limits,
        Map<String, String> tags) {

    /** How long an automatic warm-up may last, unless the model has a segment of {@code WARM_UP} that says so. */
    public static final Duration LONGEST_AUTO_WARM_UP = Duration.ofMinutes(3);

    /**
     * Copies the list and the tags, and checks the list.
     *
     * @param name name of the scenario, unique within its plan
     * @param model when iterations start
     * @param description the load in words, such as {@code 500 users, ramp-up 2m, 10m}
     * @param startAfter pause between the start of the load and the start of this scenario
     * @param thinkTime pause of a user after each iteration
     * @param autoWarmUp true if the first measured segment begins in warm-up until response times and throughput have
     *     settled
     * @param gracefulStop how long running iterations may go on after the last segment before they are interrupted
     * @param baseUrl base of relative URLs; empty if there is none
     * @param protocols how its users speak protocols
     * @param limits how far its course may be changed while it runs; null if it is fixed
     * @param tags values by name
     * @throws IllegalArgumentException if two of the protocol settings are of the same class
     */
    public ScenarioPlan {
        protocols = List.copyOf(protocols);
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        Set<Class<?>> types = new HashSet<>();
        for (ProtocolSettings settings : protocols) {
            if (!types.add(settings.getClass())) {
                throw new IllegalArgumentException("protocols of scenario " + name + " had two values of "
                        + settings.getClass().getSimpleName() + " but must have at most one of each class");
            }
        }
    }

    /**
     * Makes a plan without settings of protocols, so that the defaults of each protocol hold.
     *
     * @param name name of the scenario, unique within its plan
     * @param model when iterations start
     * @param description the load in words, such as {@code 500 users, ramp-up 2m, 10m}
     * @param startAfter pause between the start of the load and the start of this scenario
     * @param thinkTime pause of a user after each iteration
     * @param autoWarmUp true if the first measured segment begins in warm-up until response times and throughput have
     *     settled
     * @param gracefulStop how long running iterations may go on after the last segment before they are interrupted
     * @param baseUrl base of relative URLs; empty if there is none
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
        this(name, model, description, startAfter, thinkTime, autoWarmUp, gracefulStop, baseUrl, List.of());
    }

    /**
     * Makes a plan with a fixed course.
     *
     * @param name name of the scenario, unique within its plan
     * @param model when iterations start
     * @param description the load in words
     * @param startAfter pause between the start of the load and the start of this scenario
     * @param thinkTime pause of a user after each iteration
     * @param autoWarmUp true if the first measured segment begins in warm-up
     * @param gracefulStop how long running iterations may go on after the last segment before they are interrupted
     * @param baseUrl base of relative URLs; empty if there is none
     * @param protocols how its users speak protocols
     */
    public ScenarioPlan(
            String name,
            LoadModel model,
            String description,
            Duration startAfter,
            ThinkTime thinkTime,
            boolean autoWarmUp,
            Duration gracefulStop,
            String baseUrl,
            List<ProtocolSettings> protocols) {
        this(
                name,
                model,
                description,
                startAfter,
                thinkTime,
                autoWarmUp,
                gracefulStop,
                baseUrl,
                protocols,
                null,
                Map.of());
    }

    /**
     * Returns the longest time that the scenario may take, without its start and its graceful stop.
     *
     * @return the length of the model, or the longest time of a course that may be changed
     */
    public Duration longest() {
        return limits == null ? model.duration() : limits.longest();
    }

    /**
     * Returns the highest level that the scenario may reach.
     *
     * @return users, or iterations a second
     */
    public double highest() {
        return limits == null ? model.peak() : limits.highest();
    }

    /**
     * Returns how the users of this scenario speak one protocol.
     *
     * @param type class of the settings, such as {@code HttpOptions}
     * @param <T> the same
     * @return the settings; empty if the scenario has none of that class, and then the defaults of the protocol hold
     */
    public <T extends ProtocolSettings> Optional<T> settings(Class<T> type) {
        return protocols.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
