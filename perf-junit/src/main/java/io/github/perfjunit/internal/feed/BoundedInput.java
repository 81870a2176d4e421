// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Input that ends with a mistake when it is too long. */
final class BoundedInput extends FilterInputStream {

    private final long most;
    private long left;

    BoundedInput(InputStream in, long most) {
        super(in);
        this.most = most;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(read);
        return read;
    }

    private void count(int read) throws IOException {
        if (read > 0) {
            left -= read;
        }
        if (left < 0) {
            throw new BadSourceException(
                    "is larger than " + size(most)
                            + ", the most that a feed holds in memory. Hint: read it as a stream in a method, @Feed(\"#method\").");
        }
    }

    private static String size(long bytes) {
        return bytes < 1 << 20 ? bytes + " bytes" : (bytes >> 20) + " MiB";
    }
}
