// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.http.HttpRequest;
import io.github.perfjunit.http.HttpVersion;
import io.github.perfjunit.metrics.Outcome;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a server that does what real ones seldom do. */
@Timeout(30)
class Http2FrameTests {

    private static TestUser user(RawServer server) {
        return new TestUser(
                server.url(), HttpOptions.builder().version(HttpVersion.HTTP_2).build());
    }

    private static HttpFailure failure(HttpRequest request) {
        HttpFailure failure = catchThrowableOfType(
                HttpFailure.class, () -> request.timeout(Duration.ofSeconds(5)).send());
        assertThat(failure).isNotNull();
        return failure;
    }

    private static void answerAll(Http2Peer peer) throws IOException {
        while (true) {
            peer.answer(peer.awaitRequest(), "connection " + peer.number());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void goAway_requestNotTaken_isRepeatedOnNewConnection(String method) {
        try (RawServer server = Http2Peer.running(peer -> {
                    if (peer.number() == 1) {
                        peer.answer(peer.awaitRequest(), "first");
                        peer.awaitRequest();
                        peer.goAway(1, 0);
                    } else {
                        answerAll(peer);
                    }
                });
                TestUser user = user(server)) {
            user.http.get("/").send();

            assertThat(user.http.request(method, "/").send().text()).isEqualTo("connection 2");
            assertThat(user.recorded.samples).hasSize(2).allMatch(s -> s.outcome() == Outcome.OK);
            assertThat(user.recorded.connections).hasSize(2);
        }
    }

    @Test
    void goAway_requestTaken_isAnsweredAndConnectionLeft() {
        try (RawServer server = Http2Peer.running(peer -> {
                    int stream = peer.awaitRequest();
                    peer.goAway(stream, 0);
                    peer.answer(stream, "connection " + peer.number());
                });
                TestUser user = user(server)) {
            assertThat(user.http.get("/").send().text()).isEqualTo("connection 1");
            assertThat(user.http.post("/").send().text()).isEqualTo("connection 2");
        }
    }

    @Test
    void goAway_behindAnswer_isSeenBeforeNextRequest() {
        try (RawServer server = Http2Peer.running(peer -> {
                    int stream = peer.awaitRequest();
                    peer.sendHead(stream, true, ":status", "204");
                    peer.goAway(stream, 0);
                });
                TestUser user = user(server)) {
            assertThat(user.http.post("/").send().status()).isEqualTo(204);
            assertThat(user.http.post("/").send().status()).isEqualTo(204);
        }
    }

    @Test
    void goAway_withReason_isInTheMessage() {
        try (RawServer server = Http2Peer.running(peer -> {
                    peer.goAway(peer.awaitRequest(), 11);
                    peer.close();
                });
                TestUser user = user(server)) {
            HttpFailure failure = failure(user.http.get("/"));

            assertThat(failure.kind()).isEqualTo("closed");
            assertThat(failure)
                    .hasMessage("localhost:" + server.port()
                            + " closed the connection before it answered (ENHANCE_YOUR_CALM)");
        }
    }

    @Test
    void refusedStream_anyMethod_isRepeatedOnce() {
        try (RawServer server = Http2Peer.running(peer -> {
                    if (peer.number() == 1) {
                        peer.reset(peer.awaitRequest(), 7);
                    } else {
                        answerAll(peer);
                    }
                });
                TestUser user = user(server)) {
            assertThat(user.http.post("/").body("x", "text/plain").send().text())
                    .isEqualTo("connection 2");
            assertThat(user.recorded.samples).hasSize(1);
        }
    }

    @Test
    void refusedStream_again_isReset() {
        try (RawServer server = Http2Peer.running(peer -> peer.reset(peer.awaitRequest(), 7));
                TestUser user = user(server)) {
            HttpFailure failure = failure(user.http.get("/"));

            assertThat(failure.kind()).isEqualTo("reset");
            assertThat(failure)
                    .hasMessage("localhost:" + server.port() + " reset the stream before it answered (REFUSED_STREAM)");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, reset, ' reset the stream before it answered (INTERNAL_ERROR)'",
        "8, reset, ' reset the stream before it answered (CANCEL)'",
        "13, protocol, ' wants HTTP/1.1 for this request (HTTP_1_1_REQUIRED)'",
        "-1, reset, ' reset the stream before it answered (error 4294967295)'"
    })
    void resetStream_isNotRepeated_andConnectionKept(int code, String kind, String message) {
        try (RawServer server = Http2Peer.running(peer -> {
                    peer.reset(peer.awaitRequest(), code);
                    answerAll(peer);
                });
                TestUser user = user(server)) {
            HttpFailure failure = failure(user.http.get("/"));

            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure).hasMessage("localhost:" + server.port() + message);
            assertThat(user.http.get("/").send().text()).isEqualTo("connection 1");
            assertThat(user.recorded.samples.get(0).bytesReceived()).isEqualTo(13);
        }
    }

    @Test
    void resetStream_inAnswer_saysSo() {
        try (RawServer server = Http2Peer.running(peer -> {
                    int stream = peer.awaitRequest();
                    peer.sendHead(stream, false, ":status", "200");
                    peer.reset(stream, 2);
                });
                TestUser user = user(server)) {
            assertThat(failure(user.http.get("/")))
                    .hasMessage("localhost:" + server.port()
                            + " reset the stream in the middle of its answer (INTERNAL_ERROR)");
        }
    }

    @Test
    void closedIdleConnection_idempotentAlone_isRepeated() {
        try (RawServer server = Http2Peer.running(peer -> {
                    peer.answer(peer.awaitRequest(), "connection " + peer.number());
                    peer.awaitRequest();
                    peer.close();
                });
                TestUser user = user(server)) {
            user.http.get("/").send();
            assertThat(user.http.get("/").send().text()).isEqualTo("connection 2");

            assertThat(failure(user.http.post("/")))
                    .hasMessage("localhost:" + server.port() + " closed the connection before it answered");
        }
    }

    @Test
    void neverAnswered_deadline_namesWhatIsMissing() {
        try (RawServer server = Http2Peer.running(peer -> {
                    if (peer.number() == 1) {
                        peer.sendHead(peer.awaitRequest(), false, ":status", "200");
                    }
                    peer.drain();
                });
                TestUser user = user(server)) {
            assertThat(timeout(user))
                    .hasMessage("localhost:" + server.port() + " did not finish its answer within 100 ms");
            assertThat(timeout(user)).hasMessage("no answer from localhost:" + server.port() + " within 100 ms");
        }
    }

    private static HttpFailure timeout(TestUser user) {
        HttpFailure failure = catchThrowableOfType(
                HttpFailure.class,
                () -> user.http.get("/").timeout(Duration.ofMillis(100)).send());
        assertThat(failure.kind()).isEqualTo("timeout");
        return failure;
    }

    @Test
    void endOfTheLoad_whileWaiting_isInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = Http2Peer.running(peer -> {
                    peer.awaitRequest();
                    asked.countDown();
                });
                TestUser user = user(server)) {
            Thread ending = new Thread(() -> {
                try {
                    asked.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                user.recorded.interrupted = true;
                user.pool.close(user.http);
            });
            ending.start();

            assertThat(failure(user.http.get("/")).outcome()).isEqualTo(Outcome.INTERRUPTED);
            ending.join();
        }
    }

