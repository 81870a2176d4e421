// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects what a database says to statements that it is to prepare. */
final class StatementCheck {

    /** Unknown tables, columns, functions, types, and missing rights: messages that name objects, never values. */
    private static final Set<String> SAYABLE =
            Set.of("42P01", "42703", "42883", "42704", "42501", "42S02", "42S22", "42S04", "3F000");

    private static final int LONGEST = 200;

    private final String name;
    private final List<String> problems = new ArrayList<>();

    StatementCheck(String name) {
        this.name = name;
    }

    void look(Connection connection, String sql, int line) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            // Drivers may wait with preparing until somebody asks about the result.
            statement.getMetaData();
        } catch (SQLException e) {
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            if (state.startsWith("08") || state.startsWith("57P")) {
                throw e; // the connection is lost, which says nothing about the statement
            }
            String said = e.getMessage() != null && SAYABLE.contains(state)
                    ? ScriptText.text(e.getMessage().lines().findFirst().orElse(""), LONGEST)
                    : "the database does not take it";
            problems.add("line " + line + ": " + said + " (SQLState " + state + ")");
        }
    }

    void throwIfAny() throws SQLException {
        if (!problems.isEmpty()) {
            throw new SQLException(problems.size() + (problems.size() == 1 ? " statement of " : " statements of ")
                    + name + " would fail:\n- " + String.join("\n- ", problems));
        }
    }
}
