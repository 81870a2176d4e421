// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.IOException;

/** Says why a server did not start or stop, in a sentence for the user without a full stop. */
public final class ServerException extends IOException {

    private static final long serialVersionUID = 1;

    private final String sentence;
    private final String hint;
    private final boolean lasting;

    /**
     * Says what went wrong.
     *
     * @param hint what to do about it; empty if there is nothing to say
     * @param lasting whether it would be so again in this JVM, so that it need not be tried
     */
    ServerException(String sentence, String hint, boolean lasting) {
        super(sentence);
        this.sentence = sentence;
        this.hint = hint;
        this.lasting = lasting;
    }

    /** Tells whether another try in this JVM would fail in the same way. */
    boolean isLasting() {
        return lasting;
    }

    /** Returns what went wrong. */
    public String sentence() {
        return sentence;
    }

    /** Returns what to do about it; empty if there is nothing to say. */
    public String hint() {
        return hint;
    }
}
