// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.HttpRequest.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The first bytes of a stream of the test, which is opened each time it is sent. */
final class StreamedContent extends Content {

    private final Source source;
    private final long length;

    StreamedContent(long length, Source source, String contentType) {
        super(contentType);
        if (length < 0) {
            throw new IllegalArgumentException("length of the body was '" + length + "' but must be zero or more");
        }
        this.source = source;
        this.length = length;
    }

    static StreamedContent of(Path file, String contentType) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                return new StreamedContent(attributes.size(), () -> Files.newInputStream(file), contentType);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(noFile(file), e);
        }
        throw new IllegalArgumentException(noFile(file));
    }

    @Override
    boolean isInPieces() {
        return true;
    }

    @Override
    public long getContentLength() {
        return length;
    }

    /** Opens the stream; its failures are faults of the test and must not look like failures of the server. */
    @Override
    public InputStream getContent() {
        try {
            return new Limited(source.open());
        } catch (IOException e) {
            throw unreadable(e);
        } catch (RuntimeException e) {
            throw new OwnFault(e);
        }
    }

    private static String noFile(Path file) {
        return "body was '" + ForeignText.clean(file.toString()) + "' but must be a file that can be read";
    }

    private static OwnFault unreadable(IOException e) {
        return new OwnFault(new UncheckedIOException("the stream of the body cannot be read", e));
    }

    /** Carries an exception of the test's own code past the handling of connection failures. */
    static final class OwnFault extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final RuntimeException thrown;

        OwnFault(RuntimeException thrown) {
            super(thrown);
            this.thrown = thrown;
        }

        RuntimeException thrown() {
            return thrown;
        }
    }

    /** A stream that ends after the length, or fails. */
    private final class Limited extends InputStream {

        private final InputStream in;
        private long read;

        Limited(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int most) {
            if (read == length) {
                return -1;
            }
            int count = readSome(bytes, offset, (int) Math.min(most, length - read));
            if (count < 0) {
                throw new OwnFault(new IllegalStateException(
                        "the stream of the body ended after " + read + " of its " + length + " bytes"));
            }
            read += count;
            return count;
        }

        private int readSome(byte[] bytes, int offset, int most) {
            try {
                return in.read(bytes, offset, most);
            } catch (IOException e) {
                throw unreadable(e);
            } catch (RuntimeException e) {
                throw new OwnFault(e);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw unreadable(e);
            } catch (RuntimeException e) {
                throw new OwnFault(e);
            }
        }
    }
}
