// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A table of a report.
 *
 * @param title its subject, in a few words
 * @param columns heads of the columns; empty if the rows are sentences of one cell each
 * @param rows cells as they are shown, the most important row first; the first cell of a row may be long
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ResultTable(String title, List<String> columns, List<List<String>> rows) {

    /**
     * Copies mutable arguments.
     *
     * @param title its subject, in a few words
     * @param columns heads of the columns; empty if the rows are sentences of one cell each
     * @param rows cells as they are shown, the most important row first; the first cell of a row may be long
     * @throws IllegalArgumentException if the number of cells in a row differs from the number of columns
     */
    public ResultTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        int cells = Math.max(1, columns.size());
        for (List<String> row : rows) {
            if (row.size() != cells) {
                throw new IllegalArgumentException("a row of table '" + title + "' has " + row.size()
                        + " cells but must have " + cells + ": " + row);
            }
        }
    }
}
