// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * A valid answer as a server might put it.
 *
 * @param bytes what goes over the wire
 * @param status its status
 * @param body its body, unpacked
 * @param toTheEnd whether its body ends with the connection
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RandomAnswer(byte[] bytes, int status, byte[] body, boolean toTheEnd) {

    private static final int[] STATUSES = {200, 200, 200, 201, 202, 206, 226, 299};
    private static final String[] FIELDS = {
        "Server: x",
        "Date: Sat, 21 Nov 2026 00:00:00 GMT",
        "X-Empty:",
        "Set-Cookie: a=b; Path=/",
        "ETag:\t\"x\"",
        "Vary: *"
    };

    static RandomAnswer of(Random random) {
        int status = STATUSES[random.nextInt(STATUSES.length)];
        byte[] body = body(random);
        boolean packed = random.nextInt(3) == 0;
        byte[] sent = packed ? WireCase.gzip(body) : body;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = random.nextInt(6) - 3; i > 0; i--) {
            text(
                    out,
                    "HTTP/1.1 " + (random.nextBoolean() ? "100 Continue" : "103 Early Hints") + "\r\nLink: x\r\n\r\n");
        }
        text(out, "HTTP/1.1 " + status + (random.nextBoolean() ? " Some Reason\r\n" : " \r\n"));
        for (int i = random.nextInt(8); i > 0; i--) {
            text(out, FIELDS[random.nextInt(FIELDS.length)] + "\r\n");
        }
        if (packed) {
            text(out, field(random, "Content-Encoding: gzip"));
        }
        boolean toTheEnd = frame(random, sent, out);
        return new RandomAnswer(out.toByteArray(), status, body, toTheEnd);
    }

    /** Adds what says how long the body is, and the body. */
    private static boolean frame(Random random, byte[] sent, ByteArrayOutputStream out) {
        switch (random.nextInt(5)) {
            case 0 -> {
                text(out, "\r\n");
                out.writeBytes(sent);
                return true;
            }
            case 1, 2 -> {
                text(out, field(random, "Transfer-Encoding: chunked") + "\r\n");
                chunks(random, sent, out);
            }
            default -> {
                text(out, field(random, "Content-Length: " + sent.length) + "\r\n");
                out.writeBytes(sent);
            }
        }
        return false;
    }

    private static void chunks(Random random, byte[] sent, ByteArrayOutputStream out) {
        int from = 0;
        while (from < sent.length) {
            int length = Math.min(sent.length - from, 1 + random.nextInt(random.nextBoolean() ? 20 : 9000));
            String size = Integer.toHexString(length);
            text(out, (random.nextBoolean() ? size : "0" + size.toUpperCase(Locale.ROOT)) + "\r\n");
            out.write(sent, from, length);
            text(out, "\r\n");
            from += length;
        }
        text(out, random.nextBoolean() ? "0\r\n\r\n" : "0;last\r\nX-Sum: 1\r\n\r\n");
    }

    private static byte[] body(Random random) {
        byte[] body = new byte[random.nextInt(random.nextBoolean() ? 50 : 20_000)];
        if (random.nextBoolean()) {
            random.nextBytes(body);
        } else {
            Arrays.fill(body, (byte) 'x');
        }
        return body;
    }

    private static String field(Random random, String field) {
        return (random.nextBoolean() ? field : field.toLowerCase(Locale.ROOT)) + "\r\n";
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
