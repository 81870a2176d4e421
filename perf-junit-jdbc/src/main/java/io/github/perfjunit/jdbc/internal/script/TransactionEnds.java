// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes BEGIN at the start of a script and END at its end, and finds those in other places: a script is one transaction. */
final class TransactionEnds {

    private static final Set<String> PLAIN = Set.of("begin", "start", "commit", "end", "work", "transaction");

    private final Mistakes mistakes;
    private boolean started;
    private boolean ended;

    TransactionEnds(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** Returns whether a statement begins or ends the transaction and so is not one to run. */
    boolean took(List<String> words, int line) {
        boolean first = !started;
        started = true;
        if (ended) {
            mistakes.add(line, "a statement follows the END of the transaction: a script is one transaction");
            ended = false; // told once
        }
        switch (words.get(0)) {
            case "begin", "start" -> begin(words, line, first);
            case "commit", "end" -> {
                plain(words, line);
                ended = true;
            }
            case "abort" -> rollback(line);
            case "rollback" -> {
                if (words.contains("to")) {
                    return false;
                }
                rollback(line);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Sees a pause. */
    void paused(int line) {
        if (ended) {
            mistakes.add(
                    line, "a pause after END would hold the transaction open; use the think time of the load instead");
        }
    }

    private void begin(List<String> words, int line, boolean first) {
        plain(words, line);
        if (!first) {
            mistakes.add(line, "BEGIN must come before all statements: a script is one transaction");
        }
    }

    private void plain(List<String> words, int line) {
        if (!PLAIN.containsAll(words)) {
            mistakes.add(
                    line,
                    words.get(0).toUpperCase(Locale.ROOT)
                            + " takes no options here: the load begins and ends the transaction, and sets its isolation");
        }
    }

    private void rollback(int line) {
        mistakes.add(line, "a script cannot roll back: it ends with a commit unless a statement fails");
    }
}
