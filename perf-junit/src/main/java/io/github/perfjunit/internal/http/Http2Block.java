// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.util.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/** A packed head that continues in CONTINUATION frames, without other frames in between (RFC 9113, section 4.3). */
final class Http2Block {

    private static final int MOST_FRAMES = 100;

    private @Nullable ByteArrayBuffer bytes;
    private int streamId;
    private boolean last;
    private int frames;

    boolean isOpen() {
        return bytes != null;
    }

    /** Returns whether the stream ends with this head. */
    boolean isLast() {
        return last;
    }

    int streamId() {
        return streamId;
    }

    void begin(int id, boolean endsStream, ByteBuffer piece) {
        bytes = new ByteArrayBuffer(2 * piece.remaining());
        bytes.append(piece);
        streamId = id;
        last = endsStream;
        frames = 0;
    }

    void add(ByteBuffer piece) throws IOException {
        ByteArrayBuffer known = bytes;
        frames++;
        if (frames > MOST_FRAMES) {
            throw new H2ConnectionException(
                    H2Error.ENHANCE_YOUR_CALM, "its head comes in more than " + MOST_FRAMES + " CONTINUATION frames");
        }
        if (known == null || known.length() + piece.remaining() > Http2Headers.MOST) {
            throw new H2ConnectionException(H2Error.ENHANCE_YOUR_CALM, HeadLimits.TOO_MANY_BYTES);
        }
        known.append(piece);
    }

    /** Returns the whole head and closes the block. */
    ByteBuffer end() {
        ByteArrayBuffer known = bytes;
        bytes = null;
        return known == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(known.array(), 0, known.length());
    }
}
