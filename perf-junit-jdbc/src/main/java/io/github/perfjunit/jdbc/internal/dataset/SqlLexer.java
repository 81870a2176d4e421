// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import org.jspecify.annotations.Nullable;

/** Cuts a script into tokens. Not thread-safe. */
final class SqlLexer {

    private final String text;
    private final SqlDialect dialect;
    private int at;
    private int line = 1;

    SqlLexer(String text, SqlDialect dialect) {
        this.text = text;
        this.dialect = dialect;
    }

    int line() {
        return line;
    }

    /**
     * Returns the next token; null at the end.
     *
     * @throws BadScriptException if a quote or comment has no end
     */
    @Nullable
    Token next() throws BadScriptException {
        if (at >= text.length()) {
            return null;
        }
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            return token(Token.Kind.SPACE, whileTrue(Character::isWhitespace));
        }
        if (isLineComment()) {
            int end = text.indexOf('\n', at);
            return token(Token.Kind.COMMENT, end < 0 ? text.length() : end);
        }
        if (text.startsWith("/*", at)) {
            return token(Token.Kind.COMMENT, endOfComment());
        }
        if (c == '\'') {
            return token(Token.Kind.LITERAL, endOfQuote('\'', dialect == SqlDialect.MYSQL || isEscapeString()));
        }
        if (c == '"') {
            boolean literal = dialect == SqlDialect.MYSQL;
            return token(literal ? Token.Kind.LITERAL : Token.Kind.NAME, endOfQuote('"', literal));
        }
        if (c == '`' && dialect == SqlDialect.MYSQL) {
            return token(Token.Kind.NAME, endOfQuote('`', false));
        }
        if (c == '$' && dialect.isPostgres()) {
            int end = endOfDollarQuote();
            if (end > 0) {
                return token(Token.Kind.LITERAL, end);
            }
        }
        if (Character.isLetter(c) || c == '_') {
            return token(Token.Kind.WORD, whileTrue(SqlLexer::isNamePart));
        }
        if (Character.isDigit(c)) {
            return token(Token.Kind.NUMBER, whileTrue(x -> isNamePart(x) || x == '.'));
        }
        return token(Token.Kind.SYMBOL, at + 1);
    }

    /** Takes what is left of the current line. */
    String restOfLine() {
        return token(Token.Kind.SPACE, whileTrue(c -> c != '\n')).text();
    }

    /** Takes the lines that follow the current one, up to one with nothing but an end mark. */
    String linesUntil(String mark) throws BadScriptException {
        int from = line;
        int start = text.indexOf('\n', at) + 1;
        if (start == 0) {
            throw new BadScriptException(line, "copies rows from the script, which has none");
        }
        int end = start;
        while (true) {
            int next = text.indexOf('\n', end);
            String read = next < 0 ? text.substring(end) : text.substring(end, next);
            if (read.stripTrailing().equals(mark)) {
                token(Token.Kind.SPACE, next < 0 ? text.length() : next);
                return text.substring(start, end);
            }
            if (next < 0) {
                throw new BadScriptException(from, "copies rows that do not end with a line " + mark);
            }
            end = next + 1;
        }
    }

    private Token token(Token.Kind kind, int end) {
        Token token = new Token(kind, text.substring(at, end), line);
        for (int i = at; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        at = end;
        return token;
    }

    private interface Check {
        boolean holds(char c);
    }

    private int whileTrue(Check check) {
        int end = at;
        while (end < text.length() && check.holds(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private boolean isLineComment() {
        return text.startsWith("--", at) || (dialect == SqlDialect.MYSQL && text.charAt(at) == '#');
    }

    private int endOfComment() throws BadScriptException {
        int depth = 1;
        int end = at + 2;
        while (end < text.length()) {
            if (text.startsWith("*/", end)) {
                depth--;
                end += 2;
                if (depth == 0) {
                    return end;
                }
            } else if (dialect.isPostgres() && text.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else {
                end++;
            }
        }
        throw new BadScriptException(line, "a comment /* has no end");
    }

    private int endOfQuote(char quote, boolean backslashes) throws BadScriptException {
        int end = at + 1;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '\\' && backslashes) {
                end += 2;
            } else if (c != quote) {
                end++;
            } else if (end + 1 < text.length() && text.charAt(end + 1) == quote) {
                end += 2;
            } else {
                return end + 1;
            }
        }
        throw new BadScriptException(line, "a quote " + quote + " has no end");
    }

    /** Tells whether the quote is that of {@code E'..'}, in which backslashes count. */
    private boolean isEscapeString() {
        boolean escape = at > 0 && Character.toLowerCase(text.charAt(at - 1)) == 'e' && dialect.isPostgres();
        return escape && (at == 1 || !isNamePart(text.charAt(at - 2)));
    }

    /** Returns the end of {@code $tag$ .. $tag$}; -1 if here is none, as in {@code $1}. */
    private int endOfDollarQuote() throws BadScriptException {
        int close = text.indexOf('$', at + 1);
        if (close < 0 || !text.substring(at + 1, close).matches("|[\\p{L}_][\\p{L}\\p{N}_]*")) {
            return -1;
        }
        String tag = text.substring(at, close + 1);
        int end = text.indexOf(tag, close + 1);
        if (end < 0) {
            throw new BadScriptException(line, "a text " + tag + " has no end");
        }
        return end + tag.length();
    }
}
