// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Collects all mistakes of a configuration, to report them at once. Not thread-safe.
 */
public final class Problems {

    private final String subject;
    private final List<String> bullets = new ArrayList<>();
    private int reports;

    /**
     * Starts without mistakes.
     *
     * @param subject whose configuration it is, such as {@code CatalogLoadTest.browse}
     */
    public Problems(String subject) {
        this.subject = subject;
    }

    /**
     * Adds a mistake; the same one is kept once.
     *
     * @param sentence the place, the given value and the allowed ones, without a full stop
     */
    public void add(String sentence) {
        reports++;
        String bullet = "  - " + sentence;
        if (!bullets.contains(bullet)) {
            bullets.add(bullet);
        }
    }

    /**
     * Adds a mistake that has a remedy.
     *
     * @param sentence the place, the given value and the allowed ones, without a full stop
     * @param hint the remedy
     */
    public void add(String sentence, String hint) {
        add(sentence + "\n    Hint: " + hint);
    }

    /**
     * Returns whether there is no mistake.
     *
     * @return true if {@link #throwIfAny} would not throw
     */
    public boolean isEmpty() {
        return bullets.isEmpty();
    }

    /** Returns how often a mistake was added, the same ones counted each time. */
    int reports() {
        return reports;
    }

    /**
     * Throws one exception for all mistakes, if there are any.
     *
     * @param exception makes it from the message
     * @param <X> its type
     * @throws X if there are mistakes
     */
    public <X extends RuntimeException> void throwIfAny(Function<String, X> exception) {
        if (!isEmpty()) {
            throw exception.apply(message());
        }
    }

    private String message() {
        int count = bullets.size();
        String head = count + (count == 1 ? " configuration error in " : " configuration errors in ") + subject + ":";
        return head + "\n" + String.join("\n", bullets);
    }
}
