// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Intervals of a worker that follow each other.
 *
 * @param startDelayMillis how long after the start its load began
 * @param intervals in order
 */
record PartMessage(long startDelayMillis, List<Interval> intervals) {

    static byte[] write(long startDelayMillis, List<String> intervals) {
        return Wire.packed(startDelayMillis + "\n" + String.join("\n", intervals));
    }

    /**
     * Reads a part.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    static PartMessage read(byte[] bytes) {
        List<String> lines = Wire.unpacked(bytes).lines().toList();
        List<Interval> intervals = new ArrayList<>();
        lines.stream().skip(1).map(Interval::decode).forEach(intervals::add);
        try {
            return new PartMessage(Long.parseLong(lines.get(0)), intervals);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the message is damaged: it does not begin with the delay", e);
        }
    }

    /** Adds the samples of an interval to sums by kind and name. */
    static void count(Interval interval, Map<String, Long> sums) {
        for (Series series : interval.series()) {
            long samples =
                    series.counts().values().stream().mapToLong(Long::longValue).sum();
            sums.merge(series.key().kind() + " " + series.key().request(), samples, Long::sum);
        }
    }
}
