// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import io.github.perfjunit.metrics.LatencySummary;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How far the replicas of a database were behind while the load was measured.
 *
 * @param replicas one for each replica
 * @param markers what became of rows that the library wrote to find lost writes and stale reads; empty if it wrote none
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ReplicationReport(List<ReplicaLag> replicas, Optional<MarkerReport> markers) {

    /**
     * Copies the list.
     *
     * @param replicas one for each replica
     * @param markers what became of the library's rows
     */
    public ReplicationReport {
        replicas = List.copyOf(replicas);
    }

    /**
     * What became of numbered rows that the library writes in loads with a {@link FaultType#PROMOTION}: one in 10 ms, in the
     * way that the load writes, while it reads the highest number from the replica as often.
     *
     * @param acknowledged rows whose commit the server acknowledged, in the whole load
     * @param lost those of them that are not there after it
     * @param reads how often the highest number was read in the measured time
     * @param stale how many of them did not see a row that was acknowledged before they began
     * @param mostBehind by how many rows the worst of them was behind
     * @param problem why nothing is known of lost rows; empty if it is
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record MarkerReport(long acknowledged, long lost, long reads, long stale, long mostBehind, String problem) {}

    /**
     * The lag of one replica. About ten times a second the primary is asked how far its log has got, and the replica until it
     * has got there: that time is the lag. A primary on which nothing is written makes it no longer.
     *
     * @param replica such as {@code replica 1}
     * @param lag the times; one that had not ended with the load counts with what it had taken by then. The longest is what
     *     objectives are held against
     * @param unsure how many of them are lower bounds, because this machine was held up while they were measured
     * @param mostBytes most of the log that the replica had still to replay
     * @param problem why it was not measured, or not to the end; empty if it was
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record ReplicaLag(String replica, LatencySummary lag, long unsure, long mostBytes, String problem) {}
}
