// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** The body of a request, in pieces as large as the server accepts. */
final class Http2Upload {

    private final @Nullable HttpEntity entity;
    private @Nullable InputStream in;
    private byte[] piece = BodyReader.EMPTY;
    private int start;
    private int end;
    private long total;
    private boolean held;
    private boolean ended;

    /**
     * Begins.
     *
     * @param entity the body; null if there is none
     * @param held whether it waits until the server asks for it (RFC 9110, section 10.1.1)
     */
    Http2Upload(@Nullable HttpEntity entity, boolean held) {
        this.entity = entity;
        this.held = held && entity != null;
        this.ended = entity == null;
    }

    boolean isHeld() {
        return held;
    }

    /** Releases the body; false if it was not held. */
    boolean release() {
        boolean was = held;
        held = false;
        return was;
    }

    /** Returns whether nothing is left to send. */
    boolean isEnded() {
        return ended;
    }

    /** Makes sure that there is a piece, unless all were sent. */
    int available() throws IOException {
        if (ended || start < end || entity == null) {
            return end - start;
        }
        if (in == null) {
            in = entity.getContent();
            long length = entity.getContentLength();
            piece = new byte[(int) (length <= 0 || length > Http2Input.LARGEST ? Http2Input.LARGEST : length)];
        }
        start = 0;
        end = Math.max(0, in.read(piece, 0, piece.length));
        if (end == 0) {
            finish();
        }
        return end;
    }

    byte[] bytes() {
        return piece;
    }

    int offset() {
        return start;
    }

    /** Returns whether these bytes of the piece are the last, as far as the length of the body is known. */
    boolean isLast(int count) {
        return ended || (entity != null && total + count == entity.getContentLength());
    }

    /** Records that bytes of the piece were sent. */
    void sent(int count) throws IOException {
        boolean last = isLast(count);
        start += count;
        total += count;
        if (last) {
            finish();
        }
    }

    /** Gives up the rest. */
    void finish() throws IOException {
        ended = true;
        if (in != null) {
            in.close();
            in = null;
        }
    }
}
