// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.metrics.PrintableText;
import java.util.regex.Pattern;

/**
 * A value that is not allowed; the message continues the name of the setting: {@code was 'x' but must be …}.
 */
public final class BadValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** Longest part of a foreign text that is shown. */
    private static final int SHOWN = 100;

    private static final Pattern USER = Pattern.compile("(?<=://)\\S*@");

    private final String allowed;
    private final String hint;

    /**
     * Makes the sentence.
     *
     * @param text the given value
     * @param allowed the end of the sentence, after "but must"
     */
    public BadValueException(String text, String allowed) {
        this(text, allowed, "");
    }

    /**
     * Makes the sentence, with a remedy.
     *
     * @param text the given value
     * @param allowed the end of the sentence, after "but must"
     * @param hint the remedy; empty if there is none
     */
    BadValueException(String text, String allowed, String hint) {
        super("was " + quote(text) + " but must " + allowed);
        this.allowed = allowed;
        this.hint = hint;
    }

    private BadValueException(String sentence) {
        super(sentence);
        this.allowed = "";
        this.hint = "";
    }

    /** Repeats the message of a public value about an argument: {@code name was 'x' but must …}. */
    static BadValueException said(String name, IllegalArgumentException e) {
        String sentence = String.valueOf(e.getMessage());
        return new BadValueException(
                sentence.startsWith(name + " ") ? sentence.substring(name.length() + 1) : sentence);
    }

    /** Returns the end of the sentence, after "but must", for places where the text is a secret. */
    String allowed() {
        return allowed;
    }

    /** Returns the remedy; empty if there is none. */
    String hint() {
        return hint;
    }

    /**
     * Puts a foreign text in quotes: cut if long, with control characters and line ends made visible, and without the user
     * and password of a URL.
     */
    static String quote(String text) {
        return "'" + PrintableText.escaped(USER.matcher(text).replaceAll("***@"), SHOWN) + "'";
    }
}
