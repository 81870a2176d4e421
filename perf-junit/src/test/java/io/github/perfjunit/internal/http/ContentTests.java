// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.HttpRequest.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of requests that are streamed, and those the server is asked about first. */
class ContentTests {

    private static final String TYPE = "text/plain";

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    /** A stream that counts how often it was opened and closed. */
    private Source counted(String text) {
        return () -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        };
    }

    private static InputStream failing(RuntimeException e) {
        return new InputStream() {
            @Override
            public int read() {
                throw e;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                throw e;
            }
        };
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return length;
            }
        };
    }

    @Test
    void file_isSentWithItsLength(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("a.txt"), "hello ".repeat(10_000));
        try (RawServer server = RawServer.answering(RawServer.ok(""));
                TestUser user = new TestUser(server.url())) {
            user.http.put("/files").body(file, TYPE).send();

            assertThat(server.requests())
                    .containsExactly("PUT /files HTTP/1.1\r\nHost: localhost:" + server.port()
                            + "\r\nUser-Agent: perf-junit\r\nAccept-Encoding: gzip\r\nContent-Length: 60000"
                            + "\r\nContent-Type: text/plain\r\n\r\n" + "hello ".repeat(10_000));
            assertThat(user.recorded.only().bytesSent())
                    .isEqualTo(server.requests().get(0).length());
        }
    }

    @Test
    void stream_isSentUpToItsLengthAndClosed() {
        try (RawServer server = RawServer.answering(RawServer.ok(""));
                TestUser user = new TestUser(server.url())) {
            user.http.post("/").body(5, counted("hello world"), TYPE).send();
            user.http.post("/").body(0, counted(""), TYPE).send();

            assertThat(server.requests().get(0)).endsWith("Content-Length: 5\r\nContent-Type: text/plain\r\n\r\nhello");
            assertThat(server.requests().get(1)).endsWith("Content-Length: 0\r\nContent-Type: text/plain\r\n\r\n");
            assertThat(opened).hasValue(2);
            assertThat(closed).hasValue(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void stream_isOpenedAgainForARedirectThatRepeatsTheRequest() {
        try (RawServer server = RawServer.running(exchange -> {
                    for (String head = exchange.readRequest(); head != null; head = exchange.readRequest()) {
                        exchange.write(
                                head.startsWith("POST /a")
                                        ? "HTTP/1.1 307 There\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
                                        : RawServer.ok("there"));
                    }
                });
                TestUser user = new TestUser(server.url())) {
            assertThat(user.http
                            .post("/a")
                            .body(5, counted("hello"), TYPE)
                            .send()
                            .text())
                    .isEqualTo("there");

            assertThat(server.requests()).hasSize(2).allMatch(request -> request.endsWith("\r\n\r\nhello"));
            assertThat(closed).hasValue(2);
        }
    }

    @Test
    void redirectToGet_leavesOutTheBodyAndTheQuestion() {
        try (RawServer server = RawServer.running(exchange -> {
                    String head = exchange.readHead();
                    exchange.write(
                            head.startsWith("POST")
                                    ? "HTTP/1.1 303 There\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
                                    : RawServer.ok("there"));
                });
                TestUser user = new TestUser(server.url())) {
            assertThat(user.http
                            .post("/a")
                            .body(5, counted("hello"), TYPE)
                            .expectContinue()
                            .send()
                            .text())
                    .isEqualTo("there");
            assertThat(server.requests().get(0))
                    .endsWith("Content-Length: 5\r\nContent-Type: text/plain\r\nExpect: 100-continue\r\n\r\n");
            assertThat(server.requests().get(1)).startsWith("GET /b ").doesNotContain("Expect", "Content-");
            assertThat(opened).hasValue(0);
        }
    }

    @Test
    void stream_isOpenedAgainWhereAnIdleConnectionTurnsOutClosed() {
        try (RawServer server = RawServer.running(exchange -> {
                    if (exchange.readRequest().startsWith("GET")) {
                        exchange.write(RawServer.ok("x"));
                        exchange.readRequest();
                    } else {
                        exchange.write(RawServer.ok("put"));
                    }
                });
                TestUser user = new TestUser(server.url())) {
            user.http.get("/").send();
            assertThat(user.http.put("/").body(5, counted("hello"), TYPE).send().text())
                    .isEqualTo("put");

            assertThat(opened).hasValue(2);
            assertThat(closed).hasValue(2);
            assertThat(user.recorded.samples).hasSize(2);
        }
    }

    @Test
    void streamAtFault_isThrownAsTheTestsOwnAndNotCounted() {
        IOException disk = new IOException("disk full of bees");
        IllegalStateException own = new IllegalStateException("own");
        try (RawServer server = RawServer.answering(RawServer.ok("next"));
                TestUser user = new TestUser(server.url())) {
            assertThatIllegalStateException()
                    .isThrownBy(() ->
                            user.http.put("/x").body(9, counted("hello"), TYPE).send())
                    .withMessage("the stream of the body ended after 5 of its 9 bytes");
            assertThatThrownBy(() -> user.http
                            .put("/x")
                            .body(
                                    9,
                                    () -> {
                                        throw disk;
                                    },
                                    TYPE)
                            .send())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("the stream of the body cannot be read")
                    .hasCause(disk);
            assertThatThrownBy(() -> user.http
                            .put("/x")
                            .body(9, () -> failing(own), TYPE)
                            .send())
                    .isSameAs(own);

            assertThat(user.recorded.samples).isEmpty();
            assertThat(user.recorded.errors).isEmpty();
            assertThat(user.http.get("/next").send().text()).isEqualTo("next");
            assertThat(user.recorded.samples).hasSize(1);
        }
    }

    @Test
    void badContent_isRefused(@TempDir Path dir) {
        try (TestUser user = new TestUser("http://localhost:1")) {
            Path none = dir.resolve("none");
            refused(
                    () -> user.http.post("/").body(none, TYPE),
                    "body was '" + none + "' but must be a file that can be read");
            refused(
                    () -> user.http.post("/").body(dir, TYPE),
                    "body was '" + dir + "' but must be a file that can be read");
            refused(
                    () -> user.http.post("/").body(-1, counted(""), TYPE),
                    "length of the body was '-1' but must be zero or more");
            refused(
                    () -> user.http.post("/").body(1, counted(""), "a\n"),
                    "content type has the character U+000A at index 1 but header fields hold only visible characters"
                            + " of ISO 8859-1, spaces and tabs");
            refused(
                    () -> user.http.post("/").expectContinue().send(),
                    "expectContinue needs a body: set one or leave it out");
        }
    }

    private static void refused(ThrowingCallable code, String message) {
        assertThatIllegalArgumentException().isThrownBy(code).withMessage(message);
    }

    @Test
    void body_waitsForTheServersWord() {
        List<Integer> early = new ArrayList<>();
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readHead();
                    Thread.sleep(50);
                    early.add(exchange.available());
                    exchange.write("HTTP/1.1 100 Continue\r\n\r\n");
                    exchange.write(RawServer.ok(exchange.readBody(5)));
                });
                TestUser user = new TestUser(server.url())) {
            String text = user.http
                    .put("/")
                    .body("hello", TYPE)
                    .expectContinue()
                    .send()
                    .text();

            assertThat(text).isEqualTo("hello");
            assertThat(early).containsExactly(0);
        }
    }

    @Test
    void longStream_takesNoMemoryOfItsLength() {
        long length = 200L << 20;
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readHead();
                    exchange.skipBody(length);
                    exchange.write(RawServer.ok("read"));
                });
                TestUser user = new TestUser(server.url())) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThat(user.http
                            .post("/")
                            .body(length, ContentTests::endless, TYPE)
                            .send()
                            .text())
                    .isEqualTo("read");

            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5 << 20);
            assertThat(user.recorded.only().bytesSent()).isGreaterThan(length);
        }
    }

    /** The examples of docs/http.md. */
    static final class Documented {

        private final Http http;

        Documented(Http http) {
            this.http = http;
        }

        long upAndDown() {
            http.put("/files/{id}", 3).body(Path.of("video.mp4"), "video/mp4").send();
            http.post("/files")
                    .body(50_000_000, RandomBytes::new, "application/octet-stream")
                    .send();
            return http.get("/files/{id}", 3)
                    .discardBody()
                    .maxResponseSize(5_000_000_000L)
                    .send()
                    .size();
        }
    }

    private static final class RandomBytes extends InputStream {

        private final Random random = new Random(7);

        @Override
        public int read() {
            return random.nextInt(256);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            for (int i = 0; i < length; i++) {
                bytes[offset + i] = (byte) random.nextInt(256);
            }
            return length;
        }
    }
}
