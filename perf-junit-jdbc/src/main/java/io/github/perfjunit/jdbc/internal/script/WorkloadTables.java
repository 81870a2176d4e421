// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The tables of a ready workload: made and filled where they are not there yet. Immutable and thread-safe. */
public final class WorkloadTables {

    private static final String POSTGRESQL = "PostgreSQL";
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
     * @throws SQLException if they could not be made
     */
    public void prepare(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Access access = Access.to(connection)) {
            if (isFull(connection)) {
                tidy(connection, access.postgres);
            } else {
                fill(connection, access.postgres);
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
     * @param postgres whether it is PostgreSQL
     * @param autoCommit what it was before
     */
    private record Access(Connection connection, boolean postgres, boolean autoCommit) implements AutoCloseable {

        static Access to(Connection connection) throws SQLException {
            boolean autoCommit = connection.getAutoCommit();
            boolean postgres = POSTGRESQL.equals(connection.getMetaData().getDatabaseProductName());
            connection.setAutoCommit(true);
            if (postgres) {
                run(connection, "select pg_advisory_lock(" + LOCK + ")");
            }
            return new Access(connection, postgres, autoCommit);
        }

        @Override
        public void close() throws SQLException {
            if (postgres) {
                run(connection, "select pg_advisory_unlock(" + LOCK + ")");
            }
            connection.setAutoCommit(autoCommit);
        }
    }

    private boolean isFull(Connection connection) throws SQLException {
        for (Table table : tables) {
            try (Statement statement = connection.createStatement();
                    ResultSet count = statement.executeQuery("select count(*) from " + table.name())) {
                count.next();
                if (table.rows() > 0 && count.getLong(1) != table.rows()) {
                    return false;
                }
            } catch (SQLException e) {
                if (isMissing(e)) {
                    return false;
                }
                throw e;
            }
        }
        return true;
    }

    /** Tells an unknown table, of PostgreSQL and of others, from all that may be wrong besides. */
    private static boolean isMissing(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.equals("42P01") || state.startsWith("42S0");
    }

    /** Removes what an earlier load left, as pgbench does before each run. */
    private void tidy(Connection connection, boolean postgres) throws SQLException {
        for (Table table : tables) {
            if (table.rows() == 0) {
                run(connection, (postgres ? "truncate table " : "delete from ") + table.name());
            } else if (postgres) {
                run(connection, "vacuum " + table.name());
            }
        }
    }

    private void fill(Connection connection, boolean postgres) throws SQLException {
        connection.setAutoCommit(false);
        try {
            for (Table table : tables) {
                run(connection, "drop table if exists " + table.name());
                run(connection, "create table " + table.name() + " (" + table.definition() + ")");
                if (table.rows() > 0) {
                    rows(connection, table, postgres);
                }
                for (String statement : table.afterwards()) {
                    run(connection, statement);
                }
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
        if (postgres) {
            for (Table table : tables) {
                run(connection, "vacuum analyze " + table.name());
            }
        }
    }

    private static void rows(Connection connection, Table table, boolean postgres) throws SQLException {
        boolean ownDriver =
                connection.getMetaData().getDriverName().startsWith("PostgreSQL JDBC"); // else the class may be missing
        if (postgres && ownDriver && CopyRows.isFor(connection)) {
            CopyRows.fill(connection, table);
        } else {
            BatchRows.fill(connection, table);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