    @Test
    void upload_noMoreThanWindows_isSentUntilTheyGrow() {
        List<Integer> pieces = new CopyOnWriteArrayList<>();
        try (RawServer server = RawServer.running(exchange -> {
                    Http2Peer peer = new Http2Peer(exchange);
                    peer.readPreface();
                    peer.frame(4, 0, 0, Http2Peer.setting(4, 10));
                    int stream = peer.awaitRequest();
                    upload(peer, pieces, 10);
                    peer.frame(8, 0, stream, Http2Peer.ints(5));
                    upload(peer, pieces, 5);
                    peer.frame(4, 0, 0, Http2Peer.setting(4, 30));
                    upload(peer, pieces, 20);
                    peer.frame(8, 0, stream, Http2Peer.ints(1_000_000));
                    upload(peer, pieces, 65535 - 35);
                    peer.frame(8, 0, 0, Http2Peer.ints(1_000_000));
                    upload(peer, pieces, 100_000 - 65535);
                    assertThat(peer.endsStream()).isTrue();
                    peer.answer(stream, "got it");
                    peer.drain();
                });
                TestUser user = user(server)) {
            assertThat(user.http
                            .post("/")
                            .body(new byte[100_000], "text/plain")
                            .send()
                            .text())
                    .isEqualTo("got it");
            assertThat(pieces).startsWith(10, 5, 20);
            assertThat(pieces.stream().mapToInt(i -> i).sum()).isEqualTo(100_000);
        }
    }

