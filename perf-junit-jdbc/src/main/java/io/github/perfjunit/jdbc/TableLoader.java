// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.rows.RowWriter;
import java.sql.SQLException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of one table in bulk: by {@code COPY} on PostgreSQL, elsewhere by statements of many rows. Memory does not
 * grow with the number of rows. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TableLoader implements AutoCloseable {

    private final RowWriter writer;

    TableLoader(RowWriter writer) {
        this.writer = writer;
    }

    /**
     * Writes a row. Values may be strings, numbers, booleans, enums (by name), {@link java.util.UUID}, types of {@code
     * java.time} and {@code java.sql}, {@code byte[]}, null, and on PostgreSQL arrays and collections of these.
     *
     * @param values one for each column
     * @return this
     * @throws SQLException if the database refuses; it may do so only after more rows, or when the table is closed
     * @throws IllegalArgumentException if there are more or fewer values than columns, or one is of another type
     */
    public TableLoader row(@Nullable Object... values) throws SQLException {
        writer.row(values);
        return this;
    }

    /**
     * Writes what is left, and ends the table.
     *
     * @throws SQLException if the database refuses rows
     */
    @Override
    public void close() throws SQLException {
        writer.close();
    }
}
