// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads bodies to their end without keeping them, up to a limit on the wire and unpacked. */
final class BodyCounter {

    private static final int BUFFER = 16 << 10;
    private static final int SMALL_BUFFER = 4 << 10;

    private final Origin origin;
    private final long limit;

    BodyCounter(Origin origin, long limit) {
        this.origin = origin;
        this.limit = limit;
    }

    /**
     * Counts the bytes of a body, unpacked.
     *
     * @param in the body as it was sent
     * @param declared its length, below zero if unknown
     * @param packed whether it is gzip
     */
    long count(InputStream in, long declared, boolean packed) throws IOException, Broken {
        if (declared > limit) {
            throw BodyReader.tooLarge(origin, limit);
        }
        byte[] buffer = new byte[declared >= 0 && declared < SMALL_BUFFER ? SMALL_BUFFER : BUFFER];
        return packed ? unpacked(in, buffer) : drain(in, buffer);
    }

    private long drain(InputStream in, byte[] buffer) throws IOException, Broken {
        long size = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            size += read;
            if (size > limit) {
                throw BodyReader.tooLarge(origin, limit);
            }
        }
        return size;
    }

    private long unpacked(InputStream in, byte[] buffer) throws IOException, Broken {
        Arriving arriving = new Arriving(in, limit);
        PushbackInputStream body = new PushbackInputStream(arriving);
        int first = body.read();
        if (first < 0) {
            return 0;
        }
        body.unread(first);
        long size;
        try {
            size = drain(new GZIPInputStream(body, SMALL_BUFFER), buffer);
            // Bytes after the gzip are ignored, but still belong to this answer.
            drain(body, buffer);
        } catch (IOException e) {
            if (arriving.failure != null) {
                throw arriving.failure;
            }
            if (arriving.count > limit) {
                throw BodyReader.tooLarge(origin, limit);
            }
            throw BodyReader.notGzip(origin, e);
        }
        if (arriving.failure != null) { // GZIPInputStream treats it as the end
            throw arriving.failure;
        }
        return size;
    }

    /** Keeps the failures of the connection apart from those of unpacking. */
    private static final class Arriving extends FilterInputStream {

        private final long limit;
        private long count;
        private boolean ended;
        private @Nullable IOException failure;

        Arriving(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        /**
         * Not the bytes in the buffer: GZIPInputStream treats 0 as the end, and would miss the next part of the gzip.
         */
        @Override
        public int available() {
            return ended ? 0 : 1;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read;
            try {
                read = in.read(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
            ended = read < 0;
            count += Math.max(read, 0);
            if (count > limit) {
                throw new IOException("too large");
            }
            return read;
        }
    }
}
