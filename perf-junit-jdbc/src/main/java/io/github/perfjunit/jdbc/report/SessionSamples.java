// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What was seen by looking at the sessions of the database again and again during the load. Sessions and what they waited
 * for are those of everybody in the database: all of them share its processors and disks.
 *
 * @param samples how often was looked
 * @param costMillis mean time one look took, in milliseconds
 * @param activeMean sessions running a statement, in the mean
 * @param activeMost most of them at once
 * @param sessions sessions by state
 * @param waits what running statements waited for, most frequent first
 * @param blockings who waited for whom, most often seen first
 * @param cycles who waited for each other
 * @param attributed whether blockings and cycles are those alone in which a session of the load took part; else they are
 *     those of everybody in the database, because the driver or a pooler does not tell which sessions are the load's
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
        List<LockCycle> cycles,
        boolean attributed) {

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
     * @param attributed whether blockings and cycles are those of the load
     */
    public SessionSamples {
        sessions = List.copyOf(sessions);
        waits = List.copyOf(waits);
        blockings = List.copyOf(blockings);
        cycles = List.copyOf(cycles);
    }

    /**
     * Describes what was seen of everybody.
     *
     * @param samples how often was looked
     * @param costMillis mean time one look took, in milliseconds
     * @param activeMean sessions running a statement, in the mean
     * @param activeMost most of them at once
     * @param sessions sessions by state
     * @param waits what running statements waited for
     * @param blockings who waited for whom
     * @param cycles who waited for each other
     */
    public SessionSamples(
            int samples,
            double costMillis,
            double activeMean,
            int activeMost,
            List<SessionCount> sessions,
            List<WaitEvent> waits,
            List<Blocking> blockings,
            List<LockCycle> cycles) {
        this(samples, costMillis, activeMean, activeMost, sessions, waits, blockings, cycles, false);
    }
}
