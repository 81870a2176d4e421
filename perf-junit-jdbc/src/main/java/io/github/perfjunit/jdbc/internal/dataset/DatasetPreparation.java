// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.database.BadDatabaseException;
import io.github.perfjunit.jdbc.internal.database.Preparation;
import io.github.perfjunit.jdbc.internal.database.SqlFailures;
import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.metrics.PrintableText;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fills a database, unless it is filled already. */
public final class DatasetPreparation implements Preparation {

    private static final String APPLICATION = "perf-junit-dataset";

    /** Lets one JVM at a time fill a database; any number that others are not likely to use. */
    private static final long LOCK = 7_377_463_219L;

    private final DatasetSpec spec;
    private final DatasetFiles files;

    /**
     * Does nothing yet.
     *
     * @param spec how the database is to be filled
     */
    public DatasetPreparation(DatasetSpec spec) {
        this.spec = spec;
        this.files = new DatasetFiles(spec.testClass());
    }

    @Override
    public String dataSourceName() {
        return spec.dataSourceName();
    }

    @Override
    public void prepare(TestDatabase database) throws BadDatabaseException {
        try (Connection connection = database.connect(APPLICATION)) {
            SqlDialect dialect = SqlDialect.of(connection);
            connection.setAutoCommit(true);
            String path = "";
            if (dialect == SqlDialect.POSTGRESQL) {
                execute(connection, "select pg_advisory_lock(" + LOCK + ")");
                path = searchPath(connection, null);
            }
            try {
                fill(connection, dialect, path);
            } finally {
                // The connection may go back to a pool.
                if (dialect == SqlDialect.POSTGRESQL && connection.isValid(5)) {
                    searchPath(connection, path);
                    execute(connection, "select pg_advisory_unlock(" + LOCK + ")");
                }
            }
        } catch (SQLException e) {
            throw problem(SqlFailures.describe(e, database.password()));
        } catch (IOException e) {
            throw problem("a file could not be read: " + e);
        } catch (BadDatabaseException e) {
            throw problem(e.sentence());
        }
    }

    private BadDatabaseException problem(String sentence) {
        return new BadDatabaseException(spec.place() + ": " + sentence);
    }

    private void fill(Connection connection, SqlDialect dialect, String path)
            throws SQLException, IOException, BadDatabaseException {
        List<Script> scripts = Script.read(spec, files, SqlSyntax.of(connection.getMetaData(), SqlSyntax.PLAIN));
        String fingerprint = fingerprint(scripts);
        if (spec.reuse() && isFilled(connection, fingerprint)) {
            return;
        }
        TouchedTables tables = new TouchedTables();
        connection.setAutoCommit(false);
        boolean filled = false;
        try {
            ScriptRunner runner = new ScriptRunner(connection, dialect, files, tables);
            for (Script script : scripts) {
                runner.run(script);
            }
            load(new CheckedTarget(connection, dialect, tables));
            connection.commit();
            filled = true;
        } finally {
            if (!filled) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
        List<String> existing = DatasetRecord.existing(connection, tables.names());
        // Without a name it would be the whole database.
        if (dialect == SqlDialect.POSTGRESQL && !existing.isEmpty()) {
            execute(connection, "vacuum (analyze) " + String.join(", ", existing));
        }
        if (spec.reuse()) {
            DatasetRecord record = new DatasetRecord(fingerprint, DatasetRecord.count(connection, existing));
            if (dialect == SqlDialect.POSTGRESQL) {
                // That of a dump is empty when it ends.
                searchPath(connection, path);
            }
            record.write(connection, spec.name());
        }
    }

    /** Sets the path of schemas, if there is a new one, and returns it. */
    private static String searchPath(Connection connection, @Nullable String path) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select set_config('search_path', coalesce(?, current_setting('search_path')), false)")) {
            statement.setString(1, path);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private boolean isFilled(Connection connection, String fingerprint) throws SQLException {
        Optional<DatasetRecord> record = DatasetRecord.read(connection, spec.name());
        return record.isPresent()
                && record.get().fingerprint().equals(fingerprint)
                && record.get().fits(connection);
    }

    private String fingerprint(List<Script> scripts) throws IOException, BadDatabaseException {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(Integer.toString(spec.scale()));
        for (Script script : scripts) {
            script.addTo(fingerprint, files);
        }
        if (spec.loader() != null) {
            fingerprint.add(spec.loader());
        }
        return fingerprint.hex();
    }

    private void load(RowTarget target) throws BadDatabaseException {
        if (spec.loader() == null) {
            return;
        }
        try {
            spec.loading().load(target);
        } catch (SQLException e) {
            throw new BadDatabaseException(in(e) + SqlFailures.describe(e));
        } catch (Exception e) {
            throw new BadDatabaseException(
                    in(e) + e.getClass().getName() + ": " + PrintableText.oneLine(String.valueOf(e.getMessage()), 300));
        }
    }

    /** Says where in the loader something was thrown. */
    private String in(Exception thrown) {
        String loader = spec.loader() == null ? "" : spec.loader().getName();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().equals(loader)) {
                return "loader " + loader + ", line " + frame.getLineNumber() + ": ";
            }
        }
        return "loader " + loader + ": ";
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
