// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of parts of URLs in UTF-8 (RFC 3986, section 2). */
final class PercentEncoder {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String HEX = "0123456789ABCDEF";

    /** A value within a path segment: pchar of RFC 3986, section 3.3. */
    static final PercentEncoder SEGMENT = new PercentEncoder(UNRESERVED + "!$&'()*+,;=:@");

    /** A name or a value in a query, where {@code &}, {@code =} and {@code +} have a meaning for servers. */
    static final PercentEncoder QUERY = new PercentEncoder(UNRESERVED);

    /** Text that is already part of a URL: only characters that no URL may contain are encoded. */
    static final PercentEncoder LITERAL = new PercentEncoder(UNRESERVED + "!$&'()*+,;=:@/?%");

    private final boolean[] allowed = new boolean[128];

    private PercentEncoder(String characters) {
        for (int i = 0; i < characters.length(); i++) {
            allowed[characters.charAt(i)] = true;
        }
    }

    String encode(String text) {
        int plain = plainPrefix(text);
        if (plain == text.length()) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        append(text, encoded);
        return encoded.toString();
    }

    void append(String text, StringBuilder target) {
        int plain = plainPrefix(text);
        target.append(text, 0, plain);
        if (plain < text.length()) {
            for (byte b : text.substring(plain).getBytes(StandardCharsets.UTF_8)) {
                if (b >= 0 && allowed[b]) {
                    target.append((char) b);
                } else {
                    target.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
                }
            }
        }
    }

    // A surrogate pair is never cut in two: neither half is plain.
    private int plainPrefix(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) < 128 && allowed[text.charAt(i)]) {
            i++;
        }
        return i;
    }
}
