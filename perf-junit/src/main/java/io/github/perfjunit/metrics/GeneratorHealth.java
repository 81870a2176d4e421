// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The state of the load generator and its machine during the measured time.
 *
 * @param machineCpu mean share of all processors that were busy, with work of any process, from 0 to 1; negative if
 *     unknown
 * @param processCpu mean share of all processors that this JVM used, from 0 to 1; negative if unknown
 * @param gcMillis time in garbage collection pauses
 * @param gcLongestMillis most time in collection pauses within one second
 * @param hiccups how late a thread that sleeps for 10 ms woke up each time
 * @param lostMillis how long this JVM was kept from running, as measured by that thread, or held by
 *     many garbage collections
 * @param pinned waits during which a virtual user held its carrier thread
 * @param stuckUsers stacks of users that did not end when they were interrupted
 * @param problems sentences that describe problems of the generator; empty if there were none. Whether the run is still
 *     valid depends on the load that was delivered and the objectives that were missed
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
     * Copies mutable arguments.
     *
     * @param machineCpu mean share of all processors that were busy, with work of any process, from 0 to 1; negative if
     *     unknown
     * @param processCpu mean share of all processors that this JVM used, from 0 to 1; negative if unknown
     * @param gcMillis time in garbage collection pauses
     * @param gcLongestMillis most time in collection pauses within one second
     * @param hiccups how late a thread that sleeps for 10 ms woke up each time
     * @param lostMillis how long this JVM was kept from running, as measured by that thread, or held by
     *     many garbage collections
     * @param pinned waits during which a virtual user held its carrier thread
     * @param stuckUsers stacks of users that did not end when they were interrupted
     * @param problems sentences that describe problems of the generator; empty if there were none. Whether the run is
     *     still valid depends on the load that was delivered and the objectives that were missed
     */
    public GeneratorHealth {
        stuckUsers = List.copyOf(stuckUsers);
        problems = List.copyOf(problems);
    }
}
