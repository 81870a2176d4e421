// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.io.InputStream;

/** Counts bytes of a socket and records its end, which HttpCore would treat as the end of a head that is cut off. */
final class CountingInput extends InputStream {

    private final InputStream in;
    private long count;
    private boolean ended;

    CountingInput(InputStream in) {
        this.in = in;
    }

    long count() {
        return count;
    }

    boolean isEnded() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read < 0) {
            ended = true;
        } else {
            count += read;
        }
        return read;
    }
}