    private static void upload(Http2Peer peer, List<Integer> pieces, int bytes) throws IOException {
        for (int left = bytes; left > 0; left -= peer.length()) {
            peer.await(Http2Frame.DATA);
            pieces.add(peer.length());
        }
    }

    @Test
    void earlyAnswer_restOfUpload_isGivenUpAndConnectionKept() {
        try (RawServer server = Http2Peer.running(peer -> {
                    int stream = peer.awaitRequest();
                    peer.sendHead(stream, true, ":status", "413");
                    assertThat(peer.await(Http2Frame.RST_STREAM)).isEqualTo(stream);
                    answerAll(peer);
                });
                TestUser user = user(server)) {
            assertThat(failure(user.http.post("/").body(new byte[200_000], "text/plain"))
                            .kind())
                    .isEqualTo("413");
            assertThat(user.http.get("/").send().text()).isEqualTo("connection 1");
        }
    }

    @Test
    void download_large_givesTheServerRoom() {
        byte[] piece = new byte[16384];
        try (RawServer server = Http2Peer.running(peer -> {
                    int stream = peer.awaitRequest();
                    peer.sendHead(stream, false, ":status", "200");
                    for (int i = 0; i < 32; i++) {
                        peer.frame(0, 0, stream, piece);
                    }
                    assertThat(peer.await(Http2Frame.WINDOW_UPDATE)).isEqualTo(stream);
                    peer.sendData(stream, true, "");
                });
                TestUser user = user(server)) {
            assertThat(user.http.get("/").send().bytes()).hasSize(32 * 16384);
        }
    }

    @Test
    void trickle_headInContinuationsAndPadding_isPutTogether() {
        try (RawServer server = Http2Peer.running(peer -> {
                    int stream = peer.awaitRequest();
                    byte[] head = peer.head(":status", "200", "x-name", "value");
                    peer.frame(1, 0, stream, head[0]);
                    for (int i = 1; i < head.length - 1; i++) {
                        peer.frame(9, 0, stream, head[i]);
                    }
                    peer.frame(9, 4, stream, head[head.length - 1]);
                    peer.frame(0, 8, stream, (byte) 3, (byte) 'a', (byte) 0, (byte) 0, (byte) 0);
                    peer.frame(0, 0, stream);
                    for (byte b : new byte[] {0, 0, 1, 0, 1, 0, 0, 0, (byte) stream, 'b'}) {
                        peer.raw(new byte[] {b});
                    }
                });
                TestUser user = user(server)) {
            var response = user.http.get("/").send();

            assertThat(response.text()).isEqualTo("ab");
            assertThat(response.header("X-Name")).contains("value");
        }
    }

    @Test
    void framesOfTheConnection_betweenOthers_areAnsweredOrIgnored() {
        try (RawServer server = Http2Peer.running(peer -> {
                    int stream = peer.awaitRequest();
                    peer.frame(6, 0, 0, new byte[8]);
                    peer.frame(0xa, 7, 0, (byte) 1);
                    peer.frame(0x5a, 0xff, stream, new byte[100]);
                    peer.frame(2, 0, stream, new byte[5]);
                    peer.frame(4, 0, 0, Http2Peer.setting(1, 0));
                    peer.frame(4, 0, 0, Http2Peer.setting(0x99, 1));
                    peer.sendHead(stream, false, ":status", "103", "link", "x");
                    peer.sendHead(stream, false, ":status", "200");
                    peer.sendData(stream, false, "body");
                    peer.sendHead(stream, true, "x-trailer", "1");
                    peer.frame(8, 0, stream, Http2Peer.ints(1));
                    peer.reset(stream, 0);
                    answerAll(peer);
                });
                TestUser user = user(server)) {
            assertThat(user.http.get("/").send().text()).isEqualTo("body");
            assertThat(user.http.get("/").send().text()).isEqualTo("connection 1");
        }
    }

