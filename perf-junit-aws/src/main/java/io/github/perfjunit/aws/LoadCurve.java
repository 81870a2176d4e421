// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How much load there is for how many hours of a month.
 *
 * @param parts at least one, in any order
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LoadCurve(List<Part> parts) {

    /** Hours of a month, the mean over a year. */
    public static final double HOURS_OF_A_MONTH = 730;

    /**
     * One load.
     *
     * @param load users, or iterations a second, in the unit of the measured capacity
     * @param hours hours of a month, more than zero
     */
    public record Part(double load, double hours) {

        /**
         * Checks the values.
         *
         * @param load the load
         * @param hours hours of a month
         * @throws IllegalArgumentException if the load is below zero, the hours are not above zero, or one is no number
         */
        public Part {
            if (!(load >= 0 && load < Double.POSITIVE_INFINITY && hours > 0 && hours <= HOURS_OF_A_MONTH)) {
                throw new IllegalArgumentException("load was " + load + " for " + hours
                        + " hours but must be zero or more for more than 0 and at most 730 hours of a month");
            }
        }
    }

    /**
     * Copies the list.
     *
     * @param parts at least one
     * @throws IllegalArgumentException if there is none
     */
    public LoadCurve {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a curve must have at least one load");
        }
    }

    /**
     * Makes the curve of equal days.
     *
     * @param loads the highest load of each hour, or of each part of the day if there are more or fewer than 24
     * @return the curve of a month
     */
    public static LoadCurve ofDay(double... loads) {
        List<Part> parts = new ArrayList<>();
        for (double load : loads) {
            parts.add(new Part(load, HOURS_OF_A_MONTH / loads.length));
        }
        return new LoadCurve(parts);
    }
}
