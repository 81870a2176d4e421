// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;

/** Reads the frames of a connection (RFC 9113, section 4.1), one at a time. */
final class Http2Input {

    /** Length of the head of a frame. */
    static final int HEAD = 9;

    /** Largest payload, the smallest limit that a client can set. */
    static final int LARGEST = 16384;

    // Buffers take most of a user's memory, so this one grows only when the first large frame arrives.
    private static final int USUAL = 4096;

    private final InputStream in;
    private byte[] buffer = new byte[USUAL];
    private int start;
    private int end;
    private int type;
    private int flags;
    private int streamId;
    private int payload;
    private int length;

    Http2Input(InputStream in) {
        this.in = in;
    }

    /** Waits for the next frame; if the wait is interrupted, the bytes read so far are kept. */
    void next() throws IOException {
        fill(HEAD);
        length = nextLength();
        if (length > LARGEST) {
            throw new H2ConnectionException(H2Error.FRAME_SIZE_ERROR, "a frame is longer than 16 KiB");
        }
        fill(HEAD + length);
        type = buffer[start + 3] & 0xff;
        flags = buffer[start + 4] & 0xff;
        streamId = readInt(start + 5) & 0x7fffffff;
        payload = start + HEAD;
        start += HEAD + length;
    }

    /** Returns whether the next frame has arrived completely. */
    boolean hasNext() {
        return end - start >= HEAD && end - start >= HEAD + nextLength();
    }

    int type() {
        return type;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    int streamId() {
        return streamId;
    }

    /** Length of the frame's payload as sent, with its padding. */
    int length() {
        return length;
    }

    /** Reads four bytes of the payload. */
    int intAt(int offset) {
        return readInt(payload + offset);
    }

    int shortAt(int offset) {
        return readInt(payload + offset - 2) & 0xffff;
    }

    /** Payload without padding, valid until the next frame; those of some bytes more at its beginning are skipped. */
    ByteBuffer content(int paddedFlag, int skipped) throws IOException {
        int from = payload + skipped;
        int to = payload + length;
        if (has(paddedFlag)) {
            from++;
            to -= length == 0 ? 0 : buffer[payload] & 0xff;
        }
        if (from > to) {
            throw new H2ConnectionException(H2Error.PROTOCOL_ERROR, "a frame is shorter than its padding");
        }
        return ByteBuffer.wrap(buffer, from, to - from);
    }

    // The fourth byte is the type.
    private int nextLength() {
        return readInt(start) >>> 8;
    }

    private int readInt(int at) {
        return ((buffer[at] & 0xff) << 24)
                | ((buffer[at + 1] & 0xff) << 16)
                | ((buffer[at + 2] & 0xff) << 8)
                | (buffer[at + 3] & 0xff);
    }

    private void fill(int wanted) throws IOException {
        if (end - start >= wanted) {
            return;
        }
        if (start == end) {
            start = 0;
            end = 0;
        }
        if (start + wanted > buffer.length) {
            byte[] to = wanted > buffer.length ? new byte[HEAD + LARGEST] : buffer;
            System.arraycopy(buffer, start, to, 0, end - start);
            end -= start;
            start = 0;
            buffer = to;
        }
        while (end - start < wanted) {
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                throw new EOFException("end of the connection");
            }
            end += read;
        }
    }
}
