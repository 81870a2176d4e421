// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds out what a statement does. Not thread-safe. */
final class EffectReader {

    private static final int MOST_TOKENS = 20_000;

    private static final Set<String> QUERIES = Set.of("select", "with", "values", "table");
    private static final Set<String> CHANGES = Set.of("insert", "update", "delete", "merge", "replace", "upsert");
    private static final Set<String> RUNS = Set.of("call", "exec", "execute", "do");

    /** What may follow a BEGIN that begins a transaction, not a block of code. */
    private static final Set<String> OF_TRANSACTIONS = Set.of(
            "",
            "transaction",
            "tran",
            "work",
            "isolation",
            "read",
            "deferrable",
            "not",
            "deferred",
            "immediate",
            "exclusive",
            "concurrent");

    /** Functions that are called for what they do, whatever is read beside them. */
    private static final Set<String> DOING =
            Set.of("nextval", "setval", "pg_notify", "pg_sleep", "set_config", "get_lock", "release_lock", "sleep");

    /** What begins the names of further ones. */
    private static final List<String> DOING_PREFIXES = List.of("pg_advisory_", "pg_try_advisory_");

    /** Tables that are there to ask for constants. */
    private static final Set<String> NO_TABLES = Set.of("dual", "sysdummy1", "rdb$database");

    private static final String VALUE = "?";
    private static final String NOTHING = "";

    private final List<String> tokens;
    /** Names of queries that WITH defines. */
    private final Set<String> named = new HashSet<>();
    /** Whether each open pair of parentheses, and the whole, is a query. */
    private final Deque<Boolean> queries = new ArrayDeque<>();

    private boolean reads;
    private boolean calls;
    private boolean does;

    private EffectReader(List<String> tokens) {
        this.tokens = tokens;
    }

    /** Returns the effect of the first statement that has one. */
    static StatementEffect read(String sql, SqlSyntax syntax) {
        SqlLexer lexer = new SqlLexer(sql, syntax);
        List<String> tokens = new ArrayList<>();
        StatementEffect effect = StatementEffect.OTHER;
        while (effect == StatementEffect.OTHER && lexer.next()) {
            if (lexer.isSymbol(';') || tokens.size() == MOST_TOKENS) {
                effect = new EffectReader(tokens).effect();
                tokens.clear();
            } else if (!lexer.kind().isBlank()) {
                tokens.add(token(lexer));
            }
        }
        return effect == StatementEffect.OTHER ? new EffectReader(tokens).effect() : effect;
    }

    private static String token(SqlLexer lexer) {
        return switch (lexer.kind()) {
            case WORD, NAME -> lexer.text().toLowerCase(Locale.ROOT);
            case NUMBER, TEXT, PARAMETER -> VALUE;
            case SYMBOL, SPACE, COMMENT -> lexer.text();
        };
    }

    private StatementEffect effect() {
        int verb = verb();
        String first = at(verb);
        if (RUNS.contains(first) || isBlock(verb)) {
            return StatementEffect.CALLS;
        }
        if (CHANGES.contains(first)) {
            return StatementEffect.WRITES;
        }
        if (!QUERIES.contains(first)) {
            return StatementEffect.OTHER;
        }
        return query(verb);
    }

    /** Returns the place of the first word; that of {@code {? = call f(?)}} is behind its question mark. */
    private int verb() {
        int i = 0;
        while (i < tokens.size() && !isName(at(i))) {
            i++;
        }
        return i;
    }

    /** Tells whether it is code between BEGIN and END. */
    private boolean isBlock(int verb) {
        return switch (at(verb)) {
            case "begin" -> !OF_TRANSACTIONS.contains(at(verb + 1));
            case "declare" -> !tokens.contains("cursor");
            default -> false;
        };
    }

    private StatementEffect query(int verb) {
        queries.push(true);
        reads = at(verb).equals("table");
        for (int i = verb; i < tokens.size(); i++) {
            String token = at(i);
            if (token.equals("(")) {
                queries.push(QUERIES.contains(at(i + 1)));
            } else if (token.equals(")")) {
                if (queries.size() > 1) {
                    queries.pop();
                }
            } else if (CHANGES.contains(token) && isCommand(i)) {
                return StatementEffect.WRITES;
            } else if (token.equals("into") && queries.size() == 1) {
                return StatementEffect.OTHER; // a new table
            } else if (isName(token)) {
                word(i);
            }
        }
        if (does || (calls && !reads)) {
            return StatementEffect.CALLS;
        }
        return reads ? StatementEffect.READS : StatementEffect.OTHER;
    }

    /** Tells whether a word begins the query of a WITH, or what follows them; functions have some of the same names. */
    private boolean isCommand(int i) {
        return (at(i - 1).equals("(") || at(i - 1).equals(")")) && !at(i + 1).equals("(");
    }

    private void word(int i) {
        switch (at(i)) {
            case "as" -> {
                String query = at(i + 1).equals("not") ? at(i + 2) : at(i + 1);
                if (query.equals("(") || query.equals("materialized")) {
                    named.add(nameBefore(i));
                }
            }
            case "from", "join" -> {
                if (Boolean.TRUE.equals(queries.peek()) && !at(i - 1).equals("distinct")) {
                    reads |= isTable(i + 1);
                }
            }
            case "value" ->
                does |= at(i + 1).equals("for")
                        && (at(i - 1).equals("next") || at(i - 1).equals("previous"));
            default -> function(i);
        }
    }

    /** Returns the name of a query, before which {@code (a, b)} may tell its columns. */
    private String nameBefore(int as) {
        int i = as - 1;
        if (at(i).equals(")")) {
            while (i > 0 && !at(i).equals("(")) {
                i--;
            }
            i--;
        }
        return at(i);
    }

    private boolean isTable(int from) {
        int i = from;
        while (at(i).equals("only") || at(i).equals("lateral") || at(i).equals("[")) {
            i++;
        }
        if (!isName(at(i))) {
            return false;
        }
        while (at(i + 1).equals(".")) {
            i += 2;
        }
        return !at(i + 1).equals("(") && !NO_TABLES.contains(at(i)) && !named.contains(at(i));
    }

    private void function(int i) {
        String name = at(i);
        boolean called = at(i + 1).equals("(");
        // IN and the like stand before parentheses too, but in statements that read a table.
        calls |= called && !QUERIES.contains(name);
        does |= (called || (name.equals("nextval") && at(i - 1).equals(".")))
                && (DOING.contains(name) || DOING_PREFIXES.stream().anyMatch(name::startsWith));
    }

    private String at(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i) : NOTHING;
    }

    private static boolean isName(String token) {
        return !token.isEmpty()
                && (SqlLexer.isNamePart(token.charAt(0))
                        || "\"`".indexOf(token.charAt(0)) >= 0
                        || (token.charAt(0) == '[' && token.length() > 1));
    }
}
