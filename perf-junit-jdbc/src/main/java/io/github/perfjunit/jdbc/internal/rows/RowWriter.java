// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.rows;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes the rows of one table; what is not closed may lack its last rows. Not thread-safe. */
public interface RowWriter extends AutoCloseable {

    /** Takes a row, of one value for each column. */
    void row(@Nullable Object... values) throws SQLException;

    /** Writes what is left. */
    @Override
    void close() throws SQLException;
}
