// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import io.github.perfjunit.jdbc.internal.sql.SqlLexer;
import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads one SQL statement out of a script: up to its semicolon, with {@code ?} for each variable, and without comments
 * of two dashes. It is to be run, so values in it stay: what stands in results is made by package {@code sql}.
 */
final class StatementReader {

    /** The language is that of psql and pgbench, whatever the database. */
    private static final SqlSyntax SYNTAX = SqlSyntax.POSTGRESQL;

    private final String script;
    private final SqlLexer lexer;
    private final StringBuilder sql = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private final List<String> quotedNames = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int end;

    private StatementReader(String script, int from) {
        this.script = script;
        this.lexer = new SqlLexer(script, SYNTAX);
        lexer.moveTo(from);
    }

    /** Reads the statement that begins at an index, which is that of its first word. */
    static StatementReader read(String script, int from) {
        StatementReader reader = new StatementReader(script, from);
        reader.end = reader.read();
        return reader;
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
        return end;
    }

    private int read() {
        while (lexer.next()) {
            if (lexer.isSymbol(';')) {
                return lexer.end();
            }
            if (lexer.isSymbol('\\')) {
                return backslash();
            }
            token();
        }
        return script.length();
    }

    private void token() {
        switch (lexer.kind()) {
            case SPACE -> space();
            case COMMENT -> comment();
            case TEXT, NAME -> quoted();
            case WORD -> {
                words.add(lexer.text().toLowerCase(Locale.ROOT));
                sql.append(lexer.text());
            }
            case NUMBER -> sql.append(lexer.text());
            case PARAMETER, SYMBOL -> symbol();
        }
    }

    private void space() {
        if (sql.length() > 0 && sql.charAt(sql.length() - 1) != ' ') {
            sql.append(' ');
        }
    }

    private void comment() {
        if (lexer.text().startsWith("/*")) {
            if (!lexer.isClosed()) {
                problems.add("a comment (/*) is not closed");
            }
            sql.append(lexer.text()); // it may be a hint
        }
    }

    private void symbol() {
        String text = lexer.text();
        if (text.startsWith("?")) {
            problems.add("'?' cannot stand in a script: a value is written :name, an operator with ? as its function,"
                    + " such as jsonb_exists()");
        }
        if (lexer.isSymbol(':')) {
            colon();
        } else {
            sql.append(text);
        }
    }

    private void colon() {
        int from = lexer.end();
        if (script.startsWith(":", from)) {
            sql.append("::"); // a cast
            lexer.moveTo(from + 1);
            return;
        }
        int behind = nameEnd(script, from);
        if (behind == from) {
            sql.append(':');
            return;
        }
        names.add(script.substring(from, behind));
        sql.append('?');
        lexer.moveTo(behind);
    }

    private void quoted() {
        String text = lexer.text();
        if (!lexer.isClosed()) {
            problems.add("a quote (" + ScriptText.text(opening(text)) + ") is not closed");
            return;
        }
        sql.append(text);
        for (int i = text.indexOf(':'); i >= 0; i = text.indexOf(':', i + 1)) {
            int behind = nameEnd(text, i + 1);
            if (behind > i + 1 && text.charAt(i - 1) != ':') {
                quotedNames.add(text.substring(i + 1, behind));
            }
        }
    }

    /** Returns the quote with which a text begins, which may have a letter before it or a word inside. */
    private static String opening(String text) {
        if (text.startsWith("$")) {
            return text.substring(0, text.indexOf('$', 1) + 1);
        }
        return SqlLexer.isNamePart(text.charAt(0)) ? "'" : text.substring(0, 1);
    }

    private static int nameEnd(String text, int from) {
        int behind = from;
        while (behind < text.length()
                && (behind == from ? isNameStart(text.charAt(behind)) : isNamePart(text.charAt(behind)))) {
            behind++;
        }
        return behind;
    }

    /** Tells of a command that ends the statement, which is left for who reads commands if it has a line of its own. */
    private int backslash() {
        int at = lexer.start();
        if (script.startsWith("\\;", at)) {
            problems.add("\\; is not supported: end each statement with ; alone");
            return at + 2;
        }
        if (script.substring(script.lastIndexOf('\n', at) + 1, at).isBlank()) {
            problems.add("the statement is not ended by ;");
            return at;
        }
        int lineEnd = script.indexOf('\n', at);
        int behind = lineEnd < 0 ? script.length() : lineEnd;
        problems.add("'" + ScriptText.text(script.substring(at, behind).strip())
                + "' is not supported behind a statement; end it with ;");
        return behind;
    }
}
