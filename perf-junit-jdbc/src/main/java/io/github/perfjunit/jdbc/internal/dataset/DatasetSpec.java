// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a database is to be filled.
 *
 * @param place where that was asked for, such as {@code @JdbcDataset on OrdersTests}
 * @param testClass beside which scripts are looked for
 * @param scripts their names
 * @param loader class of the code that writes rows after them; null for none
 * @param loading that code
 * @param scale how much data
 * @param reuse whether a database that was filled in the same way is left as it is
 * @param dataSourceName which data source leads to the database; empty for whichever a test uses
 */
public record DatasetSpec(
        String place,
        Class<?> testClass,
        List<String> scripts,
        @Nullable Class<?> loader,
        RowLoading loading,
        int scale,
        boolean reuse,
        String dataSourceName) {

    /** Copies the list. */
    public DatasetSpec {
        scripts = List.copyOf(scripts);
    }
}
