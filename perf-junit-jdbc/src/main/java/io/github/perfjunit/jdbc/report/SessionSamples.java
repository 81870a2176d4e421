// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What was seen by looking at the sessions of the database again and again during the load.
 *
 * @param samples how often was looked
 * @param costMillis mean time one look took, in milliseconds
 * @param activeMean sessions running a statement, in the mean
 * @param activeMost most of them at once
 * @param sessions sessions by state
 * @param waits what running statements waited for, most frequent first
 * @param blockings who waited for whom, most often seen first
 * @param cycles who waited for each other
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SessionSamples(
        int samples,
        double costMillis,
        double activeMean,
        int activeMost,
        List<SessionCount> sessions,
        List<WaitEvent> waits,
        List<Blocking> blockings,
        List<LockCycle> cycles) {

    /**
     * Keeps copies of the lists.
     *
     * @param samples how often was looked
     * @param costMillis mean time one look took, in milliseconds
     * @param activeMean sessions running a statement, in the mean
     * @param activeMost most of them at once
     * @param sessions sessions by state
     * @param waits what running statements waited for, most frequent first
     * @param blockings who waited for whom, most often seen first
     * @param cycles who waited for each other
     */
    public SessionSamples {
        sessions = List.copyOf(sessions);
        waits = List.copyOf(waits);
        blockings = List.copyOf(blockings);
        cycles = List.copyOf(cycles);
    }
}
