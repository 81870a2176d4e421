// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.util.List;
import org.apiguardian.api.API;

/**
 * How the database gets at the rows of a statement that ran during the load, by the plan that it has for any values. It
 * names tables, never indexes: of two indexes that serve alike, the database takes now the one and now the other.
 *
 * <p>What functions, triggers and foreign keys do inside the database is in no plan.
 *
 * @param statement the statement with {@code ?} for its values
 * @param steps reads and joins in the order in which the plan has them, such as {@code nested loop}, {@code   index-backed
 *     orders}, {@code   sequential scan of line}; inner ones are indented; empty if the plan is not known, or reads no table
 * @param fullReads tables that are read from end to end
 * @param unknown why the plan is not known; empty if it is
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PlanShape(String statement, List<String> steps, List<FullRead> fullReads, String unknown) {

    /**
     * A table that is read from end to end.
     *
     * @param table its name; of a partition, that of the partitioned table
     * @param rows how many rows are read, as the server estimates them; -1 if it does not know
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record FullRead(String table, long rows) {}

    /**
     * Copies the lists.
     *
     * @param statement the statement with {@code ?} for its values
     * @param steps reads and joins
     * @param fullReads tables that are read from end to end
     * @param unknown why the plan is not known
     */
    public PlanShape {
        steps = List.copyOf(steps);
        fullReads = List.copyOf(fullReads);
    }
}
