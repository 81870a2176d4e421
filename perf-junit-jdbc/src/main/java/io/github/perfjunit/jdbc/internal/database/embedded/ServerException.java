// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.IOException;

/** Says why a server did not start or stop, in a sentence for the user without a full stop. */
public final class ServerException extends IOException {

    private static final long serialVersionUID = 1;

    private final String sentence;
    private final String hint;

    ServerException(String sentence, String hint) {
        super(sentence);
        this.sentence = sentence;
        this.hint = hint;
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
