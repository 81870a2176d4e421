// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The words that tell where values stand; each meaning is a bit, so that one look-up tells all. */
final class Keywords {

    static final int NONE = 0;

    /** Before parentheses with a list of values; MySQL sorts by FIELD with the values that IN has. */
    static final int LIST = 1;

    static final int ARRAY = 1 << 1;
    static final int CAST = 1 << 2;
    static final int QUERY = 1 << 3;

    /** Values that have a name. */
    static final int CONSTANT = 1 << 4;

    /** After it comes a value, so a minus is its sign. */
    static final int BEFORE_VALUE = 1 << 5;

    /** After it come rows of values. */
    static final int ROWS = 1 << 6;

    /** A type that may stand before a text, and the letters of JDBC's {@code {d '2026-12-01'}}. */
    static final int TYPE = 1 << 7;

    /** A further word of the name of a type. */
    static final int TYPE_PART = 1 << 8;

    static final int INTERVAL_FIELD = 1 << 9;
    static final int AS = 1 << 10;

    private static final int LONGEST = 11;
    private static final Map<String, Integer> MEANINGS = new HashMap<>();

    /** Whether there is one of a length that begins with a letter, for most words are none. */
    private static final boolean[][] POSSIBLE = new boolean[LONGEST + 1][32];

    static {
        add(LIST, "in", "field");
        add(ARRAY, "array");
        add(CAST, "cast", "try_cast");
        add(QUERY, "select", "with", "values", "table");
        add(CONSTANT, "null", "true", "false");
        add(
                BEFORE_VALUE,
                "select where and or on having between then else when case limit offset by returning like ilike top values"
                        .split(" "));
        add(ROWS, "values");
        add(
                TYPE,
                ("date time timestamp timestamptz timetz datetime interval with without zone uuid json jsonb bytea inet cidr"
                                + " numeric decimal bigint text bool boolean d t ts")
                        .split(" "));
        add(TYPE_PART, "precision", "varying", "with", "without", "time", "zone", "unsigned", "signed", "integer");
        add(INTERVAL_FIELD, "year", "month", "day", "hour", "minute", "second", "to");
        add(AS, "as");
    }

    private Keywords() {}

    private static void add(int meaning, String... words) {
        for (String word : words) {
            MEANINGS.merge(word, meaning, (one, other) -> one | other);
            POSSIBLE[word.length()][word.charAt(0) & 31] = true;
        }
    }

    /** Returns the meanings of a word in upper or lower case. */
    static int of(String word) {
        boolean possible = word.length() <= LONGEST && POSSIBLE[word.length()][word.charAt(0) & 31];
        return possible ? MEANINGS.getOrDefault(word.toLowerCase(Locale.ROOT), NONE) : NONE;
    }
}
