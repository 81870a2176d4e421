// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.io.InputStream;

/** The body of an answer that is not kept; reading it waits for frames. */
final class Http2Body extends InputStream {

    private final Http2Session session;
    private final Http2Stream stream;

    Http2Body(Http2Session session, Http2Stream stream) {
        this.session = session;
        this.stream = stream;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int most) throws IOException {
        while (!stream.isDone() && !stream.answer().hasPiece()) {
            session.step();
        }
        return stream.answer().drain(bytes, offset, most);
    }
}
