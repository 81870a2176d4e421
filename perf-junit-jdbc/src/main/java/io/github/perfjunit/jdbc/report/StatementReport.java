// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * What one statement did while a load was measured, whoever executed it through the watched data source.
 *
 * <p>How long it took stands in the results of the core under the same text; here is what the core has no place for. A
 * <em>unit of work</em> begins when a connection is taken and after each commit and rollback, and ends at the next
 * commit or rollback or when the connection is given back.
 *
 * @param id eight hexadecimal digits made of the text, the same in every load
 * @param text the statement, with {@code ?} for its values
 * @param calls how often it was executed; a batch is one execution
 * @param errors how many executions failed
 * @param total how long all executions took together
 * @param rows how many rows it inserted, updated or deleted; rows of results are not counted
 * @param batches how many executions were batches
 * @param meanBatch how many entries a batch had; zero without batches
 * @param largestBatch most entries of a batch
 * @param units how many units of work executed it
 * @param callsPerUnit how often such a unit executed it, on average; zero if no unit began while the load was measured
 * @param mostCallsInUnit most executions in one unit
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StatementReport(
        String id,
        String text,
        long calls,
        long errors,
        Duration total,
        long rows,
        long batches,
        double meanBatch,
        int largestBatch,
        long units,
        double callsPerUnit,
        int mostCallsInUnit) {

    /**
     * Returns how long an execution took.
     *
     * @return the mean; zero without calls
     */
    public Duration mean() {
        return calls == 0 ? Duration.ZERO : total.dividedBy(calls);
    }
}
