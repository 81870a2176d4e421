// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads one SQL statement out of a script: up to its semicolon, with {@code ?} for each variable, and without comments
 * of two dashes. It is to be run, so values in it stay: what stands in results is made by package {@code probe}.
 */
final class StatementReader {

    private final String script;
    private final StringBuilder sql = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private final List<String> quotedNames = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int at;

    private StatementReader(String script, int at) {
        this.script = script;
        this.at = at;
    }

    /** Reads the statement that begins at an index, which is that of its first word. */
    static StatementReader read(String script, int from) {
        StatementReader text = new StatementReader(script, from);
        text.read();
        return text;
    }

    static boolean isNameStart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c > 127 && Character.isLetter(c));
    }

    static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9');
    }

    /** Returns the statement as JDBC takes it. */
    String sql() {
        return sql.toString().strip();
    }

    /** Returns the variables whose values it needs, in the order of the question marks. */
    List<String> names() {
        return names;
    }

    /** Returns what looks like variables inside quotes. */
    List<String> quotedNames() {
        return quotedNames;
    }

    /** Returns its words outside quotes and comments, in lower case. */
    List<String> words() {
        return words;
    }

    List<String> problems() {
        return problems;
    }

    /** Returns the index behind the statement. */
    int end() {
        return at;
    }

    private void read() {
        while (at < script.length()) {
            char c = script.charAt(at);
            if (c == ';') {
                at++;
                return;
            } else if (c == '\\') {
                backslash();
                return;
            } else if (c == '\'' || c == '"') {
                boolean escapes = c == '\'' && isEscapeString();
                quoted(c, escapes);
            } else if (c == '$' && dollarTagEnd() > 0) {
                dollarQuoted();
            } else if (script.startsWith("--", at)) {
                skipLine();
            } else if (script.startsWith("/*", at)) {
                blockComment();
            } else if (c == ':') {
                colon();
            } else if (isNamePart(c)) {
                word();
            } else {
                other(c);
            }
        }
    }

    private void other(char c) {
        if (c == '?') {
            problems.add("'?' cannot stand in a script: a value is written :name, an operator with ? as its function,"
                    + " such as jsonb_exists()");
        }
        if (!Character.isWhitespace(c)) {
            sql.append(c);
        } else if (sql.length() > 0 && sql.charAt(sql.length() - 1) != ' ') {
            sql.append(' ');
        }
        at++;
    }

    /** Tells of a command that ends the statement, which is left for who reads commands if it has a line of its own. */
    private void backslash() {
        if (script.startsWith("\\;", at)) {
            problems.add("\\; is not supported: end each statement with ; alone");
            at += 2;
            return;
        }
        if (script.substring(script.lastIndexOf('\n', at) + 1, at).isBlank()) {
            problems.add("the statement is not ended by ;");
            return;
        }
        int start = at;
        skipLine();
        problems.add("'" + ScriptText.text(script.substring(start, at).strip())
                + "' is not supported behind a statement; end it with ;");
    }

    private boolean isEscapeString() {
        if (at == 0 || Character.toLowerCase(script.charAt(at - 1)) != 'e') {
            return false;
        }
        return at == 1 || !isNamePart(script.charAt(at - 2));
    }

    private void quoted(char quote, boolean escapes) {
        int start = at++;
        while (at < script.length()) {
            char c = script.charAt(at++);
            if (c == '\\' && escapes) {
                at++;
            } else if (c == quote) {
                if (at < script.length() && script.charAt(at) == quote) {
                    at++;
                } else {
                    keepQuoted(start);
                    return;
                }
            }
        }
        at = script.length();
        problems.add("a quote (" + quote + ") is not closed");
    }

    /** Returns the index behind the opening tag of a dollar-quoted text, 0 if there is none. */
    private int dollarTagEnd() {
        int end = at + 1;
        if (end < script.length() && !isNameStart(script.charAt(end)) && script.charAt(end) != '$') {
            return 0;
        }
        while (end < script.length() && isNamePart(script.charAt(end))) {
            end++;
        }
        return end < script.length() && script.charAt(end) == '$' ? end + 1 : 0;
    }

    private void dollarQuoted() {
        int start = at;
        String tag = script.substring(at, dollarTagEnd());
        int close = script.indexOf(tag, at + tag.length());
        if (close < 0) {
            at = script.length();
            problems.add("a quote (" + ScriptText.text(tag) + ") is not closed");
            return;
        }
        at = close + tag.length();
        keepQuoted(start);
    }

    private void keepQuoted(int start) {
        String text = script.substring(start, at);
        sql.append(text);
        for (int i = text.indexOf(':'); i >= 0; i = text.indexOf(':', i + 1)) {
            int end = nameEnd(text, i + 1);
            if (end > i + 1 && text.charAt(i - 1) != ':') {
                quotedNames.add(text.substring(i + 1, end));
            }
        }
    }

    private static int nameEnd(String text, int from) {
        int end = from;
        while (end < text.length() && (end == from ? isNameStart(text.charAt(end)) : isNamePart(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private void skipLine() {
        int end = script.indexOf('\n', at);
        at = end < 0 ? script.length() : end;
    }

    private void blockComment() {
        int start = at;
        int depth = 0;
        do {
            if (script.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (script.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < script.length());
        at = Math.min(at, script.length());
        if (depth > 0) {
            problems.add("a comment (/*) is not closed");
        }
        sql.append(script, start, at); // it may be a hint
    }

    private void colon() {
        if (script.startsWith("::", at)) {
            sql.append("::"); // a cast
            at += 2;
            return;
        }
        int end = nameEnd(script, at + 1);
        if (end == at + 1) {
            sql.append(':');
            at++;
            return;
        }
        names.add(script.substring(at + 1, end));
        sql.append('?');
        at = end;
    }

    private void word() {
        int start = at;
        while (at < script.length() && (isNamePart(script.charAt(at)) || script.charAt(at) == '$')) {
            at++;
        }
        String word = script.substring(start, at);
        sql.append(word);
        words.add(word.toLowerCase(Locale.ROOT));
    }
}
