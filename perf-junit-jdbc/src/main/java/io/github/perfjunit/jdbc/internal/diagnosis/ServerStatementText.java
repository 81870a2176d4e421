// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import java.util.regex.Pattern;

/**
 * Brings the text of a statement as a server keeps it into a form free of values: {@code ?} for every literal and
 * parameter, one space for white space and comments, lists of values after IN as one. Folding twice changes nothing.
 *
 * <p>What comes out is still a statement, as its plan is asked for; the texts of {@code probe.SqlNormalizer} are not.
 */
final class ServerStatementText {

    private static final int MOST_CHARACTERS = 2_000;
    private static final int MOST_READ = 100_000;

    /** What repeats must not step back, else long lists overflow the stack. */
    private static final Pattern IN_LIST = Pattern.compile("(?i)\\b(in ?\\(\\?)(?: ?+, ?+\\?)++(?: ?, ?\\.\\.\\.)?\\)");

    private final String sql;
    private final boolean backslashes;
    private final StringBuilder folded = new StringBuilder();
    private int at;

    private ServerStatementText(String sql, boolean backslashes) {
        this.sql = sql;
        this.backslashes = backslashes;
    }

    static String fold(String sql) {
        return fold(sql, false);
    }

    /**
     * Returns the folded text.
     *
     * @param backslashes whether a backslash inside quotes escapes, and double quotes hold values, as in MySQL
     */
    static String fold(String sql, boolean backslashes) {
        String read = sql.length() > MOST_READ ? sql.substring(0, MOST_READ) : sql;
        String text = new ServerStatementText(read, backslashes).folded();
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "..." : text;
    }

    private String folded() {
        while (at < sql.length()) {
            step();
        }
        String text = folded.toString().strip();
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        return IN_LIST.matcher(text).replaceAll("$1)");
    }

    private void step() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
            space();
        } else if (sql.startsWith("--", at)) {
            at = until("\n", at + 2);
            space();
        } else if (sql.startsWith("/*", at)) {
            at = until("*/", at + 2);
            space();
        } else if (c == '\'') {
            at = quoteEnd(c);
            value();
        } else if (c == '"' || c == '`') {
            quotedName(c);
        } else if (c == '$') {
            dollar();
        } else if (isWord(c)) {
            word();
        } else {
            folded.append(c);
            at++;
        }
    }

    private void quotedName(char quote) {
        int start = at;
        at = quoteEnd(quote);
        if (quote == '"' && backslashes) {
            value();
        } else {
            folded.append(sql, start, at);
        }
    }

    private void word() {
        int start = at;
        boolean number = Character.isDigit(sql.charAt(at));
        while (at < sql.length() && (isWord(sql.charAt(at)) || (number && isNumberPart()))) {
            at++;
        }
        String word = sql.substring(start, at);
        if (number) {
            negative();
            value();
        } else if (at < sql.length() && sql.charAt(at) == '\'' && word.length() == 1 && "eEnNbBxX".contains(word)) {
            boolean escapes = word.equalsIgnoreCase("e");
            at = escapes ? escapedEnd() : quoteEnd('\'');
            value();
        } else {
            folded.append(word);
        }
    }

    private boolean isNumberPart() {
        char c = sql.charAt(at);
        char last = sql.charAt(at - 1);
        return c == '.' || ((c == '-' || c == '+') && (last == 'e' || last == 'E'));
    }

    /** A minus that can only be a sign belongs to the value. */
    private void negative() {
        int end = folded.length() - 1;
        if (end >= 0 && folded.charAt(end) == '-') {
            int before = end - 1;
            while (before >= 0 && folded.charAt(before) == ' ') {
                before--;
            }
            if (before >= 0 && "=(,<>".indexOf(folded.charAt(before)) >= 0) {
                folded.setLength(end);
            }
        }
    }

    /** A parameter such as $1, or a text between dollar tags. */
    private void dollar() {
        int end = at + 1;
        while (end < sql.length() && isWord(sql.charAt(end))) {
            end++;
        }
        boolean parameter = end > at + 1 && Character.isDigit(sql.charAt(at + 1));
        if (parameter) {
            at = end;
            value();
        } else if (end < sql.length() && sql.charAt(end) == '$') {
            at = until(sql.substring(at, end + 1), end + 1);
            value();
        } else {
            folded.append('$');
            at++;
        }
    }

    private void value() {
        folded.append('?');
    }

    private void space() {
        if (folded.length() > 0 && folded.charAt(folded.length() - 1) != ' ') {
            folded.append(' ');
        }
    }

    private int until(String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }

    private int quoteEnd(char quote) {
        return backslashes ? escapedEnd() : doubledEnd(quote);
    }

    private int doubledEnd(char quote) {
        int i = at + 1;
        while (i < sql.length()) {
            if (sql.charAt(i) == quote) {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i + 1;
                }
            }
            i++;
        }
        return sql.length();
    }

    private int escapedEnd() {
        char quote = sql.charAt(at);
        int i = at + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i + 1;
                }
            }
            i++;
        }
        return sql.length();
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
