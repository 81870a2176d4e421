// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.internal.sql.SqlLexer;
import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.jdbc.internal.sql.TokenKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which columns the filter of a plan decides by. The text is PostgreSQL's own print of the condition, such as
 * {@code ((o.customer_id = $1) AND ((o.state)::text = 'NEW'::text))}; only names of columns are taken from it.
 *
 * @param equal columns compared for equality
 * @param ranged columns compared by order
 * @param other columns that occur in another way: in functions, patterns, or parts joined by OR
 */
record FilterColumns(List<String> equal, List<String> ranged, List<String> other) {

    private static final int MOST_CHARACTERS = 10_000;
    private static final Pattern COMPARISON = Pattern.compile("^\\(*(?:(?:\\w+|\"[^\"]+\")\\.)?(\\w+|\"[^\"]+\")\\)?"
            + "(::[a-z][\\w ]*)? (= ANY|=|<=|>=|<|>|IS NULL)(?: .*|\\)*)$");
    private static final Pattern REVERSED = Pattern.compile("^\\(*\\(?\\$\\d+\\)?(?:::[a-z][\\w ]*)? (=|<=|>=|<|>)"
            + " \\(*(?:(?:\\w+|\"[^\"]+\")\\.)?(\\w+|\"[^\"]+\")\\)*$");
    private static final Pattern CAST = Pattern.compile("::(?:\\w+|\"[^\"]+\")(?:\\.(?:\\w+|\"[^\"]+\"))?");
    private static final Pattern NAME = Pattern.compile("\"[^\"]+\"|\\w+");

    /**
     * Takes a filter apart.
     *
     * @param columns all columns of the table
     * @param texts those of a type that PostgreSQL compares as text: a cast of these to text hides no index
     */
    static FilterColumns of(String filter, Set<String> columns, Set<String> texts) {
        Set<String> equal = new LinkedHashSet<>();
        Set<String> ranged = new LinkedHashSet<>();
        Set<String> other = new LinkedHashSet<>();
        String bounded =
                withoutTexts(filter.length() > MOST_CHARACTERS ? filter.substring(0, MOST_CHARACTERS) : filter);
        for (String condition : conditions(bounded)) {
            Matcher comparison = COMPARISON.matcher(condition);
            Matcher reversed = REVERSED.matcher(condition);
            if (comparison.matches()
                    && columns.contains(comparison.group(1))
                    && isPlain(comparison, texts)
                    && named(columns, condition.substring(comparison.end(3))).isEmpty()) {
                boolean range = comparison.group(3).startsWith("<")
                        || comparison.group(3).startsWith(">");
                (range ? ranged : equal).add(comparison.group(1));
            } else if (reversed.matches() && columns.contains(reversed.group(2))) {
                (reversed.group(1).equals("=") ? equal : ranged).add(reversed.group(2));
            } else {
                other.addAll(named(columns, condition));
            }
        }
        return new FilterColumns(List.copyOf(equal), List.copyOf(ranged), List.copyOf(other));
    }

    /** Returns the columns that a part of a filter names; types that it casts to may have the same names. */
    private static List<String> named(Set<String> columns, String part) {
        return NAME.matcher(CAST.matcher(part).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .filter(columns::contains)
                .toList();
    }

    /** Returns the columns of an index that would serve the filter, those of equality first; empty if none would. */
    List<String> indexed() {
        List<String> columns = new ArrayList<>(equal);
        ranged.stream().filter(name -> !columns.contains(name)).limit(1).forEach(columns::add);
        return List.copyOf(columns.subList(0, Math.min(columns.size(), 3)));
    }

    private static boolean isPlain(Matcher comparison, Set<String> texts) {
        String cast = comparison.group(2);
        return cast == null || (cast.equals("::text") && texts.contains(comparison.group(1)));
    }

    /** Returns it with the texts in single quotes emptied. */
    static String withoutTexts(String filter) {
        StringBuilder shown = new StringBuilder();
        SqlLexer lexer = new SqlLexer(filter, SqlSyntax.POSTGRESQL);
        while (lexer.next()) {
            shown.append(lexer.kind() == TokenKind.TEXT ? "''" : lexer.text());
        }
        return shown.toString();
    }

    /** Takes a condition apart at its outermost ANDs; a part with an OR stays whole. */
    private static List<String> conditions(String filter) {
        String inner = filter.strip();
        while (isWrapped(inner)) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        SqlLexer lexer = new SqlLexer(inner, SqlSyntax.POSTGRESQL);
        while (lexer.next()) {
            depth += step(lexer);
            if (depth == 0 && lexer.isWord("and")) {
                parts.add(inner.substring(start, lexer.start()).strip());
                start = lexer.end();
            }
        }
        parts.add(inner.substring(start).strip());
        List<String> conditions = new ArrayList<>();
        for (String part : parts) {
            String bare = isWrapped(part) ? part.substring(1, part.length() - 1) : part;
            // A name, its OR, and what BETWEEN leaves behind are told apart by the patterns, which take no OR.
            conditions.add(bare.contains(" OR ") ? "or: " + bare : bare);
        }
        return conditions;
    }

    private static boolean isWrapped(String text) {
        if (!text.startsWith("(") || !text.endsWith(")")) {
            return false;
        }
        int depth = 0;
        SqlLexer lexer = new SqlLexer(text, SqlSyntax.POSTGRESQL);
        while (lexer.next()) {
            depth += step(lexer);
            if (depth == 0) {
                return lexer.end() == text.length();
            }
        }
        return false;
    }

    private static int step(SqlLexer lexer) {
        return lexer.isSymbol('(') ? 1 : lexer.isSymbol(')') ? -1 : 0;
    }
}
