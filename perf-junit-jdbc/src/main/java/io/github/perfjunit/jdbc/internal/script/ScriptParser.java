// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a script file of pgbench, or that part of its language which is known here. */
final class ScriptParser {

    private static final String ALLOWED = "allowed are \\set and \\sleep; for more, write the transaction in Java";
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(.*)", Pattern.DOTALL);
    private static final Pattern SLEEP = Pattern.compile("(\\d{1,9}|:\\S+)\\s*(us|ms|s)?");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}0-9_]*");

    private final String name;
    private final String text;
    private final Mistakes mistakes;
    private final TransactionEnds ends;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private final Set<String> assigned = new HashSet<>(Set.of(ParsedScript.CLIENT_ID));
    private final Set<String> free = new LinkedHashSet<>();
    private boolean writes;
    private int at;
    private int line = 1;
    private int counted;

    private ScriptParser(String name, String text) {
        this.name = name;
        this.text = text;
        this.mistakes = new Mistakes(name);
        this.ends = new TransactionEnds(mistakes);
    }

    static ParsedScript parse(String name, String text) {
        ScriptParser parser = new ScriptParser(name, text);
        parser.parse();
        parser.mistakes.throwIfAny();
        return new ParsedScript(name, parser.steps, parser.slots, parser.free, parser.writes);
    }

    private void parse() {
        slots.put(ParsedScript.CLIENT_ID, 0);
        while (skipToNext()) {
            char c = text.charAt(at);
            if (c == ';') {
                at++;
            } else if (c == '\\') {
                command();
            } else {
                statement();
            }
        }
        if (steps.stream().noneMatch(Step.Sql.class::isInstance)) {
            mistakes.add(line(text.length()), "there is no statement in it");
        }
    }

    /** Skips blanks and comments; returns whether anything is left. */
    private boolean skipToNext() {
        while (at < text.length()) {
            if (text.startsWith("--", at)) {
                at = lineEnd(at);
            } else if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\uFEFF') {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private void statement() {
        int where = line(at);
        StatementReader sql = StatementReader.read(text, at);
        at = sql.end();
        sql.problems().forEach(problem -> mistakes.add(where, problem));
        sql.quotedNames().stream()
                .filter(assigned::contains)
                .filter(quoted -> !quoted.equals(ParsedScript.CLIENT_ID))
                .forEach(quoted -> mistakes.add(
                        where,
                        "':" + ScriptText.text(quoted) + "' stands inside quotes, where it is text; write '...' || :"
                                + ScriptText.text(quoted)));
        if (sql.words().isEmpty()) {
            if (!sql.sql().startsWith("/*")) { // nothing but a comment is no mistake
                mistakes.add(where, "there is no word of SQL in the statement");
            }
            return;
        }
        if (ends.took(sql.words(), where)) {
            return;
        }
        int[] used = sql.names().stream().mapToInt(this::used).toArray();
        steps.add(new Step.Sql(sql.sql(), where, used));
        writes |= StatementKind.writes(sql.words());
    }

    private void command() {
        int where = line(at);
        int end = lineEnd(at);
        while (end < text.length() && isContinued(end)) {
            end = lineEnd(end + 1);
        }
        String command =
                text.substring(at + 1, end).replaceAll("\\\\\\s*\\n", " ").strip();
        at = end;
        String word = command.split("\\s", 2)[0];
        String rest = command.substring(word.length()).strip();
        try {
            switch (word) {
                case "set" -> set(rest, where);
                case "sleep" -> sleep(rest, where);
                default ->
                    throw new IllegalArgumentException("\\" + ScriptText.text(word) + " is not supported: " + ALLOWED);
            }
        } catch (IllegalArgumentException e) {
            mistakes.add(where, String.valueOf(e.getMessage()));
        }
    }

    /** Tells whether the line with an end has a backslash there. */
    private boolean isContinued(int end) {
        int last = end - 1;
        while (last > at && text.charAt(last) != '\n' && Character.isWhitespace(text.charAt(last))) {
            last--;
        }
        return last > at && text.charAt(last) == '\\';
    }

    private void set(String rest, int where) {
        Matcher parts = SET.matcher(rest);
        if (!parts.matches()) {
            throw new IllegalArgumentException("\\set needs a name and a value, such as \\set id random(1, 100)");
        }
        String variable = parts.group(1);
        if (!NAME.matcher(variable).matches()) {
            throw new IllegalArgumentException(
                    "'" + ScriptText.text(variable) + "' is not a name: letters, digits and _, and no digit first");
        }
        Expression value = ExpressionParser.parse(parts.group(2), this::used);
        steps.add(new Step.Assignment(slot(variable), value, name + ", line " + where));
        assigned.add(variable);
    }

    private void sleep(String rest, int where) {
        Matcher parts = SLEEP.matcher(rest);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "\\sleep needs a whole number or a :variable, and us, ms or s, such as \\sleep 10 ms");
        }
        ends.paused(where);
        String unit = parts.group(2) == null ? "s" : parts.group(2);
        steps.add(new Step.Pause(
                ExpressionParser.parse(parts.group(1), this::used),
                switch (unit) {
                    case "us" -> ChronoUnit.MICROS;
                    case "ms" -> ChronoUnit.MILLIS;
                    default -> ChronoUnit.SECONDS;
                },
                name + ", line " + where));
    }

    private int used(String variable) {
        if (!assigned.contains(variable)) {
            free.add(variable);
        }
        return slot(variable);
    }

    private int slot(String variable) {
        return slots.computeIfAbsent(variable, each -> slots.size());
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** Returns the line of an index, which is never before that of the last call. */
    private int line(int index) {
        for (; counted < index; counted++) {
            if (text.charAt(counted) == '\n') {
                line++;
            }
        }
        return line;
    }
}
