// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A foreign key without an index: each delete in the parent reads the child table from end to end.
 *
 * @param table the child table
 * @param constraint the name of the foreign key
 * @param columns its columns in the child table
 * @param parent the table it refers to
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ForeignKeyGap(String table, String constraint, List<String> columns, String parent) {

    /**
     * Keeps copies of the lists.
     *
     * @param table the child table
     * @param constraint the name of the foreign key
     * @param columns its columns in the child table
     * @param parent the table it refers to
     */
    public ForeignKeyGap {
        columns = List.copyOf(columns);
    }
}
