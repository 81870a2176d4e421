// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.monitor.Monitor;
import java.util.Collection;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One load of a kind with a course and a verdict of its own.
 *
 * <p>{@link #interval} and {@link #judge} are called only in the JVM that judges the load, wherever its users run. Both are
 * called on the same thread of its own, one after the other, as is {@link #found}, so that an implementation needs no locks. An exception ends
 * the load and fails the test with a message that names the class.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ConductedLoad {

    /**
     * Returns the beginning of the course, or all of it.
     *
     * @return segments in order; those with a {@link Segment#label() label} can be found again by it. None if the
     *     attributes of the annotation and the keys of the run give the course, as they do for a load test
     */
    List<Segment> segments();

    /**
     * Arranges the course that the attributes give; called once, before the load, if {@link #segments()} has none.
     *
     * @param planned the course after all keys that change it
     * @return segments that take as long together. Defaults to those that were planned
     */
    default List<Segment> arrange(List<Segment> planned) {
        return planned;
    }

    /**
     * Returns how far the course may be changed while the load runs.
     *
     * @return limits that no change goes beyond; null if {@link #segments()} is the whole course
     */
    @Nullable
    CourseLimits limits();

    /**
     * Returns the course in words.
     *
     * @return such as {@code 10 to 200 users in steps of 10, 30s each}
     */
    String description();

    /**
     * Learns what is watched beside the load; called before it.
     *
     * @param monitors the monitors, possibly none
     * @throws IllegalArgumentException if one is missing that the kind needs, with a sentence that says what to add, which is
     *     shown as a mistake of the configuration
     */
    default void watched(Collection<Monitor> monitors) {}

    /**
     * Follows the load, second by second, and may change what comes next. A change should come two seconds or more before
     * it holds, because it has to reach all users, perhaps on other machines.
     *
     * @param interval the second that has ended, in order of time; none is left out
     * @param course changes the course
     */
    default void interval(Interval interval, CourseControl course) {}

    /**
     * Returns whether the ordinary verdict stands beside that of the kind: objectives, also those that end the load early,
     * the default for errors, and whether the load was delivered.
     *
     * @return false by default: the kind judges in place of it
     */
    default boolean keepsObjectives() {
        return false;
    }

    /**
     * Judges the load, in place of the ordinary verdict or beside it; not called in smoke mode, nor if the load was cut
     * off.
     *
     * @param result the figures
     * @return the verdict
     */
    KindVerdict judge(LoadResult result);

    /**
     * Returns what was found until now. It is asked for every ten seconds, so that a load that is killed leaves it, and
     * in place of a verdict when a load was cut off.
     *
     * @return the findings, possibly none, which is the default
     */
    default List<ResultSection> found() {
        return List.of();
    }
}
