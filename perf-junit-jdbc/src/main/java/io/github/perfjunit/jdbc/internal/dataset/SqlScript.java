// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.jdbc.internal.sql.TokenKind;
import io.github.perfjunit.metrics.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts a script into statements. Not thread-safe. */
final class SqlScript {

    private static final int SHOWN = 70;
    private static final Set<String> OF_DUMPS = Set.of("restrict", "unrestrict");

    private final ScriptTokens script;
    private final String scale;
    private final List<ScriptStatement> statements = new ArrayList<>();
    private final StringBuilder sql = new StringBuilder();
    private final List<Token> tokens = new ArrayList<>();
    private int depth;

    private SqlScript(ScriptTokens script, int scale) {
        this.script = script;
        this.scale = Integer.toString(scale);
    }

    /**
     * Returns the statements of a script, with a number in place of {@code :scale}.
     *
     * @throws BadScriptException if it cannot be cut
     */
    static List<ScriptStatement> split(String text, SqlSyntax syntax, int scale) throws BadScriptException {
        return new SqlScript(new ScriptTokens(text, syntax), scale).split();
    }

    private List<ScriptStatement> split() throws BadScriptException {
        for (Token token = script.next(); token != null; token = script.next()) {
            if (token.isSymbol('\\') && tokens.isEmpty()) {
                command(token);
            } else if (token.isSymbol(';') && depth == 0) {
                end();
            } else {
                add(token);
            }
        }
        end();
        return List.copyOf(statements);
    }

    /** Takes a command of psql: dumps forbid others between two of theirs, which is so here in any case. */
    private void command(Token token) throws BadScriptException {
        String name = script.restOfLine().split("\\s", 2)[0];
        if (!OF_DUMPS.contains(name)) {
            throw new BadScriptException(token.line(), "commands of psql, such as \\copy, are not understood");
        }
    }

    private void add(Token token) {
        if (tokens.isEmpty() && token.isBlank()) {
            return;
        }
        Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        boolean placeholder = token.isWord("scale")
                && last != null
                && last.isSymbol(':')
                && !(tokens.size() > 1 && tokens.get(tokens.size() - 2).isSymbol(':'));
        if (placeholder) {
            sql.setLength(sql.length() - 1);
            sql.append(scale);
        } else {
            sql.append(token.text());
        }
        follow(token);
        tokens.add(token);
    }

    /** Counts the ends that the body of {@code create function .. begin atomic .. end} still needs. */
    private void follow(Token token) {
        if (token.kind() != TokenKind.WORD || !isRoutine()) {
            return;
        }
        switch (token.text().toLowerCase(Locale.ROOT)) {
            case "begin" -> depth++;
            case "case" -> depth += depth > 0 ? 1 : 0;
            case "end" -> depth -= depth > 0 ? 1 : 0;
            default -> {
                // Says nothing about where the statement ends.
            }
        }
    }

    private boolean isRoutine() {
        List<Token> words =
                tokens.stream().filter(t -> t.kind() == TokenKind.WORD).limit(4).toList();
        return !words.isEmpty()
                && words.get(0).isWord("create")
                && words.stream().anyMatch(w -> w.isWord("function") || w.isWord("procedure"));
    }

    private void end() throws BadScriptException {
        if (!tokens.isEmpty()) {
            String text = sql.toString().strip();
            String rows = CopyCommand.readsScript(text) ? script.linesUntil("\\.") : null;
            statements.add(new ScriptStatement(tokens.get(0).line(), text, start(tokens), rows));
        }
        tokens.clear();
        sql.setLength(0);
        depth = 0;
    }

    private static String start(List<Token> tokens) {
        StringBuilder start = new StringBuilder();
        for (Token token : tokens) {
            switch (token.kind()) {
                case TEXT, NUMBER -> start.append('?');
                case SPACE, COMMENT -> start.append(endsWithSpace(start) ? "" : " ");
                case WORD, NAME, PARAMETER, SYMBOL -> start.append(token.text());
            }
            if (start.length() > SHOWN) {
                return PrintableText.shorten(start.toString(), SHOWN);
            }
        }
        return start.toString().strip();
    }

    private static boolean endsWithSpace(@Nullable StringBuilder text) {
        return text == null || text.isEmpty() || text.charAt(text.length() - 1) == ' ';
    }
}
