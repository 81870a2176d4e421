// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Waits of virtual users that held their carrier thread, so that other users could not run meanwhile.
 *
 * <p>Waits of {@value #THRESHOLD_MILLIS} ms or more on users' own threads in the measured time are counted.
 *
 * @param watched whether such waits could be observed: on virtual threads, if the runtime has the module {@code
 *     jdk.jfr}; if not, everything else is zero
 * @param count how often
 * @param totalMillis how long in all
 * @param longestMillis how long at most
 * @param places where, the first ones first, at most {@value #MOST_PLACES}
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PinnedThreads(boolean watched, long count, long totalMillis, long longestMillis, List<Place> places) {

    /** Waits shorter than this are not counted, in milliseconds. */
    public static final int THRESHOLD_MILLIS = 10;

    /** Maximum number of places that are listed; others are counted but not named. */
    public static final int MOST_PLACES = 5;

    /** The waits were not observed. */
    public static final PinnedThreads UNWATCHED = new PinnedThreads(false, 0, 0, 0, List.of());

    /**
     * A place in the code.
     *
     * @param frame the innermost frame that belongs neither to the JDK nor to this library, such as
     *     {@code com.acme.Dao.find(Dao.java:42)}; the innermost of all if there is none
     * @param reason what kept the carrier, in the words of the JVM; empty before Java 24, which does not report it
     * @param count how often
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Place(String frame, String reason, long count) {}

    /**
     * Copies mutable arguments.
     *
     * @param watched whether such waits could be observed
     * @param count how often
     * @param totalMillis how long in all
     * @param longestMillis how long at most
     * @param places where, the first ones first, at most {@value #MOST_PLACES}
     */
    public PinnedThreads {
        places = List.copyOf(places);
    }

    /** Adds the figures of another share of the load. */
    PinnedThreads plus(PinnedThreads other) {
        Map<List<String>, Place> all = new LinkedHashMap<>();
        List<Place> both = new ArrayList<>(places);
        both.addAll(other.places);
        for (Place place : both) {
            all.merge(
                    List.of(place.frame(), place.reason()),
                    place,
                    (a, b) -> new Place(a.frame(), a.reason(), a.count() + b.count()));
        }
        return new PinnedThreads(
                watched || other.watched,
                count + other.count,
                totalMillis + other.totalMillis,
                Math.max(longestMillis, other.longestMillis),
                all.values().stream().limit(MOST_PLACES).toList());
    }
}
