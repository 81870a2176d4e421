// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.util.Locale;

/**
 * Makes one text of all statements that differ in values, comments and blanks alone.
 *
 * <p>Values become {@code ?}, lists of values {@code (?...)}, repeated rows {@code (?, ?)...}. A text that is not valid
 * SQL gives some text too, as a database would not have run it anyway; what might be a value is never kept.
 *
 * <p>Package {@code diagnosis} folds the texts that a database keeps by itself, for there a statement must come out that
 * its plan can be asked for; by this one it finds what the client measured of the same statement.
 */
public final class SqlNormalizer {

    /** What is read of a statement; the rest hardly ever tells it from others. */
    private static final int LONGEST_READ = 100_000;

    private final String sql;
    private final SqlRules rules;
    private final SqlFolder out = new SqlFolder();
    private int at;

    private SqlNormalizer(String sql, SqlRules rules) {
        this.sql = sql;
        this.rules = rules;
    }

    /** Makes the text of a statement, as it stands in results. */
    public static String normalize(String sql) {
        return normalize(sql, SqlRules.STANDARD);
    }

    static String normalize(String sql, SqlRules rules) {
        return new SqlNormalizer(sql, rules).read();
    }

    private String read() {
        int end = Math.min(sql.length(), LONGEST_READ);
        while (at < end && !out.isFull()) {
            next(sql.charAt(at));
        }
        return out.text(at < sql.length());
    }

    private void next(char c) {
        if (isBlank(c)) {
            blank(at + 1);
        } else if (c == '\'') {
            value(afterQuoted('\'', rules.backslashEscapes()));
        } else if (c == '"' && rules.doubleQuotesHoldText()) {
            value(afterQuoted('"', rules.backslashEscapes()));
        } else if (c == '"' || c == '`') {
            quotedName(c);
        } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            value(afterNumber());
        } else if (isNamePart(c)) {
            word();
        } else if (c == '$') {
            dollar();
        } else if (c == '-' && peek(1) == '-' && (!rules.commentsOfMySql() || isBlank(peek(2)))) {
            blank(endOfLine());
        } else if (c == '#' && rules.commentsOfMySql()) {
            blank(endOfLine());
        } else if (c == '/' && peek(1) == '*') {
            blank(afterComment());
        } else if (c == '?' && peek(1) == '?') { // how drivers write an operator with a question mark
            out.symbol('?');
            out.symbol('?');
            at += 2;
        } else if (c == '?') {
            value(at + 1);
        } else {
            out.symbol(c);
            at++;
        }
    }

    private void blank(int next) {
        out.blank();
        at = next;
    }

    private void value(int next) {
        out.value();
        at = next;
    }

    private void word() {
        int end = at;
        while (end < sql.length() && (isNamePart(sql.charAt(end)) || sql.charAt(end) == '$')) {
            end++;
        }
        String word = sql.substring(at, end);
        if (end < sql.length() && startsValue(word, end)) {
            prefixedValue(word, end);
        } else {
            out.word(word);
            at = end;
        }
    }

    private boolean startsValue(String word, int end) {
        if (sql.charAt(end) == '&') {
            return word.equalsIgnoreCase("u") && end + 1 < sql.length() && sql.charAt(end + 1) == '\'';
        }
        if (sql.charAt(end) != '\'') {
            return false;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "e", "b", "x", "n", "q", "nq" -> true;
            default -> false;
        };
    }

    /** Reads E'it\'s', B'01', X'ff', N'text', U&'text' and Oracle's q'[text]'. */
    private void prefixedValue(String word, int end) {
        at = sql.charAt(end) == '&' ? end + 1 : end;
        char prefix = Character.toLowerCase(word.charAt(word.length() - 1));
        if (prefix == 'q' && at + 1 < sql.length()) {
            int close = sql.indexOf(closing(sql.charAt(at + 1)) + "'", at + 2);
            value(close < 0 ? sql.length() : close + 2);
        } else {
            value(afterQuoted('\'', prefix == 'e' || rules.backslashEscapes()));
        }
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

    private void quotedName(char quote) {
        int end = sql.indexOf(quote, at + 1);
        if (end < 0) {
            value(sql.length());
            return;
        }
        out.word(visible(sql.substring(at, end + 1)));
        at = end + 1;
    }

    private static String visible(String name) {
        StringBuilder clean = new StringBuilder();
        name.chars().forEach(c -> clean.append(isBlank((char) c) ? ' ' : (char) c));
        return clean.toString();
    }

    /** Reads $1 and PostgreSQL's $$text$$ and $tag$text$tag$. */
    private void dollar() {
        if (isDigit(peek(1))) {
            at++;
            value(afterNumber());
            return;
        }
        int tagEnd = at + 1;
        while (tagEnd < sql.length() && isNamePart(sql.charAt(tagEnd))) {
            tagEnd++;
        }
        if (tagEnd < sql.length() && sql.charAt(tagEnd) == '$') {
            String tag = sql.substring(at, tagEnd + 1);
            int close = sql.indexOf(tag, tagEnd + 1);
            value(close < 0 ? sql.length() : close + tag.length());
        } else {
            out.symbol('$');
            at++;
        }
    }

    private int afterQuoted(char quote, boolean backslash) {
        int i = at + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '\\' && backslash) {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return sql.length();
    }

    private int afterNumber() {
        int i = at;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            boolean sign = (c == '+' || c == '-')
                    && Character.toLowerCase(sql.charAt(i - 1)) == 'e'
                    && i > at
                    && Character.toLowerCase(sql.charAt(Math.min(at + 1, i - 1))) != 'x';
            if (!isNamePart(c) && c != '.' && !sign) {
                return i;
            }
            i++;
        }
        return i;
    }

    private int endOfLine() {
        int i = at;
        while (i < sql.length() && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    private int afterComment() {
        int depth = 1;
        int i = at + 2;
        while (i < sql.length()) {
            if (sql.startsWith("*/", i)) {
                i += 2;
                depth--;
                if (depth == 0) {
                    return i;
                }
            } else if (sql.startsWith("/*", i) && !rules.commentsOfMySql()) {
                i += 2;
                depth++;
            } else {
                i++;
            }
        }
        return sql.length();
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : ' ';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** Tells what stands for a blank, so that nothing invisible gets into a text. */
    private static boolean isBlank(char c) {
        return c <= ' '
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
