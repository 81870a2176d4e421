// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What the server counted for one statement during the load, all parameter values together.
 *
 * @param text the statement with {@code ?} for its values
 * @param calls times it ran
 * @param totalMillis time inside the server, in milliseconds
 * @param maxMillis the longest run; null if it was before the load
 * @param rows rows returned or changed
 * @param blocksHit pages found in memory
 * @param blocksRead pages that were not
 * @param temporaryBlocks pages written to temporary files
 * @param walBytes bytes written to the log of changes
 * @param clientMeanMillis mean time of the same statement as the client saw it; null if the client did not see it
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ServerStatement(
        String text,
        long calls,
        double totalMillis,
        @Nullable Double maxMillis,
        long rows,
        long blocksHit,
        long blocksRead,
        long temporaryBlocks,
        long walBytes,
        @Nullable Double clientMeanMillis) {

    /**
     * Returns the mean time inside the server.
     *
     * @return milliseconds; 0 if it did not run
     */
    public double meanMillis() {
        return calls == 0 ? 0 : totalMillis / calls;
    }

    /**
     * Returns what the client waited beyond the time inside the server: network, driver, and waiting for a processor.
     *
     * @return milliseconds; null if the client did not see the statement
     */
    public @Nullable Double networkMillis() {
        return clientMeanMillis == null ? null : clientMeanMillis - meanMillis();
    }
}
