// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.io.OutputStream;

/** Counts bytes written to a socket. */
final class CountingOutput extends OutputStream {

    private final OutputStream out;
    private long count;

    CountingOutput(OutputStream out) {
        this.out = out;
    }

    long count() {
        return count;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        count += length;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
