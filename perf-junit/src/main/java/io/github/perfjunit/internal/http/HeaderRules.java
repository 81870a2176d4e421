// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.Locale;
import java.util.Set;

/** Rules for the header fields of a request (RFC 9110, sections 5.1, 5.5 and 5.6.2). */
final class HeaderRules {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    // These fields frame the message: with a wrong one the server may read two requests instead of one.
    private static final Set<String> OWN =
            Set.of("content-length", "transfer-encoding", "trailer", "te", "upgrade", "expect");

    private HeaderRules() {}

    /**
     * Throws if the field contains characters that could end it, or is set by the client itself. The message never
     * contains values.
     */
    static void check(String name, String value) {
        if (!isToken(name)) {
            throw new IllegalArgumentException(
                    "header name was '" + ForeignText.clean(name) + "' but must be a token such as X-Request-Id");
        }
        if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("header '" + name + "' is the client's own and cannot be set");
        }
        checkValue("header '" + name + "'", value);
    }

    /** Throws if a value contains characters that no header field may contain. */
    static void checkValue(String what, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean allowed = c == '\t' || (c >= ' ' && c <= '~') || (c >= 0xA0 && c <= 0xFF);
            if (!allowed) {
                throw new IllegalArgumentException(
                        what + " has the character U+" + String.format(Locale.ROOT, "%04X", (int) c) + " at index " + i
                                + " but header fields hold only visible characters of ISO 8859-1, spaces and tabs");
            }
        }
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && TOKEN_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
