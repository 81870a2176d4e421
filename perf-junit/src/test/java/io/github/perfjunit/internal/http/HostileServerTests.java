// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.Response;
import io.github.perfjunit.metrics.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server sends, a request ends in its time, with the right outcome, and is counted once. */
class HostileServerTests {

    private static final Duration TIMEOUT = Duration.ofMillis(400);
    private static final String INVALID = "% sent no valid HTTP/1.1 answer: ";
    private static final String MALFORMED = INVALID + "its status line or a header field is malformed";
    private static final String TOO_LONG =
            INVALID + "a line is longer than 8 KiB or there are more than 200 header fields";
    private static final String LENGTH = INVALID + "the length of its body is malformed or ambiguous";
    private static final String CHUNKS = INVALID + "the chunks of its body are malformed";
    private static final String CUT = "% closed the connection in the middle of its answer";
    private static final String SLOW = "% did not finish its answer within 400 ms";

    private static Arguments failing(String title, String kind, String message, RawServer.Script afterRequest) {
        return Arguments.of(title, kind, message, afterRequest);
    }

    private static RawServer.Script sends(String answer) {
        return exchange -> exchange.write(answer);
    }

    private static RawServer.Script sendsAndHolds(String answer) {
        return exchange -> {
            exchange.write(answer);
            exchange.hold();
        };
    }

