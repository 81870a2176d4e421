// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.util.List;
import java.util.Set;

/** What the words of a statement tell about it. */
final class StatementKind {

    private static final Set<String> READS = Set.of(
            "select",
            "values",
            "table",
            "with",
            "show",
            "explain",
            "describe",
            "set",
            "reset",
            "savepoint",
            "release",
            "rollback",
            "declare",
            "fetch",
            "close");
    /** Anywhere in a statement: CTEs that write, SELECT INTO, FOR UPDATE; FOR SHARE locks rows too. */
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge", "into", "share");

    private StatementKind() {}

    /** Tells whether a statement needs the right to write; what a function does is not known. */
    static boolean writes(List<String> words) {
        return !READS.contains(words.get(0)) || words.stream().anyMatch(WRITES::contains);
    }
}
