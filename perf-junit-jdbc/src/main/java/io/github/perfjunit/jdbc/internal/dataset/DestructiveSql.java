// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.rows.SqlNames;
import io.github.perfjunit.jdbc.internal.sql.SqlLexer;
import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a statement takes away, as far as its text tells. Functions that it calls are not looked into. */
final class DestructiveSql {

    /**
     * Something that is taken away or changed.
     *
     * @param verb what happens to it, such as {@code drop} or {@code change rows of}
     * @param kind {@code table}, {@code schema}, {@code function}, ...; empty for what has no name
     * @param name as it stands in the statement; what is run, if there is no kind
     */
    record Target(String verb, String kind, String name) {}

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;

    private static final Pattern ONE = Pattern.compile(SqlNames.NAME);
    private static final String NAMES = "(" + SqlNames.NAME + "(?:\\s*,\\s*" + SqlNames.NAME + ")*)";
    private static final String IF_EXISTS = "(?:if\\s+exists\\s+)?(?:only\\s+)?";

    private static final Pattern DROP = Pattern.compile(
            "drop\\s+(?:(?:global|temporary|foreign|event)\\s+)?(materialized\\s+view|[a-z]+)\\s+(?:concurrently\\s+)?"
                    + IF_EXISTS + NAMES + ".*",
            FLAGS);
    private static final Pattern TRUNCATE =
            Pattern.compile("truncate\\s+(?:table\\s+)?(?:only\\s+)?" + NAMES + ".*", FLAGS);
    private static final Pattern ALTER = Pattern.compile(
            "alter\\s+table\\s+" + IF_EXISTS + "(" + SqlNames.NAME
                    + ")\\s.*\\b(?:drop|rename|detach|modify|type|owner)\\b.*",
            FLAGS);
    private static final Pattern REPLACED =
            Pattern.compile("create\\s+or\\s+replace\\s+table\\s+(" + SqlNames.NAME + ").*", FLAGS);

    /** Those may stand in the middle of a statement, after {@code with}. */
    private static final Pattern DELETED =
            Pattern.compile("\\bdelete\\s+from\\s+(?:only\\s+)?(" + SqlNames.NAME + ")", FLAGS);

    private static final Pattern UPDATED = Pattern.compile(
            "\\bupdate\\s+(?:only\\s+)?(" + SqlNames.NAME + ")\\s+(?:(?:as\\s+)?\\w+\\s+)?set\\b", FLAGS);
    private static final Pattern MERGED =
            Pattern.compile("\\b(?:merge|replace)\\s+into\\s+(" + SqlNames.NAME + ")", FLAGS);
    private static final Pattern UPSERTED = Pattern.compile(
            "insert\\s+into\\s+(" + SqlNames.NAME
                    + ").*\\bon\\s+(?:conflict\\b.*\\bdo\\s+update|duplicate\\s+key)\\b.*",
            FLAGS);

    private static final Pattern BLOCK = Pattern.compile("(?:do|begin|declare)\\b.*", FLAGS);
    private static final Pattern HARMFUL =
            Pattern.compile("\\b(?:drop|truncate|delete|update|alter|execute|merge)\\b", FLAGS);
    /** Its body is not run now; there may be semicolons in it. */
    private static final Pattern ROUTINE =
            Pattern.compile("create\\b[^(]*?\\b(?:function|procedure|trigger|event|package)\\b.*", FLAGS);

    private static final Pattern OF_THE_SERVER =
            Pattern.compile("(alter\\s+(?:system|database|role|user|schema)|(?:drop|reassign)\\s+owned)\\b.*", FLAGS);

    private DestructiveSql() {}

    /**
     * Returns what a text takes away, be it one statement or several; tables that are made for a session alone are none.
     *
     * @param syntax how the database tells texts and comments from the rest
     */
    static List<Target> targets(String sql, SqlSyntax syntax) {
        List<Target> targets = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        SqlLexer lexer = new SqlLexer(sql, syntax);
        int begin = 0;
        while (lexer.next()) {
            if (lexer.isSymbol(';') && !ROUTINE.matcher(text.toString().strip()).matches()) {
                targets.addAll(ofOne(text.toString().strip(), sql.substring(begin, lexer.start())));
                text.setLength(0);
                begin = lexer.end();
            } else {
                text.append(
                        switch (lexer.kind()) {
                            case COMMENT, SPACE -> " ";
                            case TEXT -> "''";
                            default -> lexer.text();
                        });
            }
        }
        targets.addAll(ofOne(text.toString().strip(), sql.substring(begin)));
        return targets;
    }

    /**
     * Tells it of one statement.
     *
     * @param text without comments and what is in texts
     * @param written as it was written
     */
    private static List<Target> ofOne(String text, String written) {
        Matcher server = OF_THE_SERVER.matcher(text);
        if (server.matches()) {
            String what = server.group(1).replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
            return List.of(new Target("run", "", what));
        }
        if (BLOCK.matcher(text).matches()) {
            return HARMFUL.matcher(written).find()
                    ? List.of(new Target("run", "", "a block that cannot be looked into"))
                    : List.of();
        }
        Matcher drop = DROP.matcher(text);
        if (drop.matches()) {
            String kind = drop.group(1).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
            return names(drop.group(2)).map(n -> new Target("drop", kind, n)).toList();
        }
        Matcher truncate = TRUNCATE.matcher(text);
        if (truncate.matches()) {
            return names(truncate.group(1))
                    .map(n -> new Target("empty", "table", n))
                    .toList();
        }
        return text.regionMatches(true, 0, "create", 0, 6) ? replaced(text) : changed(text);
    }

    private static List<Target> replaced(String text) {
        Matcher replaced = REPLACED.matcher(text);
        return replaced.matches() ? List.of(new Target("drop", "table", replaced.group(1))) : List.of();
    }

    private static List<Target> changed(String text) {
        List<Target> targets = new ArrayList<>();
        each(ALTER, text, "alter", targets);
        each(DELETED, text, "delete rows of", targets);
        each(UPDATED, text, "change rows of", targets);
        each(MERGED, text, "change rows of", targets);
        each(UPSERTED, text, "change rows of", targets);
        return targets;
    }

    private static void each(Pattern pattern, String text, String verb, List<Target> targets) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            targets.add(new Target(verb, "table", found.group(1)));
        }
    }

    private static Stream<String> names(String list) {
        return ONE.matcher(list).results().map(MatchResult::group);
    }
}
