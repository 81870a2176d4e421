// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.sql;

import io.github.perfjunit.jdbc.internal.sql.SqlSyntax.Feature;

/**
 * Cuts SQL into tokens, one after the other, without making an object for any. What is not SQL gives tokens too: a text
 * or comment without an end goes on to the end of all. Not thread-safe.
 */
public final class SqlLexer {

    private final String sql;
    private final SqlSyntax syntax;
    private final int limit;
    private TokenKind kind = TokenKind.SPACE;
    private int start;
    private int end;
    private boolean closed = true;

    /**
     * Begins before the first token.
     *
     * @param sql what to read
     * @param syntax how the database writes it
     */
    public SqlLexer(String sql, SqlSyntax syntax) {
        this.sql = sql;
        this.syntax = syntax;
        this.limit = sql.length();
    }

    /** Goes on to the next token; tells whether there is one. */
    public boolean next() {
        start = end;
        closed = true;
        if (start >= limit) {
            return false;
        }
        read(sql.charAt(start));
        return true;
    }

    /** Goes on to a place from which the next token is read. */
    public void moveTo(int index) {
        end = index;
    }

    /** Returns what the token is. */
    public TokenKind kind() {
        return kind;
    }

    /** Returns where the token begins, from 0. */
    public int start() {
        return start;
    }

    /** Returns the index behind the token. */
    public int end() {
        return end;
    }

    /** Returns the token as it is written. */
    public String text() {
        return sql.substring(start, end);
    }

    /** Tells whether the text, name or comment has an end. */
    public boolean isClosed() {
        return closed;
    }

    /** Tells whether the token is a character of its own. */
    public boolean isSymbol(char symbol) {
        return kind == TokenKind.SYMBOL && end == start + 1 && sql.charAt(start) == symbol;
    }

    /** Tells whether the token is a word, in upper or lower case. */
    public boolean isWord(String word) {
        return kind == TokenKind.WORD
                && end - start == word.length()
                && sql.regionMatches(true, start, word, 0, word.length());
    }

    /**
     * Tells whether another server would end the text elsewhere: a backslash stands before a quote in it.
     *
     * @return false for tokens that are no texts
     */
    public boolean isDoubtful() {
        if (kind == TokenKind.TEXT) {
            for (int i = sql.indexOf('\\', start); i >= 0 && i < end - 1; i = sql.indexOf('\\', i + 1)) {
                char next = sql.charAt(i + 1);
                if (next == '\'' || next == '"') {
                    return true;
                }
            }
        }
        return false;
    }

    /** Tells whether a character can be in a name without quotes; names may have {@code $} too, but not as the first. */
    public static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** Tells what stands for a blank: white space, and what cannot be seen. */
    public static boolean isBlank(char c) {
        return c <= ' '
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }

    private void read(char c) {
        if (isDigit(c) || (c == '.' && isDigit(at(start + 1)))) {
            token(TokenKind.NUMBER, afterNumber(start));
        } else if (isNamePart(c)) {
            word();
        } else if (isBlank(c)) {
            token(TokenKind.SPACE, afterBlanks());
        } else {
            readSign(c);
        }
    }

    private void readSign(char c) {
        switch (c) {
            case '\'' -> quoted(TokenKind.TEXT, start, '\'', syntax.has(Feature.BACKSLASHES));
            case '"' -> {
                boolean text = syntax.has(Feature.DOUBLE_QUOTED_TEXTS);
                quoted(text ? TokenKind.TEXT : TokenKind.NAME, start, '"', text && syntax.has(Feature.BACKSLASHES));
            }
            case '`' -> quoted(TokenKind.NAME, start, '`', false);
            case '[' -> {
                if (syntax.has(Feature.BRACKETED_NAMES)) {
                    quoted(TokenKind.NAME, start, ']', false);
                } else {
                    token(TokenKind.SYMBOL, start + 1);
                }
            }
            case '$' -> dollar();
            case '?' -> {
                boolean operator = at(start + 1) == '?';
                token(operator ? TokenKind.SYMBOL : TokenKind.PARAMETER, start + (operator ? 2 : 1));
            }
            default -> {
                if (beginsLineComment(c)) {
                    token(TokenKind.COMMENT, endOfLine());
                } else if (c == '/' && at(start + 1) == '*') {
                    comment();
                } else {
                    token(TokenKind.SYMBOL, start + 1);
                }
            }
        }
    }

    private void token(TokenKind found, int behind) {
        kind = found;
        end = behind;
    }

