// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.metrics.PrintableText;

/**
 * A text that is not what it must be; the message reads on from the name of what was set: {@code was 'x' but must be …}.
 */
public final class BadValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** Longest part of a foreign text that is shown. */
    private static final int SHOWN = 100;

    private final String allowed;

    /**
     * Makes the sentence.
     *
     * @param text what was given
     * @param allowed what goes on after "but must"
     */
    public BadValueException(String text, String allowed) {
        super("was " + quote(text) + " but must " + allowed);
        this.allowed = allowed;
    }

    private BadValueException(String sentence) {
        super(sentence);
        this.allowed = "";
    }

    /** Repeats what a public value said of an argument: {@code name was 'x' but must …}. */
    static BadValueException said(String name, IllegalArgumentException e) {
        String sentence = String.valueOf(e.getMessage());
        return new BadValueException(
                sentence.startsWith(name + " ") ? sentence.substring(name.length() + 1) : sentence);
    }

    /** Returns what goes on after "but must", where the text itself is a secret. */
    String allowed() {
        return allowed;
    }

    /** Puts a foreign text in quotes: cut if long, with control characters and line ends made visible. */
    static String quote(String text) {
        return "'" + PrintableText.escaped(text, SHOWN) + "'";
    }
}
