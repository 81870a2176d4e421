// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.util.ArrayList;
import java.util.List;

/** The mistakes in one script, which are told all at once. */
final class Mistakes {

    private static final int MOST_SHOWN = 20;

    private final String name;
    private final List<String> found = new ArrayList<>();

    Mistakes(String name) {
        this.name = name;
    }

    void add(int line, String text) {
        found.add("line " + line + ": " + text);
    }

    /** Ends the reading of a script if there was a mistake in it. */
    void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        String head = found.size() == 1 ? "1 mistake in " : found.size() + " mistakes in ";
        StringBuilder text = new StringBuilder(head).append(name).append(':');
        found.stream().limit(MOST_SHOWN).forEach(each -> text.append("\n- ").append(each));
        if (found.size() > MOST_SHOWN) {
            text.append("\n- and ").append(found.size() - MOST_SHOWN).append(" more");
        }
        throw new IllegalArgumentException(text.toString());
    }
}
