// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.List;
import org.apiguardian.api.API;

/**
 * How the machine that made the load fared while measuring.
 *
 * @param machineCpu mean share of all processors that were busy, whoever used them, from 0 to 1; negative if unknown
 * @param processCpu mean share of all processors that this JVM used, from 0 to 1; negative if unknown
 * @param gcMillis time in garbage collection pauses
 * @param gcLongestMillis longest second's worth of collection pauses
 * @param hiccups how much later than asked a thread that slept 10 ms woke up
 * @param lostMillis how long this JVM did not get to run, or too late, as that thread saw it, or was held by many
 *     garbage collections
 * @param pinned waits that kept a carrier thread from other virtual users
 * @param stuckUsers stacks of users that did not end when they were interrupted
 * @param problems sentences that say what was wrong with the generator; empty if nothing. Whether the run is valid all
 *     the same depends on what was delivered and missed
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record GeneratorHealth(
        double machineCpu,
        double processCpu,
        long gcMillis,
        long gcLongestMillis,
        LatencySummary hiccups,
        double lostMillis,
        PinnedThreads pinned,
        List<String> stuckUsers,
        List<String> problems) {

    /**
     * Copies what could change.
     *
     * @param machineCpu mean share of all processors that were busy, whoever used them, from 0 to 1; negative if unknown
     * @param processCpu mean share of all processors that this JVM used, from 0 to 1; negative if unknown
     * @param gcMillis time in garbage collection pauses
     * @param gcLongestMillis longest second's worth of collection pauses
     * @param hiccups how much later than asked a thread that slept 10 ms woke up
     * @param lostMillis how long this JVM did not get to run, or too late, as that thread saw it, or was held by many
     *     garbage collections
     * @param pinned waits that kept a carrier thread from other virtual users
     * @param stuckUsers stacks of users that did not end when they were interrupted
     * @param problems sentences that say what was wrong with the generator; empty if nothing. Whether the run is valid all
     *     the same depends on what was delivered and missed
     */
    public GeneratorHealth {
        stuckUsers = List.copyOf(stuckUsers);
        problems = List.copyOf(problems);
    }
}
