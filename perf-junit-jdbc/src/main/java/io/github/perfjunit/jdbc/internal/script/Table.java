// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.util.List;
import java.util.function.LongFunction;

/**
 * A table of a ready workload.
 *
 * @param name its name
 * @param definition columns and constraints, in SQL that all databases share
 * @param key the column of its primary key; empty for none
 * @param columns the columns that are filled
 * @param rows how many rows it has; 0 for one that is emptied
 * @param source gives the values of a row by its number, which is from 1
 * @param indexes statements once it is full
 */
record Table(
        String name,
        String definition,
        String key,
        List<String> columns,
        long rows,
        LongFunction<Object[]> source,
        List<String> indexes) {}
