// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.sql.SQLException;
import java.util.List;

/**
 * A table of a ready workload.
 *
 * @param name its name
 * @param definition columns and constraints, in SQL that all databases share
 * @param columns the columns that are filled
 * @param rows how many rows it has; 0 for one that is emptied
 * @param source gives the rows
 * @param afterwards statements once it is full, such as those of its indexes
 */
record Table(String name, String definition, List<String> columns, long rows, Source source, List<String> afterwards) {

    /** Gives the rows of a table. */
    @FunctionalInterface
    interface Source {

        /**
         * Writes one row: as many values as there are columns.
         *
         * @param row number of the row, from 1
         * @param sink takes the values
         */
        void write(long row, Sink sink) throws SQLException;
    }

    /** Takes values from left to right. */
    interface Sink {

        /** Takes a number. */
        void number(long value) throws SQLException;

        /** Takes a text of printable ASCII without backslashes. */
        void text(String value) throws SQLException;
    }
}
