// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.http.HttpRequest;
import io.github.perfjunit.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What bodies of all users may take together, here 1 MB, and when it is given back. */
@Timeout(30)
class BodyMemoryTests {

    private static final String HALF = "x".repeat(500_000);
    private static final String SHORT = "x".repeat(64 << 10);

    private final BodyMemory memory = new BodyMemory(1_000_000);

    private static String plain(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String chunked(String body) {
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n"
                + body + "\r\n0\r\n\r\n";
    }

    private static String packed(String body) {
        byte[] packed = WireCase.gzip(body);
        return "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length + "\r\n\r\n"
                + new String(packed, StandardCharsets.ISO_8859_1);
    }

    private TestUser user(RawServer server) {
        return new TestUser(new HttpResource(memory), TestUser.plan(server.url()));
    }

    private static Http other(TestUser user) {
        return TestUser.open(user.pool, new RecordedRequests());
    }

    static Stream<Function<String, String>> framings() {
        return Stream.of(BodyMemoryTests::plain, BodyMemoryTests::chunked, BodyMemoryTests::packed);
    }

    @ParameterizedTest
    @MethodSource("framings")
    void bodies_untilTheNextRequestOrTheEndOfTheIteration_areCounted(Function<String, String> framing) {
        try (RawServer server = RawServer.answering(framing.apply(HALF));
                TestUser user = user(server)) {
            assertThat(user.http.get("/").send().size()).isEqualTo(500_000);
            assertThat(memory.taken()).isEqualTo(500_000);
            assertThat(user.http.get("/").send().size()).isEqualTo(500_000);
            assertThat(memory.taken()).isEqualTo(500_000);
            Http other = other(user);
            assertThat(other.get("/").discardBody().send().size()).isEqualTo(500_000);
            assertThat(memory.taken()).isEqualTo(500_000);
            user.pool.iterationEnded(user.http);

            assertThat(memory.taken()).isZero();
        }
    }

    @Test
    void shortBodies_areNotCounted() {
        try (RawServer server = RawServer.answering(plain(SHORT));
                TestUser user = user(server)) {
            assertThat(user.http.get("/").send().size()).isEqualTo(64 << 10);
            assertThat(memory.taken()).isZero();
        }
    }

    static Stream<Arguments> tooMuch() {
        return Stream.of(
                Arguments.of(plain(HALF + "y"), "256 KiB"),
                Arguments.of(chunked(HALF + "y"), "256 KiB"),
                Arguments.of(packed(HALF + "y"), "256 KiB"));
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void moreThanThereIs_failsTheRequestByName(String answer, String size) {
        try (RawServer server = RawServer.answering(answer);
                TestUser user = user(server)) {
            Http first = other(user);
            assertThat(first.get("/").send().size()).isEqualTo(500_001);
            long taken = memory.taken();
            HttpFailure failure = failure(user.http.get("/video").maxResponseSize(2_000_000));

            assertThat(failure.kind()).isEqualTo("too large");
            assertThat(failure)
                    .hasMessage("localhost:" + server.port() + " sent a body of more than " + size
                            + ", for which there is no memory: the bodies above 64 KiB that all users hold at once may have"
                            + " 1 MB, a quarter of the heap. Use discardBody(), a smaller maxResponseSize (here 2 MB) or a"
                            + " larger heap (-Xmx)");
            assertThat(user.recorded.errors.get(0).name()).isEqualTo("GET /video");
            assertThat(memory.taken()).isEqualTo(taken);
            user.pool.iterationEnded(first);
            assertThat(memory.taken()).isZero();
            // Whoever failed goes on.
            assertThat(user.http.get("/video").send().size()).isEqualTo(500_001);
        }
    }

    @Test
    void exchangeThatBreaks_givesBackWhatItTook() {
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readRequest();
                    exchange.write(plain(HALF).substring(0, 400_000));
                });
                TestUser user = user(server)) {
            assertThat(failure(user.http.get("/")).kind()).isEqualTo("closed");
            assertThat(memory.taken()).isZero();
        }
    }

    @Test
    void redirect_givesBackTheBodyOfTheAnswerBefore() {
        try (RawServer last = RawServer.answering(plain("x".repeat(700_000)));
                RawServer first = RawServer.answering(
                        plain("x".repeat(700_000)).replace("200 OK", "302 Found\r\nLocation: " + last.url() + "/"));
                TestUser user = user(first)) {
            assertThat(user.http.get("/").send().size()).isEqualTo(700_000);
            assertThat(memory.taken()).isEqualTo(700_000);
        }
    }

    @Test
    void bodiesOfHttp2_areCounted() {
        HttpOptions options = HttpOptions.builder().version(HttpVersion.HTTP_2).build();
        try (RawServer server = Http2Peer.running(peer -> {
                    while (true) {
                        int stream = peer.awaitRequest();
                        peer.sendHead(stream, false, ":status", "200");
                        for (int i = 0; i < 60; i++) {
                            peer.sendData(stream, i == 59, "x".repeat(10_000));
                        }
                    }
                });
                TestUser user = new TestUser(new HttpResource(memory), TestUser.plan(server.url(), options))) {
            assertThat(user.http.get("/").send().size()).isEqualTo(600_000);
            assertThat(memory.taken()).isEqualTo(600_000);
            HttpFailure failure = failure(other(user).get("/"));

            assertThat(failure.kind()).isEqualTo("too large");
            assertThat(failure).hasMessageContaining("for which there is no memory");
            assertThat(memory.taken()).isEqualTo(600_000);
            user.pool.iterationEnded(user.http);
            assertThat(memory.taken()).isZero();
        }
    }

    private static HttpFailure failure(HttpRequest request) {
        HttpFailure failure = catchThrowableOfType(HttpFailure.class, request::send);
        assertThat(failure).isNotNull();
        return failure;
    }
}
