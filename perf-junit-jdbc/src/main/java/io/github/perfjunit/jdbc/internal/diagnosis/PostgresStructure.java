// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.report.DatabaseSetting;
import io.github.perfjunit.jdbc.report.ForeignKeyGap;
import io.github.perfjunit.jdbc.report.TableActivity;
import io.github.perfjunit.jdbc.report.UnusedIndex;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the schema has too much or too little of: indexes that nothing used, foreign keys without one. */
final class PostgresStructure {

    /** The size of the data set, shown as a setting because it decides what the others are worth. */
    static final String DATABASE_BYTES = "database size in bytes";

    private final Connection connection;

    PostgresStructure(Connection connection) {
        this.connection = connection;
    }

    void write(PostgresReading reading, ReportDraft draft) throws SQLException {
        Row database = Sql.rows(connection, PostgresSql.COUNTING_SINCE).get(0);
        List<DatabaseSetting> settings = new ArrayList<>(draft.settings);
        settings.add(new DatabaseSetting(DATABASE_BYTES, Long.toString(database.number("bytes"))));
        draft.settings = settings;
        String since = database.text("since").isEmpty() ? "the database was made" : database.text("since");
        List<UnusedIndex> unused = new ArrayList<>();
        for (Row row : Sql.rows(connection, PostgresSql.UNUSED_INDEXES)) {
            TableActivity table = reading.table(row.text("key"));
            if (table != null) {
                unused.add(new UnusedIndex(
                        table.name(),
                        row.text("name"),
                        row.number("bytes"),
                        table.inserted() + table.updated() - table.hotUpdated(),
                        since));
            }
        }
        draft.unusedIndexes = unused;
        List<ForeignKeyGap> gaps = new ArrayList<>();
        for (Row row : Sql.rows(connection, PostgresSql.FOREIGN_KEY_GAPS)) {
            TableActivity table = reading.table(row.text("key"));
            TableActivity parent = reading.table(row.text("parent_key"));
            if (table != null && parent != null) {
                gaps.add(new ForeignKeyGap(
                        table.name(),
                        row.text("name"),
                        List.of(row.text("columns").split(",")),
                        parent.name()));
            }
        }
        draft.foreignKeyGaps = gaps;
    }
}
