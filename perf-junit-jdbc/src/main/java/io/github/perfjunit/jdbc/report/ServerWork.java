// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Work of the whole server during the load, for all its databases.
 *
 * @param checkpointsTimed checkpoints because their time had come
 * @param checkpointsRequested checkpoints because of the amount of changes, or on command
 * @param checkpointMillis time spent writing and syncing in checkpoints, in milliseconds
 * @param walRecords records written to the log of changes
 * @param walFullPageImages whole pages written to it, as happens after each checkpoint
 * @param walBytes bytes written to it
 * @param io by kind of process; empty where the server does not tell
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ServerWork(
        long checkpointsTimed,
        long checkpointsRequested,
        long checkpointMillis,
        long walRecords,
        long walFullPageImages,
        long walBytes,
        List<IoFigures> io) {

    /**
     * Keeps copies of the lists.
     *
     * @param checkpointsTimed checkpoints because their time had come
     * @param checkpointsRequested checkpoints because of the amount of changes, or on command
     * @param checkpointMillis time spent writing and syncing in checkpoints, in milliseconds
     * @param walRecords records written to the log of changes
     * @param walFullPageImages whole pages written to it, as happens after each checkpoint
     * @param walBytes bytes written to it
     * @param io by kind of process; empty where the server does not tell
     */
    public ServerWork {
        io = List.copyOf(io);
    }
}
