// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadStage;
import io.github.perfjunit.load.Overflow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one scenario as they were written: a bag that annotation readers and builders fill in. A blank text, null
 * or an empty list is not set; enum attributes that have a default must be left null unless they were written.
 */
public final class RawLoad {

    /** The settings that say how much load. */
    public static final List<String> LEVELS = List.of("users", "arrivalRate", "stages");

    /** Where the settings stand, such as {@code @LoadTest}; mistakes are reported at {@code place.setting}. */
    public final String place;

    /** Name of the load; the first scenario that sets one names the plan. */
    public String name = "";

    /** Users of a closed model. */
    public @Nullable Integer users;

    /** Growth of users or rate. */
    public String rampUp = "";

    /** Time not measured after the ramp, or {@code auto}. */
    public String warmUp = "";

    /** Measured time. */
    public String duration = "";

    /** Fall of users or rate. */
    public String rampDown = "";

    /** Measured iterations of all users together. */
    public @Nullable Long iterations;

    /** Time from one iteration of a user to its next one. */
    public String pacing = "";

    /** Rate of an open model. */
    public String arrivalRate = "";

    /** Most users of an open model. */
    public @Nullable Integer maxUsers;

    /** What happens when all users of an open model are busy. */
    public @Nullable Overflow overflow;

    /** How arrivals of an open model are spread. */
    public @Nullable Arrivals arrivals;

    /** Course of users or rate. */
    public List<LoadStage> stages = List.of();

    /** The settings that can say how much load; a kind of load may have fewer. */
    public List<String> levels = LEVELS;

    /** Pause after each iteration. */
    public String thinkTime = "";

    /** Time for running iterations at the end. */
    public String gracefulStop = "";

    /** What relative URLs are resolved against. */
    public String baseUrl = "";

    /** How users speak HTTP, as an annotation says it. */
    public @Nullable RawHttp http;

    /** How users speak HTTP, as code says it; goes before {@link #http}. */
    public @Nullable HttpOptions httpOptions;

    /** Pause before this scenario. */
    public String startAfter = "";

    /** Seed of everything random; the first scenario that sets one decides. */
    public @Nullable Long seed;

    /**
     * Starts with nothing set.
     *
     * @param place such as {@code @LoadTest}
     */
    public RawLoad(String place) {
        this.place = place;
    }

    /**
     * Returns what is set that a load of several scenarios takes from each of them.
     *
     * @return names of settings
     */
    public List<String> ofOnePopulation() {
        Map<String, Boolean> all = new LinkedHashMap<>();
        all.put("users", users != null);
        all.put("rampUp", !rampUp.isBlank());
        all.put("warmUp", !warmUp.isBlank());
        all.put("duration", !duration.isBlank());
        all.put("rampDown", !rampDown.isBlank());
        all.put("iterations", iterations != null);
        all.put("pacing", !pacing.isBlank());
        all.put("arrivalRate", !arrivalRate.isBlank());
        all.put("maxUsers", maxUsers != null);
        all.put("overflow", overflow != null);
        all.put("arrivals", arrivals != null);
        all.put("stages", !stages.isEmpty());
        all.put("thinkTime", !thinkTime.isBlank());
        all.put("gracefulStop", !gracefulStop.isBlank());
        return all.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }
}
