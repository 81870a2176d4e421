// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import org.apache.hc.core5.http.MessageConstraintException;

/** How much an answer may have besides its body, and the words for what has more. */
final class HeadLimits {

    /** Most fields of a head, and of the trailers. */
    static final int FIELDS = 1000;

    /** Most bytes of a head, and of all lines of it. */
    static final int BYTES = 256 << 10;

    /** Most bytes of one line: of a head, of trailers, or of a chunk size and its extension. */
    static final int LINE = 8 << 10;

    /** Most empty lines before a head. */
    static final int EMPTY_LINES = 10;

    static final String TOO_MANY_FIELDS = "its head has more than 1,000 fields";
    static final String TOO_MANY_TRAILERS = "it has more than 1,000 trailers";
    static final String TOO_MANY_BYTES = "its head is longer than 256 KiB";
    static final String TOO_LONG_LINE = "a line of its head is longer than 8 KiB";
    static final String TOO_LONG_LINE_OF_BODY = "the line of a chunk size or of a trailer is longer than 8 KiB";
    static final String TOO_MANY_EMPTY_LINES = "more than 10 empty lines come before its head";

    private HeadLimits() {}

    /** A limit that an answer passed, in our words. */
    static final class Passed extends MessageConstraintException {

        private static final long serialVersionUID = 1L;

        Passed(String limit) {
            super(limit);
        }
    }
}
