// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

/** Says what is wrong with a database, in a sentence for the user without a full stop and without secrets. */
public final class BadDatabaseException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * Says what is wrong.
     *
     * @param sentence where it is, what was given and what must be
     */
    public BadDatabaseException(String sentence) {
        super(sentence);
    }

    /**
     * Says what is wrong and what to do.
     *
     * @param sentence where it is, what was given and what must be
     * @param hint what to do; empty if there is nothing to say
     */
    public BadDatabaseException(String sentence, String hint) {
        super(hint.isEmpty() ? sentence : sentence + "\n    Hint: " + hint);
    }

    /** Returns the sentence, with its hint on a line of its own. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
