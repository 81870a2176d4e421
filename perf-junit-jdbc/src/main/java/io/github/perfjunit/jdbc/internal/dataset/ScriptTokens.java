// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.sql.SqlLexer;
import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.jdbc.internal.sql.TokenKind;
import org.jspecify.annotations.Nullable;

/** The tokens of a script, with their lines. Not thread-safe. */
final class ScriptTokens {

    private final String script;
    private final SqlLexer lexer;
    private int line = 1;

    ScriptTokens(String script, SqlSyntax syntax) {
        this.script = script;
        this.lexer = new SqlLexer(script, syntax);
    }

    /**
     * Returns the next token; null at the end.
     *
     * @throws BadScriptException if a quote or comment has no end
     */
    @Nullable
    Token next() throws BadScriptException {
        if (!lexer.next()) {
            return null;
        }
        Token token = new Token(lexer.kind(), lexer.text(), line);
        if (!lexer.isClosed()) {
            throw new BadScriptException(line, withoutEnd(token));
        }
        pass(lexer.start(), lexer.end());
        return token;
    }

    private static String withoutEnd(Token token) {
        if (token.kind() == TokenKind.COMMENT) {
            return "a comment /* has no end";
        }
        String text = token.text();
        if (text.startsWith("$")) {
            return "a text " + text.substring(0, text.indexOf('$', 1) + 1) + " has no end";
        }
        return "a quote " + (SqlLexer.isNamePart(text.charAt(0)) ? '\'' : text.charAt(0)) + " has no end";
    }

    /** Takes what is left of the current line. */
    String restOfLine() {
        int from = lexer.end();
        int end = script.indexOf('\n', from);
        int behind = end < 0 ? script.length() : end;
        lexer.moveTo(behind);
        return script.substring(from, behind);
    }

    /** Takes the lines that follow the current one, up to one with nothing but an end mark. */
    String linesUntil(String mark) throws BadScriptException {
        int from = line;
        int start = script.indexOf('\n', lexer.end()) + 1;
        if (start == 0) {
            throw new BadScriptException(line, "copies rows from the script, which has none");
        }
        int end = start;
        while (true) {
            int next = script.indexOf('\n', end);
            String read = next < 0 ? script.substring(end) : script.substring(end, next);
            if (read.stripTrailing().equals(mark)) {
                int behind = next < 0 ? script.length() : next;
                pass(lexer.end(), behind);
                lexer.moveTo(behind);
                return script.substring(start, end);
            }
            if (next < 0) {
                throw new BadScriptException(from, "copies rows that do not end with a line " + mark);
            }
            end = next + 1;
        }
    }

    private void pass(int from, int to) {
        for (int i = from; i < to; i++) {
            if (script.charAt(i) == '\n') {
                line++;
            }
        }
    }
}
