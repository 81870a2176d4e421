// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import org.apiguardian.api.API;

/**
 * What happened to one table during the load.
 *
 * @param name with its schema unless that is {@code public}
 * @param liveRows rows after the load, as the server estimates them
 * @param deadRows old versions of rows not yet cleaned away, after the load
 * @param sequentialScans times it was read from end to end
 * @param sequentialRows rows read by that
 * @param indexScans look-ups through its indexes
 * @param inserted rows inserted
 * @param updated rows updated
 * @param hotUpdated of these, updates that needed no change of an index
 * @param deleted rows deleted
 * @param autovacuums times autovacuum cleaned it during the load
 * @param autoanalyzes times its statistics were renewed during the load
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TableActivity(
        String name,
        long liveRows,
        long deadRows,
        long sequentialScans,
        long sequentialRows,
        long indexScans,
        long inserted,
        long updated,
        long hotUpdated,
        long deleted,
        long autovacuums,
        long autoanalyzes) {

    /**
     * Returns how many rows a sequential scan read in the mean.
     *
     * @return 0 if there was none
     */
    public long rowsPerScan() {
        return sequentialScans == 0 ? 0 : sequentialRows / sequentialScans;
    }

    /**
     * Returns how many rows were inserted, updated and deleted.
     *
     * @return the sum
     */
    public long writes() {
        return inserted + updated + deleted;
    }
}
