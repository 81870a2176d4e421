// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The database that a test runs against.
 *
 * @param database the database; it is closed by who started it
 * @param own the test's own data source to it, to be used as it is; empty if a pool is to be opened
 * @param notes sentences on its preparation that a reader should know
 */
public record FoundDatabase(TestDatabase database, Optional<DataSource> own, List<String> notes) {

    /** Copies the list. */
    public FoundDatabase {
        notes = List.copyOf(notes);
    }

    FoundDatabase(TestDatabase database, Optional<DataSource> own) {
        this(database, own, List.of());
    }

    FoundDatabase with(List<String> more) {
        return new FoundDatabase(database, own, more);
    }

    /** Returns what is the same for all who lead to it, as far as it is known. */
    Object place() {
        return database.url().<Object>map(url -> url).orElseGet(this::identity);
    }

    /** Returns what is the same each time that the same database is found. */
    Object identity() {
        return own.<Object>map(source -> source).orElseGet(() -> database.url().orElse(""));
    }
}
