// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.Arrays;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/** The last line at one place of a head, with its parsed form. */
final class KnownLine<T> {

    // Each connection keeps its lines; longer ones are parsed each time.
    private static final int LONGEST = 256;

    private static final char[] NONE = {};

    /** Parses a line of a head. */
    interface LineParser<T> {
        T parse(CharArrayBuffer line) throws ParseException;
    }

    private final LineParser<T> parser;
    private char[] text = NONE;
    private @Nullable T value;

    KnownLine(LineParser<T> parser) {
        this.parser = parser;
    }

    /** Returns the parsed form of a line. */
    T value(CharArrayBuffer line) throws ParseException {
        T known = value;
        if (known != null && Arrays.equals(text, 0, text.length, line.array(), 0, line.length())) {
            return known;
        }
        T parsed = parser.parse(line);
        boolean kept = line.length() <= LONGEST;
        text = kept ? line.toCharArray() : NONE;
        value = kept ? parsed : null;
        return parsed;
    }
}
