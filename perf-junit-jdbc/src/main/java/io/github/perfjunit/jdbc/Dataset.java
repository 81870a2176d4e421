// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.dataset.RowTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * What a {@link DatasetLoader} writes to. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Dataset {

    private final RowTarget target;
    private final int scale;
    private final RandomGenerator random;

    Dataset(RowTarget target, int scale, RandomGenerator random) {
        this.target = target;
        this.scale = scale;
        this.random = random;
    }

    /**
     * Returns the connection that all is written through, for statements of the loader's own. It commits when the loader
     * has ended, and is closed after that; to close it has no effect.
     *
     * <p>While a table is open its statements throw an {@link IllegalStateException}, because some of the table's rows are
     * not written yet. In a database that the library did not start so do statements that would take away what was there
     * before, such as {@code drop table}, unless {@code perf.jdbc.destructive=true}.
     *
     * @return the same connection each time
     */
    public Connection connection() {
        return target.connection();
    }

    /**
     * Returns how much is to be written.
     *
     * @return at least 1, as in {@link JdbcDataset#scale()}
     */
    public int scale() {
        return scale;
    }

    /**
     * Returns random numbers, the same ones each time a dataset is loaded.
     *
     * @return one source for all of the loader
     */
    public RandomGenerator random() {
        return random;
    }

    /**
     * Begins to write rows of a table; one table at a time.
     *
     * @param table name; quoted, as in {@code "Order"} with its quotes, where SQL needs that
     * @param columns names, in the order of the values of {@link TableLoader#row}
     * @return takes the rows; close it before the next table, and before the loader ends, or else the test fails
     * @throws SQLException if the database refuses
     * @throws IllegalArgumentException if a name is not one, or no column is named
     */
    public TableLoader table(String table, String... columns) throws SQLException {
        return new TableLoader(target.open(table, List.of(columns)));
    }
}
