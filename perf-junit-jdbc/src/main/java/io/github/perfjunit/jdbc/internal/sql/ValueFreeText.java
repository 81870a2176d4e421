// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.sql;

/**
 * Makes one text of all statements that differ in values, comments and blanks alone.
 *
 * <p>A value becomes {@code ?}, with its sign; so do {@code null}, {@code true} and {@code false} where a value is
 * expected. Lists of values after IN, in {@code array[..]} and rows of values are written as one, with values that are
 * cast or have a type before them like any other. Names that programs number, such as {@code savepoint s_17}, lose their
 * numbers. What is not valid SQL gives some text too, as a database would not have run it anyway; what might be a value
 * is never kept.
 */
public final class ValueFreeText {

    /** What is kept of a text, in characters. */
    static final int LONGEST = 2_000;

    /** What stands for more of the same, and for what is left out at the end. */
    static final String MORE = "...";

    /** What is read of a statement; the rest hardly ever tells it from others. */
    private static final int LONGEST_READ = 100_000;

    private static final int NOWHERE = -1;

    private final String sql;
    private final SqlLexer lexer;
    private final ListFolder out;
    private final NumberedNames names = new NumberedNames();
    private int doubtful = NOWHERE;

    private ValueFreeText(String sql, SqlSyntax syntax, boolean marked) {
        this.sql = sql;
        this.lexer = new SqlLexer(sql, syntax);
        this.out = new ListFolder(marked);
    }

    /**
     * Returns the text as it stands in results: {@code ...} tells where values or rows may be many.
     *
     * @param sql a statement, or such a text
     * @param syntax how the database writes it
     */
    public static String of(String sql, SqlSyntax syntax) {
        return of(sql, syntax, true);
    }

    /**
     * Returns a text that still is a statement, with one value where there may be many; it ends with {@code ...} if it
     * is not whole.
     *
     * @param sql a statement, or a text that {@link #of} made
     * @param syntax how the database writes it
     */
    public static String statement(String sql, SqlSyntax syntax) {
        return of(sql, syntax, false);
    }

    private static String of(String sql, SqlSyntax syntax, boolean marked) {
        ValueFreeText first = new ValueFreeText(sql, syntax, marked);
        if (first.read()) {
            return first.text();
        }
        // The session may have a setting of its own for backslashes.
        ValueFreeText second = new ValueFreeText(sql, syntax.withOtherBackslashes(), marked);
        if (second.read()) {
            return second.text();
        }
        ValueFreeText beginning = new ValueFreeText(sql.substring(0, first.doubtful) + '?', syntax, marked);
        beginning.read();
        return beginning.out.text(true);
    }

    private String text() {
        return out.text(lexer.end() < sql.length());
    }

    /** Returns false if what was taken for the end of a text cannot be one. */
    private boolean read() {
        while (lexer.end() < LONGEST_READ && !out.isFull() && lexer.next()) {
            if (isAstray()) {
                return false;
            }
            token();
        }
        return true;
    }

    private boolean isAstray() {
        if (doubtful != NOWHERE && lexer.isSymbol('\\')) {
            return true;
        }
        if (lexer.kind() != TokenKind.TEXT && lexer.kind() != TokenKind.NAME) {
            return false;
        }
        if (doubtful == NOWHERE && lexer.isDoubtful()) {
            doubtful = lexer.start();
        }
        boolean ended =
                lexer.isClosed() && (lexer.end() == sql.length() || !SqlLexer.isNamePart(sql.charAt(lexer.end())));
        return doubtful != NOWHERE && !ended;
    }

    private void token() {
        switch (lexer.kind()) {
            case SPACE, COMMENT -> out.blank();
            case NUMBER, TEXT, PARAMETER -> out.value();
            case WORD -> out.word(names.shown(lexer.text()));
            case NAME -> {
                if (lexer.isClosed()) {
                    out.name(names.shown(visible(lexer.text())));
                } else {
                    out.value();
                }
            }
            case SYMBOL -> symbol();
        }
    }

    private void symbol() {
        if (lexer.isSymbol('.') && sql.startsWith(MORE, lexer.start())) {
            int end = lexer.start() + MORE.length();
            lexer.moveTo(end);
            out.more(end == sql.length() && (end >= LONGEST || !out.isBehindRow()));
            return;
        }
        for (int i = lexer.start(); i < lexer.end(); i++) {
            names.symbol(sql.charAt(i));
            out.symbol(sql.charAt(i));
        }
    }

    private static String visible(String name) {
        StringBuilder clean = new StringBuilder();
        name.chars().forEach(c -> clean.append(SqlLexer.isBlank((char) c) ? ' ' : (char) c));
        return clean.toString();
    }
}
