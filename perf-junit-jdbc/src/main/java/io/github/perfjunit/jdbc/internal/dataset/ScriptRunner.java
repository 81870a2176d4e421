// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.database.BadDatabaseException;
import io.github.perfjunit.jdbc.internal.database.SqlFailures;
import io.github.perfjunit.jdbc.internal.rows.PostgresCopy;
import io.github.perfjunit.jdbc.internal.rows.Product;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/** Runs the statements of a script. */
final class ScriptRunner {

    /** What PostgreSQL refuses in a transaction. */
    private static final Pattern ALONE = Pattern.compile(
            "(?:vacuum|alter\\s+system|(?:create|drop)\\s+(?:database|tablespace)"
                    + "|(?:create|drop)\\s+(?:unique\\s+)?index\\s+concurrently|reindex\\b.*\\bconcurrently)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Connection connection;
    private final Product product;
    private final DatasetFiles files;
    private final TouchedTables tables;

    ScriptRunner(Connection connection, Product product, DatasetFiles files, TouchedTables tables) {
        this.connection = connection;
        this.product = product;
        this.files = files;
        this.tables = tables;
    }

    /**
     * Runs a script.
     *
     * @throws BadDatabaseException names script, line and statement
     */
    void run(Script script) throws BadDatabaseException {
        for (ScriptStatement statement : script.statements()) {
            String place = script.name() + " line " + statement.line() + ", " + statement.start() + ": ";
            try {
                run(statement);
                tables.of(statement.sql());
            } catch (SQLException e) {
                throw new BadDatabaseException(place + SqlFailures.describe(e));
            } catch (IOException e) {
                throw new BadDatabaseException(place + "the file could not be read: " + e);
            } catch (BadDatabaseException e) {
                throw new BadDatabaseException(place + e.sentence());
            }
        }
    }

    private void run(ScriptStatement statement) throws SQLException, IOException, BadDatabaseException {
        Optional<CopyCommand> copy = CopyCommand.of(statement.sql());
        if (copy.isPresent()) {
            needPostgres();
            try (InputStream rows = files.open(copy.get().file())) {
                PostgresCopy.copy(connection, copy.get().sql(), rows);
            }
        } else if (statement.rows() != null) {
            needPostgres();
            InputStream rows = new ByteArrayInputStream(statement.rows().getBytes(StandardCharsets.UTF_8));
            PostgresCopy.copy(connection, statement.sql(), rows);
        } else if (product.copies() && ALONE.matcher(statement.sql()).matches()) {
            connection.commit();
            connection.setAutoCommit(true);
            try {
                execute(statement.sql());
            } finally {
                connection.setAutoCommit(false);
            }
        } else {
            execute(statement.sql());
        }
    }

    private void needPostgres() throws BadDatabaseException {
        if (!product.copies()) {
            throw new BadDatabaseException("COPY is of PostgreSQL alone", "write the rows in a loader");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A question mark or brace of the user's is not ours to read.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
