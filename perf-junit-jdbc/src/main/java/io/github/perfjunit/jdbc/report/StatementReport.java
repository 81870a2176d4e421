// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What one statement did while a load was measured, whoever executed it through the watched data source.
 *
 * <p>How long it took stands in the results of the core under the same text; here is what the core has no place for. A
 * <em>unit of work</em> begins when a connection is taken and after each commit and rollback, and ends at the next
 * commit or rollback or when the connection is given back. Where a connection commits each statement by itself, one
 * statement is a unit, unless a virtual user executes it: then the iteration ends the unit.
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
 * @param callsInARow how often threads that work for no virtual user, such as those of a server, executed it in a row, on
 *     average: again within 20 ms of its end; zero if none did
 * @param places lines of the program that executed it ten times or more in one unit or in a row, the most frequent first;
 *     at most 5, and none if it was not repeated so often
 * @param deadlocks how many executions failed because the database ended their transaction to resolve a deadlock
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
        int mostCallsInUnit,
        double callsInARow,
        List<Place> places,
        long deadlocks) {

    /**
     * Where a program executes a statement again and again.
     *
     * @param where the line of the program, such as {@code com.shop.Orders.find(Orders.java:42)}
     * @param count how often it was seen there; not every time is looked
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Place(String where, long count) {}

    /**
     * Copies the list.
     *
     * @param id eight hexadecimal digits made of the text
     * @param text the statement
     * @param calls how often it was executed
     * @param errors how many executions failed
     * @param total how long all executions took together
     * @param rows how many rows it changed
     * @param batches how many executions were batches
     * @param meanBatch how many entries a batch had
     * @param largestBatch most entries of a batch
     * @param units how many units of work executed it
     * @param callsPerUnit how often such a unit executed it
     * @param mostCallsInUnit most executions in one unit
     * @param callsInARow how often it was executed in a row
     * @param places lines of the program that executed it again and again
     * @param deadlocks how many executions failed because of a deadlock
     */
    public StatementReport {
        places = List.copyOf(places);
    }

    /**
     * Describes a statement that was not repeated and met no deadlock.
     *
     * @param id eight hexadecimal digits made of the text
     * @param text the statement
     * @param calls how often it was executed
     * @param errors how many executions failed
     * @param total how long all executions took together
     * @param rows how many rows it changed
     * @param batches how many executions were batches
     * @param meanBatch how many entries a batch had
     * @param largestBatch most entries of a batch
     * @param units how many units of work executed it
     * @param callsPerUnit how often such a unit executed it
     * @param mostCallsInUnit most executions in one unit
     */
    public StatementReport(
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
        this(
                id,
                text,
                calls,
                errors,
                total,
                rows,
                batches,
                meanBatch,
                largestBatch,
                units,
                callsPerUnit,
                mostCallsInUnit,
                0,
                List.of(),
                0);
    }

    /**
     * Returns how long an execution took.
     *
     * @return the mean; zero without calls
     */
    public Duration mean() {
        return calls == 0 ? Duration.ZERO : total.dividedBy(calls);
    }
}
