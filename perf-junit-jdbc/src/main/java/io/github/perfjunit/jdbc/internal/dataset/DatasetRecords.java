// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.rows.FoundTable;
import io.github.perfjunit.jdbc.internal.rows.Product;
import io.github.perfjunit.jdbc.internal.rows.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a database says about the datasets that it was filled with, in a table: a row for each table that a dataset filled.
 * A dataset that filled none is not in it. Not thread-safe.
 */
final class DatasetRecords {

    private static final String TABLE = "perf_junit_datasets";

    /** Names of tables that are longer are not kept, nor are their datasets. */
    private static final int LONGEST = 300;

    private final Connection connection;
    private final Product product;
    private final Tables tables;

    DatasetRecords(Connection connection, Product product) throws SQLException {
        this.connection = connection;
        this.product = product;
        this.tables = Tables.of(connection, product);
    }

    /** Returns what the tables of a dataset were like when it was loaded; none if it is not known. */
    List<TableState> read(String fingerprint) throws SQLException {
        List<TableState> states = new ArrayList<>();
        Optional<FoundTable> own = tables.find(TABLE);
        if (own.isEmpty()) {
            return states;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("select table_name, table_structure, row_count, row_content from "
                        + own.get().sql() + " where fingerprint = ?")) {
            statement.setString(1, fingerprint);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    // Oracle keeps no empty text.
                    String content = row.getString(4) == null ? "" : row.getString(4);
                    states.add(new TableState(row.getString(1), row.getString(2), row.getLong(3), content));
                }
            }
        }
        return states;
    }

    /** Returns what is not as it was. */
    List<String> changes(List<TableState> then) throws SQLException {
        List<String> changes = new ArrayList<>();
        for (TableState state : then) {
            state.change(connection, product, tables).ifPresent(changes::add);
        }
        return changes;
    }

    /** Forgets a dataset, and all that filled one of the same tables. */
    void forget(String fingerprint, List<FoundTable> filled) throws SQLException {
        Optional<FoundTable> own = tables.find(TABLE);
        if (own.isEmpty()) {
            return;
        }
        Set<String> forgotten = new LinkedHashSet<>(Set.of(fingerprint));
        try (PreparedStatement statement = connection.prepareStatement(
                "select fingerprint from " + own.get().sql() + " where table_name = ?")) {
            for (FoundTable table : filled) {
                statement.setString(1, table.sql());
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        forgotten.add(row.getString(1));
                    }
                }
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement("delete from " + own.get().sql() + " where fingerprint = ?")) {
            for (String each : forgotten) {
                statement.setString(1, each);
                statement.executeUpdate();
            }
        }
    }

    /** Keeps what tables are like now; the connection commits each statement by itself. */
    void write(String fingerprint, List<FoundTable> filled) throws SQLException {
        if (filled.stream().anyMatch(table -> table.sql().length() > LONGEST)) {
            return;
        }
        if (tables.find(TABLE).isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table " + TABLE + " (fingerprint varchar(64) not null, table_name varchar("
                        + LONGEST + ") not null, table_structure varchar(64) not null, row_count decimal(19) not null,"
                        + " row_content varchar(64))");
            }
        }
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into " + TABLE
                + " (fingerprint, table_name, table_structure, row_count, row_content) values (?, ?, ?, ?, ?)")) {
            for (FoundTable table : filled) {
                TableState state = TableState.of(connection, product, table);
                insert.setString(1, fingerprint);
                insert.setString(2, state.table());
                insert.setString(3, state.structure());
                insert.setLong(4, state.rows());
                insert.setString(5, state.content());
                insert.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
