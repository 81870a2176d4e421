// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

/** Thrown for a record that cannot be converted to the parameter's type. */
final class BadRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    /** Creates the exception with the text that follows the place of the record in a message. */
    BadRecordException(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
