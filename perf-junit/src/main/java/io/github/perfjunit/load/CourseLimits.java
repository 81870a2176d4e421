// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How far the course of a scenario may be changed while it runs. Known before the start, so that users, threads and time
 * are set aside, and a reader knows the longest time that the load may take.
 *
 * @param longest most time from the start of the scenario to its last start of an iteration
 * @param highest highest level: users, or iterations a second
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CourseLimits(Duration longest, double highest) {

    /**
     * Checks the values.
     *
     * @param longest most time from the start of the scenario to its last start of an iteration, above zero
     * @param highest highest level, above zero
     */
    public CourseLimits {
        if (longest.isNegative() || longest.isZero() || !(highest > 0)) {
            throw new IllegalArgumentException(
                    "limits of a course were " + longest + " and " + highest + " but must be above zero");
        }
    }
}
