// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Connections that were not given back, or not as they should have been.
 *
 * @param count how many
 * @param places where they were taken, or given back, most frequent first; at most 20, and fewer than {@code count}
 *     altogether if the place of some was not noted: after the first 1,000 connections that is done for one a millisecond
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LeakReport(long count, List<Place> places) {

    /** No leak. */
    public static final LeakReport NONE = new LeakReport(0, List.of());

    /**
     * Where connections were taken that were not given back, or where they were given back.
     *
     * @param where the line of the program, such as {@code com.shop.Orders.find(Orders.java:42)}
     * @param count how many
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Place(String where, long count) {}

    /**
     * Copies the list.
     *
     * @param count how many
     * @param places where they were taken, or given back
     */
    public LeakReport {
        places = List.copyOf(places);
    }
}
