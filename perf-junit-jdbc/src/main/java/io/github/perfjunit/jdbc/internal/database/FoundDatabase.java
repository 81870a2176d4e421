// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.util.Optional;
import javax.sql.DataSource;

/**
 * The database that a test runs against.
 *
 * @param database the database; it is closed by who started it
 * @param own the test's own data source to it, to be used as it is; empty if a pool is to be opened
 */
public record FoundDatabase(TestDatabase database, Optional<DataSource> own) {

    /** Returns what is the same each time that the same database is found. */
    Object identity() {
        return own.<Object>map(source -> source).orElseGet(() -> database.url().orElse(""));
    }
}
