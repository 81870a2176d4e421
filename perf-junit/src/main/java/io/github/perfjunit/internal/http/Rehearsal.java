// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.RequestRecorder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A few exchanges with a server in memory before the first load of a JVM, so that the classes of the client are loaded
 * by then. Otherwise all users would wait for them in their first request, and the first starts of an open model would
 * be late.
 */
final class Rehearsal {

    private static final AtomicBoolean DONE = new AtomicBoolean();
    private static final byte[] ANSWER =
            ("HTTP/1.1 200 OK\r\nServer: memory\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n"
                            + "Connection: keep-alive\r\n\r\nok")
                    .getBytes(StandardCharsets.US_ASCII);

    private Rehearsal() {}

    /** Runs once in a JVM; takes some 20 ms. */
    static void once(Connector connector) {
        if (DONE.compareAndSet(false, true)) {
            perform(connector, System.nanoTime());
        }
    }

    /**
     * Sends two requests through a client whose connection is in memory; returns the last answer.
     *
     * @param opened time at which that connection was opened
     */
    static String perform(Connector connector, long opened) {
        Origin origin = Origin.parse("http://memory.invalid");
        try (UserPool pool = UserPool.start(
                null, connector, HttpOptions.DEFAULTS, BodyMemory.OF_THIS_JVM, new RedirectTally(new HashSet<>()))) {
            UserHttp client = new UserHttp(pool, new Deaf());
            Socket socket = new MemorySocket();
            client.connections().add(new Http1Connection(origin, socket, Wire.over(socket, null), opened));
            client.get("http://memory.invalid/").send();
            return client.get("http://memory.invalid/{place}", 7)
                    .header("X-Rehearsal", "1")
                    .expectStatus(200)
                    .send()
                    .text();
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail", e);
        }
    }

    /** A connection that answers every request in the same way and stays open. */
    private static final class MemorySocket extends Socket {

        private InputStream answer = InputStream.nullInputStream();

        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    return unlessIdle(answer.read());
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    return unlessIdle(answer.read(bytes, offset, length));
                }
            };
        }

        private static int unlessIdle(int read) throws IOException {
            if (read < 0) {
                throw new SocketTimeoutException("nothing was asked");
            }
            return read;
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int b) {
                    answer = new ByteArrayInputStream(ANSWER);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    answer = new ByteArrayInputStream(ANSWER);
                }
            };
        }
    }

    /** Records nothing. */
    private static final class Deaf implements RequestRecorder {

        @Override
        public long begin(long started) {
            return started;
        }

        @Override
        public void record(
                String name,
                long intended,
                long started,
                long ended,
                Outcome outcome,
                long bytesSent,
                long bytesReceived) {}

        @Override
        public void error(String name, String kind, String message, @Nullable Throwable cause) {}

        @Override
        public void connected(String name, long started, long ended, boolean ok) {}

        @Override
        public boolean interrupted() {
            return false;
        }
    }
}
