// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * When the iterations of a scenario start.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface LoadModel {

    /**
     * Returns the course of users or rate, in order, without gaps.
     *
     * @return at least one segment
     */
    List<Segment> segments();

    /**
     * Returns the length of all segments together.
     *
     * @return the time from the start of the scenario to its last possible start of an iteration
     */
    default Duration duration() {
        return segments().stream().map(Segment::duration).reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Returns the highest level of all segments.
     *
     * @return users, or iterations a second
     */
    default double peak() {
        return segments().stream()
                .mapToDouble(s -> Math.max(s.from(), s.to()))
                .max()
                .orElse(0);
    }

    /**
     * Persistent virtual users, each of which starts its next iteration after its last one.
     *
     * @param segments users over time
     * @param pacing time from the start of one iteration of a user to the next one's; null to go on at once. An
     *     iteration that could not start in time is due at that time all the same
     * @param iterations measured iterations after which the scenario ends, all users together; null if their number is
     *     not given
     * @param iterationsPerUser measured iterations after which a user ends, and the scenario when all users have; null if
     *     their number is not given. Not together with {@code iterations}
     */
    record Closed(
            List<Segment> segments,
            @Nullable Duration pacing,
            @Nullable Long iterations,
            @Nullable Long iterationsPerUser)
            implements LoadModel {
        /**
         * Copies what could change.
         *
         * @param segments users over time
         * @param pacing time from the start of one iteration of a user to the next one's; null to go on at once. An iteration that could not start in time is due at that time all the same
         * @param iterations measured iterations after which the scenario ends, all users together; null if their number is not given
         * @param iterationsPerUser measured iterations after which a user ends; null if their number is not given
         */
        public Closed {
            segments = List.copyOf(segments);
        }

        /**
         * Makes a model whose users run any number of iterations.
         *
         * @param segments users over time
         * @param pacing time from the start of one iteration of a user to the next one's; null to go on at once
         * @param iterations measured iterations after which the scenario ends, all users together; null if their number is not given
         */
        public Closed(List<Segment> segments, @Nullable Duration pacing, @Nullable Long iterations) {
            this(segments, pacing, iterations, null);
        }
    }

    /**
     * Iterations that are due at a rate, whatever the target does; users are added as needed.
     *
     * @param segments iterations a second over time
     * @param maxUsers most virtual users at once
     * @param overflow what happens when all of them are busy
     * @param arrivals how arrivals are spread
     */
    record Open(List<Segment> segments, int maxUsers, Overflow overflow, Arrivals arrivals) implements LoadModel {
        /**
         * Copies what could change.
         *
         * @param segments iterations a second over time
         * @param maxUsers most virtual users at once
         * @param overflow what happens when all of them are busy
         * @param arrivals how arrivals are spread
         */
        public Open {
            segments = List.copyOf(segments);
        }
    }
}
