// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** The body of a request, of known length, which can be sent again. */
abstract class Content extends AbstractHttpEntity {

    private boolean awaited;

    Content(String contentType) {
        super(contentType, (String) null, false);
    }

    /** Asks the server for permission before the body is sent. */
    void await() {
        awaited = true;
    }

    /** Returns whether the server is asked first. */
    boolean isAwaited() {
        return awaited;
    }

    /** Returns whether it is sent in pieces, between which the server may answer. */
    abstract boolean isInPieces();

    @Override
    public final boolean isStreaming() {
        return false;
    }

    @Override
    public final boolean isRepeatable() {
        return true;
    }

    @Override
    public final void close() {}

    /** Bytes in memory. */
    static final class Bytes extends Content {

        // A long body is sent in pieces, so that an early answer is noticed; a short one is sent with the head.
        private static final int LONG = 64 << 10;

        private final byte[] bytes;

        Bytes(byte[] bytes, String contentType) {
            super(contentType);
            this.bytes = bytes;
        }

        @Override
        boolean isInPieces() {
            return bytes.length > LONG || isAwaited();
        }

        @Override
        public long getContentLength() {
            return bytes.length;
        }

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }
}
