// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.work;

import io.github.perfjunit.metrics.Work;
import java.util.EnumMap;
import java.util.Map;

/**
 * What had been counted since the start of a load at one moment.
 *
 * @param nanos the moment
 * @param progress the iterations until then
 * @param passed iterations that ended while the work was read
 * @param counts the work until then; a kind that is absent or NaN cannot be told
 */
public record WorkReading(long nanos, Progress progress, long passed, Map<Work, Double> counts) {

    /**
     * Iterations of all scenarios.
     *
     * @param started those that have begun
     * @param ended those that have ended in any way
     * @param ok those that have ended well
     */
    public record Progress(long started, long ended, long ok) {}

    public WorkReading {
        counts = Map.copyOf(counts);
    }

    WorkReading with(Work work, double count) {
        Map<Work, Double> all = new EnumMap<>(Work.class);
        all.putAll(counts);
        all.put(work, count);
        return new WorkReading(nanos, progress, passed, all);
    }

    /** Returns the work until then; NaN if it cannot be told. */
    public double count(Work work) {
        return counts.getOrDefault(work, Double.NaN);
    }

    /** Returns how many iterations may be counted whole and worked in part, or the other way round. */
    long underWay() {
        return Math.max(0, progress.started() - progress.ended()) + passed;
    }

    long ok() {
        return progress.ok();
    }
}
