// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import io.github.perfjunit.jdbc.internal.database.BadDatabaseException;
import io.github.perfjunit.jdbc.internal.database.Destruction;
import io.github.perfjunit.jdbc.internal.database.JdbcAddress;
import io.github.perfjunit.jdbc.internal.database.PlainDataSource;
import io.github.perfjunit.jdbc.internal.rows.FoundTable;
import io.github.perfjunit.jdbc.internal.rows.Product;
import io.github.perfjunit.jdbc.internal.rows.RowWriter;
import io.github.perfjunit.jdbc.internal.rows.RowWriters;
import io.github.perfjunit.jdbc.internal.rows.Statistics;
import io.github.perfjunit.jdbc.internal.rows.TableSizes;
import io.github.perfjunit.jdbc.internal.rows.Tables;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** The tables of a ready workload: made and filled where they are not there yet. Immutable and thread-safe. */
public final class WorkloadTables {

    /** Any number that others are not likely to lock: the bytes of "perfjuni". */
    private static final long LOCK = 0x706572666a756e69L;

    private final String name;
    private final List<Table> tables;

    WorkloadTables(String name, List<Table> tables) {
        this.name = name;
        this.tables = List.copyOf(tables);
    }

    /**
     * Makes sure that the tables have their rows. Tables of the same names with another number of rows are dropped.
     *
     * @throws SQLException if they could not be made, or if rows would be lost in a database where they may be missed
     */
    public void prepare(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Access access = Access.to(connection)) {
            boolean full = isFull(access);
            refuseLosses(source, access, full);
            if (full) {
                tidy(access);
            } else {
                fill(access);
            }
        } catch (SQLException e) {
            throw new SQLException(
                    "the tables of " + name + " could not be made ready: " + e.getMessage(), e.getSQLState(), e);
        }
    }

    /**
     * A connection while the tables are made ready. On PostgreSQL one at a time has it, since forks of Surefire may
     * share a database.
     *
     * @param connection the connection, with autocommit
     * @param product what it leads to
     * @param autoCommit what it was before
     */
    private record Access(Connection connection, Product product, boolean autoCommit) implements AutoCloseable {

        static Access to(Connection connection) throws SQLException {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            Access access = new Access(connection, Product.of(connection), autoCommit);
            if (access.product == Product.POSTGRESQL) {
                access.run("select pg_advisory_lock(" + LOCK + ")");
            }
            return access;
        }

        Optional<FoundTable> find(Table table) throws SQLException {
            return Tables.of(connection, product).find(table.name());
        }

        void run(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() throws SQLException {
            if (product == Product.POSTGRESQL) {
                run("select pg_advisory_unlock(" + LOCK + ")");
            }
            connection.setAutoCommit(autoCommit);
        }
    }

    private boolean isFull(Access access) throws SQLException {
        for (Table table : tables) {
            Optional<FoundTable> found = access.find(table);
            if (found.isEmpty()
                    || (table.rows() > 0 && TableSizes.count(access.connection(), found.get()) != table.rows())) {
                return false;
            }
        }
        return true;
    }

    private void refuseLosses(DataSource source, Access access, boolean full) throws SQLException {
        if (Destruction.isHarmless(access.connection()) || isAllowed(source)) {
            return;
        }
        List<String> losses = new ArrayList<>();
        for (Table table : tables) {
            Optional<FoundTable> found = access.find(table);
            if (found.isPresent() && (!full || table.rows() == 0)) {
                String size = TableSizes.phrase(access.connection(), found.get());
                if (!full) {
                    losses.add("drop " + table.name() + " (" + size + ")");
                } else if (TableSizes.count(access.connection(), found.get()) > 0) {
                    losses.add("empty " + table.name() + " (" + size + ")");
                }
            }
        }
        if (!losses.isEmpty()) {
            DatabaseMetaData about = access.connection().getMetaData();
            String url =
                    JdbcAddress.of(Objects.toString(about.getURL(), ""), "", "").toString();
            throw new SQLException("that would " + String.join(", ", losses) + " in " + about.getDatabaseProductName()
                    + " " + about.getDatabaseProductVersion() + " at " + url + ", which the library did not start; "
                    + Destruction.HINT);
        }
    }

    private static boolean isAllowed(DataSource source) throws SQLException {
        try {
            return Destruction.isAllowedHere()
                    || (source.isWrapperFor(PlainDataSource.class)
                            && source.unwrap(PlainDataSource.class).isDestructive());
        } catch (BadDatabaseException e) {
            throw new SQLException(e.sentence(), e);
        }
    }

    /** Removes what an earlier load left, as pgbench does before each run. */
    private void tidy(Access access) throws SQLException {
        boolean postgres = access.product() == Product.POSTGRESQL;
        for (Table table : tables) {
            if (table.rows() == 0) {
                access.run((postgres ? "truncate table " : "delete from ") + table.name());
            } else if (postgres) {
                access.run("vacuum " + table.name());
            }
        }
    }

    private void fill(Access access) throws SQLException {
        Connection connection = access.connection();
        connection.setAutoCommit(false);
        try {
            for (Table table : tables) {
                if (access.find(table).isPresent()) {
                    access.run("drop table " + table.name());
                }
                access.run("create table " + table.name() + " (" + definition(table, access.product()) + ")");
                rows(access, table);
                if (!table.key().isEmpty() && hasKeyLater(access.product())) {
                    access.run("alter table " + table.name() + " add primary key (" + table.key() + ")");
                }
                for (String statement : table.indexes()) {
                    access.run(statement);
                }
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
        Statistics.gather(
                connection, access.product(), tables.stream().map(Table::name).toList());
    }

    private static String definition(Table table, Product product) {
        String columns =
                switch (product) {
                    case SQL_SERVER -> table.definition().replace(" timestamp", " datetime2"); // no time, there
                    case DERBY -> table.definition().replace(" pad ", " \"PAD\" "); // a word of its own
                    default -> table.definition();
                };
        return table.key().isEmpty() || hasKeyLater(product)
                ? columns
                : columns + ", primary key (" + table.key() + ")";
    }

    /** Tells whether a table gets its key once it is full, which is quicker; SQLite knows no other way than with it. */
    private static boolean hasKeyLater(Product product) {
        return product != Product.SQLITE;
    }

    private static void rows(Access access, Table table) throws SQLException {
        if (table.rows() == 0) {
            return;
        }
        List<String> columns = access.product() == Product.DERBY
                ? table.columns().stream()
                        .map(column -> '"' + column.toUpperCase(Locale.ROOT) + '"')
                        .toList()
                : table.columns();
        try (RowWriter writer = RowWriters.open(access.connection(), access.product(), table.name(), columns)) {
            for (long row = 1; row <= table.rows(); row++) {
                writer.row(table.source().apply(row));
            }
        }
    }
}
