// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A statement that, by its plan, reads a table from end to end to keep a few of its rows.
 *
 * @param statement the statement with {@code ?} for its values
 * @param table the table read
 * @param columns the columns that decide which rows are kept; empty if only expressions do
 * @param tableRows rows of the table, as the server estimates them
 * @param keptRows rows the plan expects to keep
 * @param proposal the {@code CREATE INDEX} that would spare the scan; empty if there is no simple one
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SequentialScan(
        String statement, String table, List<String> columns, long tableRows, long keptRows, String proposal) {

    /**
     * Keeps copies of the lists.
     *
     * @param statement the statement with {@code ?} for its values
     * @param table the table read
     * @param columns the columns that decide which rows are kept; empty if only expressions do
     * @param tableRows rows of the table, as the server estimates them
     * @param keptRows rows the plan expects to keep
     * @param proposal the {@code CREATE INDEX} that would spare the scan; empty if there is no simple one
     */
    public SequentialScan {
        columns = List.copyOf(columns);
    }
}
