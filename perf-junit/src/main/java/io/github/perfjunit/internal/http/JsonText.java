// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Detects the Unicode encoding of a JSON body (RFC 8259, section 8.1; RFC 4627, section 3). */
final class JsonText {

    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

    private JsonText() {}

    /**
     * Returns the text of a body that begins with a byte order mark, or whose zero bytes show that it is not UTF-8;
     * null if the content type decides.
     */
    static @Nullable String of(byte[] body) {
        if (body.length < 2) {
            return null;
        }
        int first = body[0] & 0xff;
        int second = body[1] & 0xff;
        if (first == 0xef && second == 0xbb && body.length > 2 && (body[2] & 0xff) == 0xbf) {
            return text(body, 3, StandardCharsets.UTF_8);
        }
        boolean marked = first + second == 0xfe + 0xff && first >= 0xfe;
        if (!marked && first != 0 && second != 0) {
            return null;
        }
        boolean four = body.length >= 4;
        if (first == 0 && second == 0) {
            boolean mark = four && (body[2] & 0xff) == 0xfe && (body[3] & 0xff) == 0xff;
            return text(body, mark ? 4 : 0, UTF_32BE);
        }
        if (second == 0 || first == 0xff) {
            boolean wide = four && body[2] == 0 && body[3] == 0;
            Charset charset = wide ? UTF_32LE : StandardCharsets.UTF_16LE;
            return text(body, !marked ? 0 : wide ? 4 : 2, charset);
        }
        return text(body, marked ? 2 : 0, StandardCharsets.UTF_16BE);
    }

    private static String text(byte[] body, int from, Charset charset) {
        return new String(body, from, body.length - from, charset);
    }
}
