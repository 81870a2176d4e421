// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.database.BadDatabaseException;
import io.github.perfjunit.jdbc.internal.database.Destruction;
import io.github.perfjunit.jdbc.internal.database.JdbcAddress;
import io.github.perfjunit.jdbc.internal.database.Preparation;
import io.github.perfjunit.jdbc.internal.database.SqlFailures;
import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import io.github.perfjunit.jdbc.internal.rows.FoundTable;
import io.github.perfjunit.jdbc.internal.rows.Product;
import io.github.perfjunit.jdbc.internal.rows.Statistics;
import io.github.perfjunit.jdbc.internal.rows.Tables;
import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.metrics.PrintableText;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fills a database, unless it is filled already. */
public final class DatasetPreparation implements Preparation {

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
    public List<String> prepare(TestDatabase database, boolean destructive) throws BadDatabaseException {
        try (DatasetSession session = DatasetSession.open(database)) {
            return fill(session, database.description(), destructive);
        } catch (SQLException e) {
            throw problem(SqlFailures.describe(e, database.password()));
        } catch (IOException e) {
            throw problem("a file could not be read: " + e);
        } catch (BadDatabaseException e) {
            throw problem(e.sentence());
        } catch (RuntimeException e) {
            throw problem("it failed with " + JdbcAddress.shown(e.toString()));
        }
    }

    private BadDatabaseException problem(String sentence) {
        return new BadDatabaseException(spec.place() + ": " + sentence);
    }

    private List<String> fill(DatasetSession session, String description, boolean destructive)
            throws SQLException, IOException, BadDatabaseException {
        Connection connection = session.connection();
        Product product = session.product();
        SqlSyntax syntax = SqlSyntax.of(connection.getMetaData(), SqlSyntax.PLAIN);
        List<Script> scripts = Script.read(spec, files, syntax);
        String fingerprint = fingerprint(scripts);
        DatasetRecords records = new DatasetRecords(connection, product);
        List<TableState> then = spec.reuse() ? records.read(fingerprint) : List.of();
        List<String> changes = records.changes(then);
        if (!then.isEmpty() && changes.isEmpty()) {
            return List.of();
        }
        Losses losses = Losses.of(connection, product, description, destructive);
        losses.refuse(scripts);
        TouchedTables tables = new TouchedTables();
        run(scripts, new ScriptRunner(connection, product, files, tables), session, tables, losses);
        List<FoundTable> filled = filled(session, tables);
        records.forget(fingerprint, filled);
        Statistics.gather(
                connection, product, filled.stream().map(FoundTable::sql).toList());
        if (spec.reuse()) {
            records.write(fingerprint, filled);
        }
        return changes.isEmpty()
                ? List.of()
                : List.of(spec.place() + " was loaded again, because " + String.join(", ", changes)
                        + " since the last time; if tests write to it, set reuse = false");
    }

    /** Returns the tables that are left, as the scripts' own settings find them and as everybody else does. */
    private static List<FoundTable> filled(DatasetSession session, TouchedTables touched) throws SQLException {
        Tables tables = Tables.of(session.connection(), session.product());
        Set<FoundTable> found = new LinkedHashSet<>(touched.existing(tables));
        session.restore();
        found.addAll(touched.existing(tables));
        List<FoundTable> filled = new ArrayList<>();
        for (FoundTable table : found) {
            if (tables.find(table.sql()).isPresent()) {
                filled.add(table);
            }
        }
        return filled;
    }

    private void run(
            List<Script> scripts, ScriptRunner runner, DatasetSession session, TouchedTables tables, Losses losses)
            throws SQLException, BadDatabaseException {
        Connection connection = session.connection();
        connection.setAutoCommit(false);
        try {
            for (Script script : scripts) {
                runner.run(script);
            }
            load(new LoaderTarget(connection, session.product(), tables, losses));
            connection.commit();
        } catch (SQLException | BadDatabaseException | RuntimeException | Error e) {
            try {
                connection.rollback();
            } catch (SQLException after) {
                // The connection is lost, for which the reason is the first failure.
                e.addSuppressed(after);
            }
            throw e;
        }
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

    private void load(LoaderTarget target) throws BadDatabaseException {
        if (spec.loader() == null) {
            return;
        }
        try {
            spec.loading().load(target);
        } catch (SQLException e) {
            throw new BadDatabaseException(in(e) + SqlFailures.describe(e));
        } catch (Losses.LossException e) {
            throw new BadDatabaseException(in(e) + e.getMessage(), Destruction.HINT);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Exception | Error e) {
            throw new BadDatabaseException(
                    in(e) + e.getClass().getName() + ": " + PrintableText.oneLine(String.valueOf(e.getMessage()), 300));
        }
        Optional<String> open = target.leftOpen();
        if (open.isPresent()) {
            throw new BadDatabaseException(
                    "loader " + spec.loader().getName() + ": the table " + open.get() + " was not closed");
        }
    }

    /** Says where in the loader something was thrown. */
    private String in(Throwable thrown) {
        String loader = spec.loader() == null ? "" : spec.loader().getName();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().equals(loader)) {
                return "loader " + loader + ", line " + frame.getLineNumber() + ": ";
            }
        }
        return "loader " + loader + ": ";
    }
}