    /** Sends a text again and again until the client closes the connection. */
    private static RawServer.Script floods(String first, String again, long pauseMillis) {
        return exchange -> {
            exchange.write(first);
            while (true) {
                exchange.write(again);
                Thread.sleep(pauseMillis);
            }
        };
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                failing("garbage", "protocol", MALFORMED, sends("\u0000\u0001\u0002garbage\r\n\r\n")),
                failing("SSH banner", "protocol", MALFORMED, sends("SSH-2.0-OpenSSH_9.2\r\n\r\n")),
                failing("status of letters", "protocol", MALFORMED, sends("HTTP/1.1 abc OK\r\n\r\n")),
                failing("status of two digits", "protocol", MALFORMED, sends("HTTP/1.1 20 OK\r\n\r\n")),
                failing("status of four digits", "protocol", MALFORMED, sends("HTTP/1.1 2000 OK\r\n\r\n")),
                failing("negative status", "protocol", MALFORMED, sends("HTTP/1.1 -20 OK\r\n\r\n")),
                failing("status below 100", "protocol", LENGTH, sends("HTTP/1.1 099 Odd\r\n\r\n")),
                failing("version of letters", "protocol", MALFORMED, sends("HTTP/x.y 200 OK\r\n\r\n")),
                failing(
                        "HTTP/2",
                        "protocol",
                        INVALID + "it is of another version of HTTP",
                        sends("HTTP/2.0 200 OK\r\n\r\n")),
                failing("endless status line", "protocol", TOO_LONG, floods("HTTP/1.1 200 ", "x".repeat(4000), 0)),
                failing(
                        "endless header field",
                        "protocol",
                        TOO_LONG,
                        floods("HTTP/1.1 200 OK\r\nX: ", "x".repeat(4000), 0)),
                failing("endless header fields", "protocol", TOO_LONG, floods("HTTP/1.1 200 OK\r\n", "X: y\r\n", 0)),
                failing(
                        "endless folded field",
                        "protocol",
                        TOO_LONG,
                        floods("HTTP/1.1 200 OK\r\nX: y\r\n", " " + "z".repeat(2000) + "\r\n", 0)),
                failing("endless empty lines", "protocol", TOO_LONG, floods("", "\r\n", 0)),
                failing("no colon", "protocol", MALFORMED, sends("HTTP/1.1 200 OK\r\nSecret\r\n\r\n")),
                failing("no header name", "protocol", MALFORMED, sends("HTTP/1.1 200 OK\r\n: x\r\n\r\n")),
                failing("blank before colon", "protocol", MALFORMED, sends("HTTP/1.1 200 OK\r\nA : x\r\n\r\n")),
                failing("end at once", "closed", "% closed the connection before it answered", exchange -> {}),
                failing("end in status line", "protocol", MALFORMED, sends("HTTP/1.1 2")),
                failing("end after status line", "closed", CUT, sends("HTTP/1.1 200 OK\r\n")),
                failing("end in header", "closed", CUT, sends("HTTP/1.1 200 OK\r\nContent-Length: 1")),
                failing("end after header field", "closed", CUT, sends("HTTP/1.1 200 OK\r\nX: y\r\n")),
                failing("end in body", "closed", CUT, sends("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")),
                failing(
                        "end in chunk",
                        "closed",
                        CUT,
                        sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nabc")),
                failing(
                        "end before last chunk",
                        "closed",
                        CUT,
                        sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")),
                failing(
                        "end in trailer",
                        "closed",
                        CUT,
                        sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n")),
                failing(
                        "reset at once",
                        "reset",
                        "% reset the connection before it answered",
                        RawServer.Exchange::reset),
                failing("reset in body", "reset", "% reset the connection in the middle of its answer", exchange -> {
                    exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nabc");
                    Thread.sleep(50);
                    exchange.reset();
                }),
                failing("negative length", "protocol", LENGTH, sends("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")),
                failing(
                        "length of letters",
                        "protocol",
                        LENGTH,
                        sends("HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n")),
                failing(
                        "length beyond 64 bits",
                        "protocol",
                        LENGTH,
                        sends("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n")),
                failing(
                        "two lengths",
                        "protocol",
                        LENGTH,
                        sends("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")),
                failing(
                        "huge length",
                        "too large",
                        "% sent a body of more than 64 MiB",
                        sendsAndHolds("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\nabc")),
                failing(
                        "length that never comes",
                        "timeout",
                        SLOW,
                        sendsAndHolds("HTTP/1.1 200 OK\r\nContent-Length: 60000000\r\n\r\nabc")),
                failing(
                        "bad chunk size",
                        "protocol",
                        CHUNKS,
                        sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n")),
                failing(
                        "negative chunk size",
                        "protocol",
                        CHUNKS,
                        sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n")),
                failing(
                        "chunk size beyond 64 bits",
                        "protocol",
                        CHUNKS,
                        sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc")),
                failing(
                        "chunk longer than said",
                        "protocol",
                        CHUNKS,
                        sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n0\r\n\r\n")),
                failing(
                        "unknown transfer coding",
                        "protocol",
                        INVALID + "it has an unknown transfer coding",
                        sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: rot13\r\n\r\nabc")),
                failing(
                        "endless trailers",
                        "protocol",
                        TOO_LONG,
                        floods("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X: y\r\n", 0)),
                failing(
                        "endless chunks, slow",
                        "timeout",
                        SLOW,
                        floods("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n", 20)),
                failing("endless body, slow", "timeout", SLOW, floods("HTTP/1.1 200 OK\r\n\r\n", "x", 20)),
                failing("dripping head", "timeout", SLOW, floods("HTTP/1.1 200 OK\r\nX: ", "x", 20)),
                failing("silence", "timeout", "no answer from % within 400 ms", RawServer.Exchange::hold),
                failing("half a status line", "timeout", SLOW, sendsAndHolds("HTTP/1.1 2")),
                failing(
                        "gzip garbage",
                        "protocol",
                        "% sent a body that is not the gzip its header announces",
                        sends("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc")),
                failing(
                        "gzip cut off",
                        "protocol",
                        "% sent a body that is not the gzip its header announces",
                        exchange -> {
                            byte[] packed = gzip(new byte[5000]);
                            exchange.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                                    + (packed.length - 9) + "\r\n\r\n");
                            exchange.write(Arrays.copyOf(packed, packed.length - 9));
                        }),
                failing(
                        "switching protocols",
                        "protocol",
                        "% switched to another protocol, which was not asked for",
                        sends("HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n")),
                failing(
                        "endless interim answers",
                        "protocol",
                        "% sent more than 20 interim answers",
                        floods("", "HTTP/1.1 102 Processing\r\n\r\n", 0)),
                failing(
                        "redirect to nonsense",
                        "redirect",
                        "% redirected to a location that is no URL",
                        sends("HTTP/1.1 302 Found\r\nLocation: http://[::\r\nContent-Length: 0\r\n\r\n")),
                failing(
                        "redirect to another scheme",
                        "redirect",
                        "% redirected to something else than http and https",
                        sends("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void badAnswer_sent_isOneErrorInTime(String title, String kind, String message, RawServer.Script afterRequest) {
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readRequest();
                    afterRequest.run(exchange);
                });
                TestUser user = new TestUser(server.url())) {
            long started = System.nanoTime();
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class,
                    () -> user.http.post("/x").timeout(TIMEOUT).send());

            assertThat(System.nanoTime() - started).isLessThan(TimeUnit.SECONDS.toNanos(3));
            assertThat(failure).as(title).isNotNull();
            assertThat(failure.kind() + ": " + failure.getMessage())
                    .isEqualTo(kind + ": " + message.replace("%", "localhost:" + server.port()));
            assertThat(failure.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(failure.response()).isNull();
            RecordedRequests.Sample sample = user.recorded.only();
            assertThat(sample.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(user.recorded.errors)
                    .containsExactly(new RecordedRequests.Listed("POST /x", kind, failure.getMessage(), failure));
            assertThat(server.requests()).hasSize(1);
        }
    }

    static Stream<Arguments> oddities() {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                Arguments.of("lone line feeds", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok", true),
                Arguments.of("empty lines first", "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", true),
                Arguments.of("no reason", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", true),
                Arguments.of("HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", false),
                Arguments.of(
                        "HTTP/1.0 kept",
                        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok",
                        true),
                Arguments.of("close", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", false),
                Arguments.of(
                        "interim answers",
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                        true),
                Arguments.of("chunks", chunked + "1\r\no\r\n1;ext=1\r\nk\r\n0\r\n\r\n", true),
                Arguments.of("trailers", chunked + "2\r\nok\r\n0\r\nX: y\r\n\r\n", true),
                Arguments.of(
                        "length and chunks",
                        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                        true),
                Arguments.of(
                        "leftover",
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 Smuggled\r\n\r\n",
                        false),
                Arguments.of("folded field", "HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 2\r\n\r\nok", true),
                Arguments.of(
                        "unknown content coding",
                        "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 2\r\n\r\nok",
                        true),
                Arguments.of(
                        "unknown charset",
                        "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=klingon\r\nContent-Length: 2\r\n\r\nok",
                        true),
                Arguments.of(
                        "control characters",
                        "HTTP/1.1 200 \u0007\u001b[31m\r\nX: \u0000\u0007\r\nContent-Length: 2\r\n\r\nok",
                        true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddities")
    void oddAnswer_sentTwice_isReadAndReusedByTheRules(String title, String answer, boolean reused) {
        try (RawServer server = RawServer.answering(answer);
                TestUser user = new TestUser(server.url())) {
            for (int i = 0; i < 2; i++) {
                Response response = user.http.get("/").timeout(TIMEOUT).send();
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.text()).as(title).isEqualTo("ok");
            }
            assertThat(server.connections()).isEqualTo(reused ? 1 : 2);
        }
    }

    @Test
    void zipBomb_unpacked_isTooLarge() throws Exception {
        byte[] packed = gzip(new byte[65 << 20]);
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readRequest();
                    exchange.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length
                            + "\r\n\r\n");
                    exchange.write(packed);
                });
                TestUser user = new TestUser(server.url())) {
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class, () -> user.http.get("/").send());

            assertThat(failure.kind()).isEqualTo("too large");
        }
    }

    @Test
    void endlessBody_atFullSpeed_isTooLarge() {
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readRequest();
                    floods("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(1 << 20), 0).run(exchange);
                });
                TestUser user = new TestUser(server.url())) {
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class, () -> user.http.get("/").send());

            assertThat(failure.kind()).isEqualTo("too large");
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}
