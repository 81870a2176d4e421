// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** The body of a request, in pieces as large as the server takes them. */
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
     * @param held whether it waits for the server's word (RFC 9110, section 10.1.1)
     */
    Http2Upload(@Nullable HttpEntity entity, boolean held) {
        this.entity = entity;
        this.held = held && entity != null;
        this.ended = entity == null;
    }

    boolean isHeld() {
        return held;
    }

    /** Holds it back no longer; false if it was not. */
    boolean release() {
        boolean was = held;
        held = false;
        return was;
    }

    /** Tells whether nothing is left to send. */
    boolean isEnded() {
        return ended;
    }

    /** Makes sure that a piece is there, unless all were sent. */
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

    /** Tells whether nothing follows these bytes of the piece, as far as the length of the body was known before. */
    boolean isLast(int count) {
        return ended || (entity != null && total + count == entity.getContentLength());
    }

    /** Notes that bytes of the piece were sent. */
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
