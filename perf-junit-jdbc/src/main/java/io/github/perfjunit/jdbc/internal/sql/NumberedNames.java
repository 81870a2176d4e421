// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes the numbers out of names that programs make up as they go: of savepoints, channels, cursors, prepared statements,
 * and of schemas and roles that a session is set to. Tables keep theirs. Not thread-safe.
 */
final class NumberedNames {

    private static final Set<String> VERBS = Set.of(
            "savepoint",
            "save",
            "release",
            "rollback",
            "listen",
            "unlisten",
            "notify",
            "declare",
            "fetch",
            "move",
            "close",
            "prepare",
            "execute",
            "deallocate");

    /** After these, only numbers that stand alone are taken out: {@code set names utf8mb4} has none. */
    private static final Set<String> SETTING_VERBS = Set.of("set", "use");

    private static final Set<String> ENDS = Set.of("cursor", "for", "as");
    /** A number, also a hexadecimal one or one with dashes, that is not part of a word. */
    private static final Pattern NUMBERS =
            Pattern.compile("(?<![0-9A-Za-z])(?=[a-fA-F-]*+[0-9])[0-9a-fA-F-]++(?![0-9A-Za-z])");

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** Longer ones are no names. */
    private static final int LONGEST = 200;

    private enum Where {
        BEFORE,
        IN_NAMES,
        IN_SETTING,
        BEHIND
    }

    private Where where = Where.BEFORE;

    /** Takes a word or a name in quotes; returns it as it is to be shown. */
    String shown(String word) {
        switch (where) {
            case BEFORE -> where = after(word.toLowerCase(Locale.ROOT));
            case IN_NAMES, IN_SETTING -> {
                if (ENDS.contains(word.toLowerCase(Locale.ROOT))) {
                    where = Where.BEHIND;
                } else {
                    return unnumbered(word);
                }
            }
            case BEHIND -> {
                // What follows is not numbered.
            }
        }
        return word;
    }

    void symbol(char c) {
        if (c == ';') {
            where = Where.BEFORE;
        } else if (c == '(') {
            where = Where.BEHIND;
        }
    }

    private static Where after(String verb) {
        if (VERBS.contains(verb)) {
            return Where.IN_NAMES;
        }
        return SETTING_VERBS.contains(verb) ? Where.IN_SETTING : Where.BEHIND;
    }

    private String unnumbered(String name) {
        if (name.length() > LONGEST) {
            return name;
        }
        String shown = NUMBERS.matcher(name).replaceAll("?");
        return where == Where.IN_NAMES ? DIGITS.matcher(shown).replaceAll("?") : shown;
    }
}
