// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.jdbc.report.LeakReport;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts connections that were not given back by where they were taken. Thread-safe. */
final class Leaks {

    private static final int MOST_PLACES = 20;
    private static final String OTHER_PLACES = "(other places)";

    private final Map<String, Long> places = new TreeMap<>();
    private long count;

    /**
     * Counts one.
     *
     * @param place where it was taken; null if that was not noted
     */
    synchronized void add(@Nullable String place) {
        count++;
        if (place != null) {
            boolean fits = places.containsKey(place) || places.size() < MOST_PLACES - 1;
            places.merge(fits ? place : OTHER_PLACES, 1L, Long::sum);
        }
    }

    synchronized LeakReport report() {
        if (count == 0) {
            return LeakReport.NONE;
        }
        List<LeakReport.Place> sorted = places.entrySet().stream()
                .map(e -> new LeakReport.Place(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingLong(LeakReport.Place::count).reversed())
                .toList();
        return new LeakReport(count, sorted);
    }
}
