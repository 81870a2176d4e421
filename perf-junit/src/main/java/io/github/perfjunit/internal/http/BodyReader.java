// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Reads bodies into memory, up to a limit. */
final class BodyReader {

    static final byte[] EMPTY = {};

    // A declared length is trusted up to this limit; beyond it, memory grows with the bytes that arrive.
    static final int BELIEVED = BodyMemory.SHORT;

    private BodyReader() {}

    /**
     * Reads a stream to its end.
     *
     * @param in the stream
     * @param declared its length, below zero if unknown
     * @param origin the sender
     * @param reception its limit and its memory budget
     */
    static byte[] read(InputStream in, long declared, Origin origin, Reception reception) throws IOException, Broken {
        int limit = reception.arrayLimit();
        BodyMemory.Share memory = reception.memory();
        if (declared > limit) {
            throw tooLarge(origin, limit);
        }
        byte[] bytes = new byte[(int) (declared < 0 ? 4096 : Math.min(declared, BELIEVED))];
        int length = 0;
        while (length < declared || declared < 0) {
            if (length == bytes.length) {
                int longer = (int) Math.min(2L * length, declared < 0 ? limit + 1L : declared);
                memory.grow(length, longer, origin, limit);
                bytes = Arrays.copyOf(bytes, longer);
            }
            int read = in.read(bytes, length, bytes.length - length);
            if (read < 0) {
                break;
            }
            length += read;
            if (length > limit) {
                throw tooLarge(origin, limit);
            }
        }
        memory.shrink(bytes.length, length);
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Unpacks a body, in which a few bytes may become many. */
    static byte[] gunzip(byte[] packed, Origin origin, Reception reception) throws Broken {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 4096)) {
            byte[] body = read(in, -1, origin, reception);
            reception.memory().shrink(packed.length, 0);
            return body;
        } catch (IOException e) {
            throw notGzip(origin, e);
        }
    }

    static Broken notGzip(Origin origin, IOException e) {
        return new Broken("protocol", origin + " sent a body that is not the gzip its header announces", e);
    }

    static Broken tooLarge(Origin origin, long limit) {
        return new Broken("too large", origin + " sent a body of more than " + words(limit));
    }

    static String words(long bytes) {
        if (bytes % 1_000_000 == 0) {
            return bytes / 1_000_000 + " MB";
        }
        if (bytes % (1 << 20) == 0) {
            return (bytes >> 20) + " MiB";
        }
        if (bytes % 1000 == 0) {
            return bytes / 1000 + " KB";
        }
        if (bytes % (1 << 10) == 0) {
            return (bytes >> 10) + " KiB";
        }
        return bytes == 1 ? "1 byte" : bytes + " bytes";
    }
}
