// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A folded statement in the form in which PostgreSQL prepares it.
 *
 * @param sql the text with {@code $1}, {@code $2}, ... for its values
 * @param arguments as many NULLs in parentheses; empty for none
 */
record ExplainableText(String sql, String arguments) {

    private static final Set<String> VERBS = Set.of("select", "insert", "update", "delete", "with", "merge", "values");

    /** Returns whether it is one whole statement that has a plan; what might be two is never sent. */
    static boolean test(String folded) {
        String verb = folded.split("[\\s(]", 2)[0].toLowerCase(Locale.ROOT);
        return VERBS.contains(verb) && folded.indexOf(';') < 0 && !folded.endsWith("...");
    }

    static ExplainableText of(String folded) {
        StringBuilder sql = new StringBuilder();
        StringJoiner arguments = new StringJoiner(", ", "(", ")");
        arguments.setEmptyValue("");
        boolean quoted = false;
        int parameters = 0;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            quoted ^= c == '"';
            if (c == '?' && !quoted) {
                parameters++;
                sql.append('$').append(parameters);
                arguments.add("null");
            } else {
                sql.append(c);
            }
        }
        return new ExplainableText(sql.toString(), arguments.toString());
    }
}
