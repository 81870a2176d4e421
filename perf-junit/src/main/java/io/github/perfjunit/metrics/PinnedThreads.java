// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * How often virtual users waited without giving up their carrier thread, so that other users could not run meanwhile.
 *
 * <p>Counted are waits of {@value #THRESHOLD_MILLIS} ms and more on users' own threads, in the measured time.
 *
 * @param watched whether this could be seen: on virtual threads, where the runtime has the module {@code jdk.jfr}; if
 *     not, everything else is zero
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

    /** Most places that are kept apart; others are counted but not named. */
    public static final int MOST_PLACES = 5;

    /** Nobody looked. */
    public static final PinnedThreads UNWATCHED = new PinnedThreads(false, 0, 0, 0, List.of());

    /**
     * A place in the code.
     *
     * @param frame the innermost frame that belongs neither to the JDK nor to this library, such as
     *     {@code com.acme.Dao.find(Dao.java:42)}; the innermost of all if there is none
     * @param reason what kept the carrier, in the words of the JVM; empty before Java 24, which does not tell
     * @param count how often
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Place(String frame, String reason, long count) {}

    /**
     * Copies what could change.
     *
     * @param watched whether this could be seen
     * @param count how often
     * @param totalMillis how long in all
     * @param longestMillis how long at most
     * @param places where, the first ones first, at most {@value #MOST_PLACES}
     */
    public PinnedThreads {
        places = List.copyOf(places);
    }

    /** Adds what another share of the load saw. */
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
