// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import java.io.IOException;

/** Thrown for a file that cannot be used. */
final class BadSourceException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    /** Creates the exception with the text that follows the name of the feed in a message. */
    BadSourceException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