    static Stream<Arguments> invalidAnswers() {
        return Stream.of(
                invalid("its status or a header field is malformed", p -> p.sendHead(1, true, "x", "1")),
                invalid("its status or a header field is malformed", p -> p.sendHead(1, true, ":status", "abc")),
                invalid("its status or a header field is malformed", p -> p.sendHead(1, true, ":status", "-200")),
                invalid("its status or a header field is malformed", p -> p.sendHead(1, true, ":status", "99")),
                invalid(
                        "its status or a header field is malformed",
                        p -> p.sendHead(1, true, ":status", "200", "X-Upper", "1")),
                invalid(
                        "its status or a header field is malformed",
                        p -> p.sendHead(1, true, ":status", "200", "a", "1", ":late", "1")),
                invalid("its body begins before its head", p -> p.sendData(1, true, "x")),
                invalid("it ends with an interim answer", p -> p.sendHead(1, true, ":status", "100")),
                invalid(
                        "it switches to another protocol, which HTTP/2 does not allow",
                        p -> p.sendHead(1, false, ":status", "101")),
                invalid("the length of its body is malformed or not what its head says", p -> {
                    p.sendHead(1, false, ":status", "200", "content-length", "5");
                    p.sendData(1, true, "1234");
                }),
                invalid(
                        "the length of its body is malformed or not what its head says",
                        p -> p.sendHead(1, true, ":status", "200", "content-length", "+1")),
                invalid("it has a body where there must be none", p -> {
                    p.sendHead(1, false, ":status", "204");
                    p.sendData(1, true, "x");
                }),
                invalid("header fields follow its body and do not end it", p -> {
                    p.sendHead(1, false, ":status", "200");
                    p.sendHead(1, false, "x", "1");
                }));
    }

    private static Arguments invalid(String reason, Http2Peer.Script answer) {
        return Arguments.of(reason, answer);
    }

    @ParameterizedTest
    @MethodSource("invalidAnswers")
    void invalidAnswer_isProtocolError_andConnectionKept(String reason, Http2Peer.Script answer) {
        try (RawServer server = Http2Peer.running(peer -> {
                    peer.awaitRequest();
                    answer.run(peer);
                    assertThat(peer.await(Http2Frame.RST_STREAM)).isEqualTo(1);
                    answerAll(peer);
                });
                TestUser user = user(server)) {
            HttpFailure failure = failure(user.http.get("/"));

            assertThat(failure.kind()).isEqualTo("protocol");
            assertThat(failure).hasMessage("localhost:" + server.port() + " sent no valid HTTP/2 answer: " + reason);
            assertThat(user.http.get("/").send().text()).isEqualTo("connection 1");
        }
    }

    static Stream<Arguments> invalidFrames() {
        return Stream.of(
                invalid("a frame is longer than 16 KiB", p -> p.raw(new byte[] {0, 64, 1, 0, 0, 0, 0, 0, 1})),
                invalid("a frame is on a stream that does not exist", p -> p.sendHead(3, true, ":status", "200")),
                invalid("a frame is on a stream that does not exist", p -> p.sendData(2, true, "")),
                invalid("a frame is on a stream that does not exist", p -> p.sendData(0, true, "")),
                invalid("it pushes, which was ruled out", p -> p.frame(5, 4, 1, Http2Peer.ints(2))),
                invalid("a frame has the wrong length", p -> p.frame(6, 0, 0, new byte[7])),
                invalid("a frame has the wrong length", p -> p.frame(3, 0, 1, new byte[5])),
                invalid("a frame has the wrong length", p -> p.frame(7, 0, 0, new byte[4])),
                invalid("its settings have an odd length", p -> p.frame(4, 0, 0, new byte[5])),
                invalid("its settings are on a stream", p -> p.frame(4, 0, 1)),
                invalid("its window is larger than 2 GiB", p -> p.frame(4, 0, 0, Http2Peer.setting(4, -1))),
                invalid("its frame size is wrong", p -> p.frame(4, 0, 0, Http2Peer.setting(5, 100))),
                invalid("it wants to be pushed to", p -> p.frame(4, 0, 0, Http2Peer.setting(2, 1))),
                invalid("it enlarges a window by nothing", p -> p.frame(8, 0, 0, Http2Peer.ints(0))),
                invalid("a window is larger than 2 GiB", p -> p.frame(8, 0, 0, Http2Peer.ints(Integer.MAX_VALUE))),
                invalid("a window is larger than 2 GiB", p -> p.frame(8, 0, 1, Http2Peer.ints(Integer.MAX_VALUE))),
                invalid("a frame is shorter than its padding", p -> p.frame(0, 8, 1, (byte) 9)),
                invalid("a frame is shorter than its padding", p -> p.frame(0, 8, 1)),
                invalid("a head begins with its continuation", p -> p.frame(9, 4, 1)),
                invalid("a head is interrupted by another frame", p -> {
                    p.frame(1, 0, 1, (byte) 0x88);
                    p.frame(6, 0, 0, new byte[8]);
                }),
                invalid(
                        "its header fields cannot be unpacked",
                        p -> p.frame(
                                1, 4, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff)),
                invalid("its head comes in more than 100 CONTINUATION frames", p -> {
                    p.frame(1, 0, 1);
                    for (int i = 0; i < 102; i++) {
                        p.frame(9, 0, 1);
                    }
                }),
                invalid("its head is longer than 256 KiB", p -> {
                    p.frame(1, 0, 1, new byte[16384]);
                    for (int i = 0; i < 16; i++) {
                        p.frame(9, 0, 1, new byte[16384]);
                    }
                }),
                invalid("its head is longer than 256 KiB", p -> p.frame(1, 4, 1, bomb())));
    }