    private void word() {
        int behind = start;
        while (behind < limit && (isNamePart(sql.charAt(behind)) || sql.charAt(behind) == '$')) {
            behind++;
        }
        if (at(behind) == '\'' && behind - start <= 2) {
            prefixed(behind);
        } else if (at(behind) == '&' && at(behind + 1) == '\'' && isPrefix(behind, "u")) {
            quoted(TokenKind.TEXT, behind + 1, '\'', syntax.has(Feature.BACKSLASHES));
        } else {
            token(TokenKind.WORD, behind);
        }
    }

    /** Reads {@code E'it\'s'}, {@code B'01'}, {@code X'ff'}, {@code N'text'}, and Oracle's {@code q'[text]'}. */
    private void prefixed(int quote) {
        if (isPrefix(quote, "e")) {
            quoted(TokenKind.TEXT, quote, '\'', true);
        } else if (isPrefix(quote, "b") || isPrefix(quote, "x") || isPrefix(quote, "n")) {
            quoted(TokenKind.TEXT, quote, '\'', syntax.has(Feature.BACKSLASHES));
        } else if (syntax.has(Feature.CHOSEN_QUOTES) && (isPrefix(quote, "q") || isPrefix(quote, "nq"))) {
            until(TokenKind.TEXT, closing(at(quote + 1)) + "'", quote + 2);
        } else {
            token(TokenKind.WORD, quote);
        }
    }

    private boolean isPrefix(int behind, String prefix) {
        return behind - start == prefix.length() && sql.regionMatches(true, start, prefix, 0, prefix.length());
    }

    private static char closing(char opening) {
        return switch (opening) {
            case '[' -> ']';
            case '(' -> ')';
            case '{' -> '}';
            case '<' -> '>';
            default -> opening;
        };
    }

    /** Reads on to a quote that is not doubled. */
    private void quoted(TokenKind found, int opening, char quote, boolean backslashes) {
        int i = opening + 1;
        while (i < limit) {
            char c = sql.charAt(i);
            if (c == '\\' && backslashes) {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (at(i + 1) == quote) {
                i += 2;
            } else {
                token(found, i + 1);
                return;
            }
        }
        closed = false;
        token(found, limit);
    }

    /** Reads {@code $1}, {@code $$text$$} and {@code $tag$text$tag$}. */
    private void dollar() {
        if (isDigit(at(start + 1))) {
            token(TokenKind.PARAMETER, afterNumber(start + 1));
            return;
        }
        int behind = start + 1;
        while (behind < limit && isNamePart(sql.charAt(behind))) {
            behind++;
        }
        if (at(behind) == '$' && syntax.has(Feature.DOLLAR_QUOTES)) {
            until(TokenKind.TEXT, sql.substring(start, behind + 1), behind + 1);
        } else {
            token(TokenKind.SYMBOL, start + 1);
        }
    }

    private void until(TokenKind found, String closing, int from) {
        int close = sql.indexOf(closing, from);
        closed = close >= 0;
        token(found, closed ? close + closing.length() : limit);
    }

    /** Reads {@code 12}, {@code .5e-3}, {@code 0xFF} and {@code 1_000}. */
    private int afterNumber(int from) {
        boolean hexadecimal = sql.charAt(from) == '0' && Character.toLowerCase(at(from + 1)) == 'x';
        int i = from;
        while (i < limit) {
            char c = sql.charAt(i);
            boolean sign = (c == '+' || c == '-')
                    && i > from
                    && !hexadecimal
                    && Character.toLowerCase(sql.charAt(i - 1)) == 'e';
            if (!isNamePart(c) && c != '.' && !sign) {
                return i;
            }
            i++;
        }
        return i;
    }

    private int afterBlanks() {
        int i = start + 1;
        while (i < limit && isBlank(sql.charAt(i))) {
            i++;
        }
        return i;
    }

    private boolean beginsLineComment(char c) {
        if (!syntax.has(Feature.HASH_COMMENTS)) {
            return c == '-' && at(start + 1) == '-';
        }
        return c == '#' || (c == '-' && at(start + 1) == '-' && isBlank(at(start + 2)));
    }

    private int endOfLine() {
        int i = start;
        while (i < limit && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    private void comment() {
        int depth = 1;
        int i = start + 2;
        while (i < limit) {
            char c = sql.charAt(i);
            if (c == '*' && at(i + 1) == '/') {
                i += 2;
                depth--;
                if (depth == 0) {
                    token(TokenKind.COMMENT, i);
                    return;
                }
            } else if (c == '/' && at(i + 1) == '*' && syntax.has(Feature.NESTED_COMMENTS)) {
                i += 2;
                depth++;
            } else {
                i++;
            }
        }
        closed = false;
        token(TokenKind.COMMENT, limit);
    }

    /** Returns a character; a blank behind the last. */
    private char at(int index) {
        return index < limit ? sql.charAt(index) : ' ';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
