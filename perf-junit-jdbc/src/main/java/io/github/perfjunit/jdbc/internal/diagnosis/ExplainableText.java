// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.internal.sql.SqlLexer;
import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.jdbc.internal.sql.TokenKind;
import io.github.perfjunit.jdbc.internal.sql.ValueFreeText;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A statement without values in the form in which PostgreSQL prepares it.
 *
 * @param sql the text with {@code $1}, {@code $2}, ... for its values, one where there may be many
 * @param arguments as many NULLs in parentheses; empty for none
 */
record ExplainableText(String sql, String arguments) {

    private static final Set<String> VERBS = Set.of("select", "insert", "update", "delete", "with", "merge", "values");

    /** Types that stand before a text in quotes, but not before a parameter. */
    private static final Set<String> TYPES = Set.of("date", "time", "timetz", "timestamp", "timestamptz", "interval");

    /** Returns whether it is one whole statement that has a plan; what might be two is never sent. */
    static boolean test(String text) {
        String statement = statement(text);
        if (statement.endsWith("...")) {
            return false;
        }
        SqlLexer lexer = new SqlLexer(statement, SqlSyntax.POSTGRESQL);
        String verb = "";
        while (lexer.next()) {
            if (lexer.isSymbol(';')) {
                return false;
            }
            if (verb.isEmpty() && lexer.kind() == TokenKind.WORD) {
                verb = lexer.text().toLowerCase(Locale.ROOT);
            }
        }
        return VERBS.contains(verb);
    }

    static ExplainableText of(String text) {
        SqlLexer lexer = new SqlLexer(statement(text), SqlSyntax.POSTGRESQL);
        StringBuilder sql = new StringBuilder();
        StringJoiner arguments = new StringJoiner(", ", "(", ")");
        arguments.setEmptyValue("");
        int parameters = 0;
        String type = "";
        int typeAt = 0;
        while (lexer.next()) {
            switch (lexer.kind()) {
                case PARAMETER -> {
                    parameters++;
                    arguments.add("null");
                    if (type.isEmpty()) {
                        sql.append('$').append(parameters);
                    } else {
                        sql.replace(typeAt, sql.length(), "cast($" + parameters + " as " + type + ")");
                    }
                    type = "";
                }
                case WORD -> {
                    String word = lexer.text();
                    type = TYPES.contains(word.toLowerCase(Locale.ROOT)) ? word : "";
                    typeAt = sql.length();
                    sql.append(word);
                }
                case SPACE -> sql.append(lexer.text());
                default -> {
                    type = "";
                    sql.append(lexer.text());
                }
            }
        }
        return new ExplainableText(sql.toString(), arguments.toString());
    }

    private static String statement(String text) {
        return ValueFreeText.statement(text, SqlSyntax.POSTGRESQL);
    }
}