    /** A field of 4,000 bytes that is put into the table, and 70 times the same one out of it. */
    private static byte[] bomb() {
        ByteBuffer packed =
                ByteBuffer.allocate(4100).put(new byte[] {(byte) 0x88, 0x40, 1, 'x', 0x7f, (byte) 0xa1, 0x1e});
        packed.put("y".repeat(4000).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 70; i++) {
            packed.put((byte) 0xbe);
        }
        return Arrays.copyOf(packed.array(), packed.position());
    }

    @ParameterizedTest
    @MethodSource("invalidFrames")
    void invalidFrame_endsTheConnection(String reason, Http2Peer.Script frames) {
        try (RawServer server = Http2Peer.running(peer -> {
                    peer.awaitRequest();
                    if (peer.number() == 1) {
                        frames.run(peer);
                    } else {
                        peer.answer(1, "connection 2");
                    }
                });
                TestUser user = user(server)) {
            HttpFailure failure = failure(user.http.get("/"));

            assertThat(failure.kind()).isEqualTo("protocol");
            assertThat(failure).hasMessage("localhost:" + server.port() + " sent no valid HTTP/2: " + reason);
            assertThat(user.http.get("/").send().text()).isEqualTo("connection 2");
        }
    }

    @Test
    void bodyWithoutEnd_limit_endsIt() {
        byte[] piece = new byte[16384];
        try (RawServer server = Http2Peer.running(peer -> {
                    int stream = peer.awaitRequest();
                    peer.sendHead(stream, false, ":status", "200");
                    for (int i = 0; i < 5000; i++) {
                        peer.frame(0, 0, stream, piece);
                    }
                });
                TestUser user = user(server)) {
            HttpFailure failure = failure(user.http.get("/"));

            assertThat(failure.kind()).isEqualTo("too large");
            assertThat(failure).hasMessage("localhost:" + server.port() + " sent a body of more than 64 MB");
        }
    }

    @Test
    void announcedLength_aboveLimit_isRefusedAtOnce() {
        try (RawServer server = Http2Peer.running(peer -> {
                    peer.sendHead(peer.awaitRequest(), false, ":status", "200", "content-length", "99999999999");
                });
                TestUser user = user(server)) {
            assertThat(failure(user.http.get("/")).kind()).isEqualTo("too large");
        }
    }

