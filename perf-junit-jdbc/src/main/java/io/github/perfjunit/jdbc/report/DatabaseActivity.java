// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What the database counted during the load: differences of its counters, which were never reset.
 *
 * @param commits transactions committed
 * @param rollbacks transactions rolled back
 * @param deadlocks transactions ended because of a deadlock
 * @param temporaryFiles files that sorts, joins and hashes wrote because memory did not suffice
 * @param temporaryBytes their size
 * @param blocksHit pages found in the memory of the server
 * @param blocksRead pages that were not, and came from the operating system
 * @param sessionsLost sessions that were killed, died, or were left by their client; 0 where the server does not count them
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DatabaseActivity(
        long commits,
        long rollbacks,
        long deadlocks,
        long temporaryFiles,
        long temporaryBytes,
        long blocksHit,
        long blocksRead,
        long sessionsLost) {

    /**
     * Returns the share of pages that were found in memory.
     *
     * @return 0 to 1; null if no page was asked for
     */
    public @Nullable Double cacheHitRatio() {
        long asked = blocksHit + blocksRead;
        return asked == 0 ? null : (double) blocksHit / asked;
    }
}
