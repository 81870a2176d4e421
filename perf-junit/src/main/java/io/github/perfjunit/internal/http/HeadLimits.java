// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import org.apache.hc.core5.http.MessageConstraintException;

/** Limits on the parts of an answer other than its body, and the messages for exceeding them. */
final class HeadLimits {

    /** Maximum number of fields in a head, and in the trailers. */
    static final int FIELDS = 1000;

    /** Maximum size of a head in bytes. */
    static final int BYTES = 256 << 10;

    /** Maximum length of one line in bytes: of a head, of trailers, or of a chunk size and its extension. */
    static final int LINE = 8 << 10;

    /** Maximum number of empty lines before a head. */
    static final int EMPTY_LINES = 10;

    static final String TOO_MANY_FIELDS = "its head has more than 1,000 fields";
    static final String TOO_MANY_TRAILERS = "it has more than 1,000 trailers";
    static final String TOO_MANY_BYTES = "its head is longer than 256 KiB";
    static final String TOO_LONG_LINE = "a line of its head is longer than 8 KiB";
    static final String TOO_LONG_LINE_OF_BODY = "the line of a chunk size or of a trailer is longer than 8 KiB";
    static final String TOO_MANY_EMPTY_LINES = "more than 10 empty lines come before its head";

    private HeadLimits() {}

    /** A limit that an answer exceeded, with its message. */
    static final class Passed extends MessageConstraintException {

        private static final long serialVersionUID = 1L;

        Passed(String limit) {
            super(limit);
        }
    }
}