    @Test
    void http11Server_priorKnowledge_isProtocolErrorOfTheConnection() {
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                    exchange.hold();
                });
                TestUser user = user(server)) {
            HttpFailure failure = failure(user.http.get("/"));

            assertThat(failure.kind()).isEqualTo("protocol");
            assertThat(failure)
                    .hasMessage("localhost:" + server.port() + " does not speak HTTP/2: it sent something else");
            assertThat(user.recorded.connections).hasSize(1).noneMatch(RecordedRequests.Connected::ok);
        }
    }

    @Test
    void serverThatCloses_beforeItsSettings_doesNotSpeakHttp2() {
        try (RawServer server = RawServer.running(
                        exchange -> exchange.socket().getInputStream().readNBytes(24));
                TestUser user = user(server)) {
            assertThat(failure(user.http.get("/")))
                    .hasMessage("localhost:" + server.port() + " does not speak HTTP/2: it closed the connection");
        }
    }

    @Test
    void firstFrame_noSettings_isNoHttp2() {
        try (RawServer server = RawServer.running(exchange -> {
                    Http2Peer peer = new Http2Peer(exchange);
                    peer.readPreface();
                    peer.frame(6, 0, 0, new byte[8]);
                    peer.drain();
                });
                TestUser user = user(server)) {
            assertThat(failure(user.http.get("/")))
                    .hasMessage("localhost:" + server.port() + " does not speak HTTP/2: it sent something else");
        }
    }

    @Test
    void silentServer_connecting_timesOut() {
        try (RawServer server = RawServer.running(RawServer.Exchange::hold);
                TestUser user = user(server)) {
            assertThat(timeout(user)).hasMessage("no connection to localhost:" + server.port() + " within 100 ms");
        }
    }

    @Test
    void idleConnection_pingAndGoAwayMeanwhile_areSeenBeforeNextRequest() throws Exception {
        Semaphore turn = new Semaphore(0);
        Semaphore done = new Semaphore(0);
        try (RawServer server = Http2Peer.running(peer -> {
                    peer.answer(peer.awaitRequest(), "");
                    turn.acquire();
                    peer.frame(6, 0, 0, new byte[8]);
                    done.release();
                    peer.await(Http2Frame.PING);
                    done.release();
                    turn.acquire();
                    peer.goAway(1, 0);
                    done.release();
                });
                Socket socket = new Socket("localhost", server.port())) {
            Connection connection = Http2Connection.over(Origin.parse(server.url()), socket, null);
            connection.exchange(
                    new BasicClassicHttpRequest("GET", "/"),
                    new Reception(64_000_000, true, new BodyMemory(Long.MAX_VALUE).share()));
            assertThat(connection.isStale()).isFalse();

            turn.release();
            done.acquire();
            assertThat(connection.isStale()).isFalse();
            done.acquire();
            assertThat(connection.isReusable()).isTrue();

            turn.release();
            done.acquire();
            assertThat(connection.isStale()).isTrue();
            assertThat(connection.isReusable()).isFalse();
        }
    }

    @Test
    void expectedBody_serverAsks_isSentThen() throws Exception {
        try (RawServer server = Http2Peer.running(peer -> {
            int stream = peer.awaitRequest();
            peer.sendHead(stream, false, ":status", "103");
            peer.sendHead(stream, false, ":status", "100");
            peer.await(Http2Frame.DATA);
            peer.answer(stream, "got " + peer.length());
        })) {
            assertThat(expecting(server).text()).isEqualTo("got 4");
        }
    }

    @Test
    void expectedBody_serverSaysNothing_isSentInTheEnd() throws Exception {
        try (RawServer server = Http2Peer.running(peer -> {
            int stream = peer.awaitRequest();
            peer.await(Http2Frame.DATA);
            peer.answer(stream, "got " + peer.length());
        })) {
            assertThat(expecting(server).text()).isEqualTo("got 4");
        }
    }

    @Test
    void expectedBody_serverRefuses_isNotSent() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (RawServer server = Http2Peer.running(peer -> {
            int stream = peer.awaitRequest();
            peer.sendHead(stream, false, ":status", "417");
            peer.sendData(stream, true, "no");
            peer.await(Http2Frame.RST_STREAM);
            seen.addAll(peer.seen);
        })) {
            assertThat(expecting(server).status()).isEqualTo(417);
            assertThat(seen).noneMatch(frame -> frame.startsWith("0 on"));
        }
    }

    private static ReceivedResponse expecting(RawServer server) throws Exception {
        Origin origin = Origin.parse(server.url());
        BasicClassicHttpRequest request = new BasicClassicHttpRequest("POST", "/");
        request.addHeader("Expect", "100-continue");
        request.setEntity(new ByteArrayEntity(new byte[4], null));
        try (Socket socket = new Socket("localhost", server.port())) {
            return Http2Connection.over(origin, socket, null)
                    .exchange(request, new Reception(64_000_000, true, new BodyMemory(Long.MAX_VALUE).share()));
        }
    }
}
