// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes frames; those written together are sent together.
 *
 * <p>Once the server has closed the connection, writes are ignored and do not fail: its last frames can still be read
 * and give the reason (as RFC 9112, section 9.5, says for HTTP/1.1).
 */
final class Http2Output {

    private final OutputStream out;
    private final byte[] buffer = new byte[2048];
    private int length;
    private boolean broken;

    Http2Output(OutputStream out) {
        this.out = out;
    }

    boolean isBroken() {
        return broken;
    }

    /** Begins a frame; its payload follows. */
    void head(int payload, int type, int flags, int streamId) {
        room(Http2Input.HEAD);
        buffer[length++] = (byte) (payload >> 16);
        buffer[length++] = (byte) (payload >> 8);
        buffer[length++] = (byte) payload;
        buffer[length++] = (byte) type;
        buffer[length++] = (byte) flags;
        number(streamId);
    }

    void number(int value) {
        room(4);
        buffer[length++] = (byte) (value >> 24);
        buffer[length++] = (byte) (value >> 16);
        buffer[length++] = (byte) (value >> 8);
        buffer[length++] = (byte) value;
    }

    void setting(int name, int value) {
        room(2);
        buffer[length++] = (byte) (name >> 8);
        buffer[length++] = (byte) name;
        number(value);
    }

    void bytes(byte[] bytes, int offset, int count) {
        if (count <= buffer.length - length) {
            System.arraycopy(bytes, offset, buffer, length, count);
            length += count;
        } else {
            empty();
            write(bytes, offset, count);
        }
    }

    void flush() {
        if (length > 0) {
            empty();
        }
        if (!broken) {
            try {
                out.flush();
            } catch (IOException e) {
                broken = true;
            }
        }
    }

    private void room(int count) {
        if (count > buffer.length - length) {
            empty();
        }
    }

    private void empty() {
        write(buffer, 0, length);
        length = 0;
    }

    private void write(byte[] bytes, int offset, int count) {
        if (!broken && count > 0) {
            try {
                out.write(bytes, offset, count);
            } catch (IOException e) {
                broken = true;
            }
        }
    }
}
