// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.internal.sql.SqlLexer;
import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.jdbc.internal.sql.TokenKind;
import io.github.perfjunit.jdbc.report.PlanShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the plan of every statement that the client saw, as the application wrote it: what is a constant there is one
 * here, and a parameter has no value. None is run: each is prepared and explained in a transaction that may not write
 * and is rolled back. Of what has no plan nothing is said; of what has one that cannot be had, why.
 */
final class PostgresShapes {

    /** A plan takes milliseconds; a busy machine must not be why it is not known. */
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final String LONGEST_PLANNING = "10s";

    private static final Set<String> PLANNED =
            Set.of("select", "insert", "update", "delete", "merge", "with", "values", "table");

    private final Connection connection;

    PostgresShapes(Connection connection) {
        this.connection = connection;
    }

    /** What is prepared: the text with {@code $1}, {@code $2}, ..., and as many NULLs in parentheses. */
    private record Prepared(String sql, String arguments) {}

    void write(Map<String, ClientFigures> client, ReportDraft draft) throws SQLException {
        long until = System.nanoTime() + MOST_NANOS;
        List<PlanShape> shapes = new ArrayList<>();
        for (Map.Entry<String, ClientFigures> statement : new TreeMap<>(client).entrySet()) {
            String text = statement.getKey();
            String example = statement.getValue().example();
            if (text.startsWith("(other)") || text.startsWith("(batch)")) {
                shapes.add(unknown(text, "several statements are counted under it"));
            } else if (PLANNED.contains(firstWord(example == null ? text : example))) {
                shapes.add(
                        example == null
                                ? unknown(text, "it is too long to be kept")
                                : System.nanoTime() - until > 0
                                        ? unknown(text, "there was no time left to ask for it")
                                        : shape(text, example));
            }
        }
        draft.shapes = shapes;
    }

    private static PlanShape unknown(String text, String why) {
        return new PlanShape(text, List.of(), List.of(), why);
    }

    private static String firstWord(String sql) {
        SqlLexer lexer = new SqlLexer(sql, SqlSyntax.POSTGRESQL);
        while (lexer.next()) {
            if (lexer.kind() == TokenKind.WORD) {
                return lexer.text().toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    private PlanShape shape(String text, String example) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Prepared prepared = prepared(connection.nativeSQL(example));
            if (prepared == null) {
                return unknown(text, "it is more than one statement");
            }
            return PlanSteps.shape(text, Sql.rows(connection, PostgresSql.PLAN_NODES, plan(prepared)));
        } catch (SQLException e) {
            return unknown(text, "SQLState " + e.getSQLState());
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private String plan(Prepared prepared) throws SQLException {
        Sql.run(connection, "set transaction read only");
        Sql.run(connection, "set local plan_cache_mode = force_generic_plan");
        // Whether workers share the reading says nothing about what is read.
        Sql.run(connection, "set local max_parallel_workers_per_gather = 0");
        Sql.run(connection, "set local statement_timeout = '" + LONGEST_PLANNING + "'");
        Sql.run(connection, "prepare perf_junit_shape as " + prepared.sql());
        try {
            return Sql.rows(
                            connection,
                            "explain (format json, verbose) execute perf_junit_shape" + prepared.arguments())
                    .get(0)
                    .text("query plan");
        } finally {
            connection.rollback();
            Sql.run(connection, "deallocate perf_junit_shape");
        }
    }

    /** Returns null for several statements in one. */
    private static @Nullable Prepared prepared(String sql) {
        SqlLexer lexer = new SqlLexer(sql, SqlSyntax.POSTGRESQL);
        int parameters = 0;
        int end = -1;
        while (lexer.next()) {
            if (lexer.isSymbol(';')) {
                end = end < 0 ? lexer.start() : end;
            } else if (end >= 0 && !lexer.kind().isBlank()) {
                return null;
            } else if (lexer.kind() == TokenKind.PARAMETER && sql.charAt(lexer.start()) == '$') {
                parameters = Math.max(parameters, Integer.parseInt(lexer.text().substring(1)));
            }
        }
        String arguments = parameters == 0 ? "" : "(" + "null, ".repeat(parameters - 1) + "null)";
        return new Prepared(end < 0 ? sql : sql.substring(0, end), arguments);
    }
}
