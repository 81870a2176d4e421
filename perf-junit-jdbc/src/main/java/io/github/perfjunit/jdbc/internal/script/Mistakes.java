// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.util.ArrayList;
import java.util.List;

/** The mistakes in one script, which are told all at once. */
final class Mistakes {

    private static final int MOST_SHOWN = 20;

    private final String name;
    private final List<String> shown = new ArrayList<>();
    private int count;

    Mistakes(String name) {
        this.name = name;
    }

    void add(int line, String text) {
        count++;
        if (shown.size() < MOST_SHOWN) {
            shown.add("line " + line + ": " + text);
        }
    }

    /** Ends the reading of a script if there was a mistake in it. */
    void throwIfAny() {
        if (count == 0) {
            return;
        }
        String head = count == 1 ? "1 mistake in " : count + " mistakes in ";
        StringBuilder text = new StringBuilder(head).append(name).append(':');
        shown.forEach(each -> text.append("\n- ").append(each));
        if (count > shown.size()) {
            text.append("\n- and ").append(count - shown.size()).append(" more");
        }
        throw new IllegalArgumentException(text.toString());
    }
}
