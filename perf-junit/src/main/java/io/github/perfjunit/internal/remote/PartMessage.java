// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Intervals of a worker that follow each other, and what its monitors sampled.
 *
 * @param startDelayMillis how long after the start its load began
 * @param intervals in order
 * @param samples of its monitors
 */
record PartMessage(long startDelayMillis, List<Interval> intervals, List<SampleMessage> samples) {

    private static final String SAMPLE = "sample ";

    static String line(SampleMessage sample) {
        return SAMPLE + Wire.line(sample);
    }

    static byte[] write(long startDelayMillis, List<String> lines) {
        return Wire.packed(startDelayMillis + "\n" + String.join("\n", lines));
    }

    /**
     * Reads a part.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    static PartMessage read(byte[] bytes) {
        List<String> lines = Wire.unpacked(bytes).lines().toList();
        List<Interval> intervals = new ArrayList<>();
        List<SampleMessage> samples = new ArrayList<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            if (line.startsWith(SAMPLE)) {
                samples.add(Wire.line(line.substring(SAMPLE.length()), SampleMessage.class));
            } else {
                intervals.add(Interval.decode(line));
            }
        }
        try {
            return new PartMessage(Long.parseLong(lines.get(0)), intervals, samples);
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
