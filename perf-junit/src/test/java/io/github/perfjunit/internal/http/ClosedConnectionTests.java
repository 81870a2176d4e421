// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.http.HttpVersion;
import io.github.perfjunit.internal.tls.TestKeys;
import io.github.perfjunit.metrics.Outcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A kept connection that the server has closed is seen before a request goes out on it that must not be repeated. The
 * server tells when it has closed, so that the order of things does not depend on time.
 */
@Timeout(10)
class ClosedConnectionTests {

    private static final String KEEP = RawServer.ok("x");
    private static final String CLOSE = KEEP.replace("Content-Length", "Connection: close\r\nContent-Length");
    private static final String UNFRAMED = "HTTP/1.1 200 OK\r\n\r\nx";
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n";

    private static final RawServer.Script HANG_UP = RawServer.Exchange::close;
    private static final RawServer.Script END = RawServer.Exchange::endOutput;
    private static final RawServer.Script RESET = RawServer.Exchange::reset;
    private static final RawServer.Script SPEAK = exchange -> exchange.write("HTTP/1.1 408 Request Timeout\r\n\r\n");

    /** The server's steps after its first answer. */
    private static final class Ended {

        private final Queue<RawServer.Exchange> done = new ConcurrentLinkedQueue<>();

        RawServer.Script after(String answer, RawServer.Script end) {
            return exchange -> {
                while (exchange.readRequest() != null) {
                    exchange.write(exchange.number() == 1 ? answer : KEEP);
                    if (exchange.number() == 1) {
                        end.run(exchange);
                        done.add(exchange);
                        exchange.hold();
                    }
                }
            };
        }

        void await(int microseconds) {
            while (done.isEmpty()) {
                Thread.onSpinWait();
            }
            // Loopback delivers at once, but not in the same moment.
            long until = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(microseconds);
            while (System.nanoTime() - until < 0) {
                Thread.onSpinWait();
            }
        }
    }

    static Stream<Arguments> ends() {
        return Stream.of("POST", "PATCH", "GET")
                .flatMap(method -> Stream.of(300, 5_000, 50_000)
                        .flatMap(pause -> Stream.of(
                                Arguments.of(method, pause, "closed", KEEP, HANG_UP),
                                Arguments.of(method, pause, "closed after chunks", CHUNKED, HANG_UP),
                                Arguments.of(method, pause, "closed as announced", CLOSE, HANG_UP),
                                Arguments.of(method, pause, "closed as the end of the body", UNFRAMED, HANG_UP),
                                Arguments.of(method, pause, "one side ended", KEEP, END),
                                Arguments.of(method, pause, "reset", KEEP, RESET),
                                Arguments.of(method, pause, "closed with a word", KEEP, SPEAK))))
                // A request that may be repeated is not looked at before, if the user hardly waited.
                .filter(test -> !(test.get()[0].equals("GET") && test.get()[4] == SPEAK && (int) test.get()[1] < 1000));
    }

    @ParameterizedTest(name = "{0} after {1} µs: {2}")
    @MethodSource("ends")
    void ended_nextRequest_arrivesOnceOnAnotherConnection(
            String method, int pause, String how, String answer, RawServer.Script end) {
        Ended ended = new Ended();
        try (RawServer server = RawServer.running(ended.after(answer, end));
                TestUser user = new TestUser(server.url())) {
            user.http.get("/first").send();
            ended.await(pause);
            assertThat(user.http.request(method, "/second").send().text()).isEqualTo("x");

            assertThat(server.requests()).as(how).hasSize(2);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(user.recorded.samples).hasSize(2).allMatch(s -> s.outcome() == Outcome.OK);
        }
    }

    @Test
    void ended_inASharedPool_isSeenByTheUserThatGetsIt() {
        Ended ended = new Ended();
        HttpOptions options = HttpOptions.builder().sharedPool(1).build();
        try (RawServer server = RawServer.running(ended.after(KEEP, HANG_UP));
                TestUser user = new TestUser(server.url(), options)) {
            user.http.get("/first").send();
            ended.await(300);
            RecordedRequests recorded = new RecordedRequests();
            assertThat(TestUser.open(user.pool, recorded).post("/second").send().text())
                    .isEqualTo("x");

            assertThat(recorded.only().outcome()).isEqualTo(Outcome.OK);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ended_overTls_isSeen(boolean politely, @TempDir Path directory) throws Exception {
        TestKeys keys = TestKeys.make(directory, "server");
        ServerSocket socket =
                keys.server(keys).getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        HttpOptions options = HttpOptions.builder()
                .trustStore(keys.trustStore("PKCS12").toString(), TestKeys.PASSWORD)
                .build();
        Ended ended = new Ended();
        try (RawServer server = RawServer.over(socket, ended.after(KEEP, politely ? HANG_UP : RESET));
                TestUser user = new TestUser("https://localhost:" + server.port(), options)) {
            user.http.get("/first").send();
            ended.await(300);
            assertThat(user.http.post("/second").send().text()).isEqualTo("x");
            assertThat(user.http.post("/third").send().text()).isEqualTo("x");

            assertThat(server.requests()).hasSize(3);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(user.recorded.samples).hasSize(3).allMatch(s -> s.outcome() == Outcome.OK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GOAWAY", "GOAWAY and end", "end"})
    void ended_ofHttp2_isSeen(String how) {
        Queue<String> done = new ConcurrentLinkedQueue<>();
        HttpOptions options = HttpOptions.builder().version(HttpVersion.HTTP_2).build();
        try (RawServer server = Http2Peer.running(peer -> {
                    while (true) {
                        int stream = peer.awaitRequest();
                        peer.answer(stream, "x");
                        if (peer.number() > 1) {
                            continue;
                        }
                        if (how.startsWith("GOAWAY")) {
                            peer.goAway(stream, 0);
                        }
                        if (how.endsWith("end")) {
                            peer.close();
                        }
                        done.add(how);
                    }
                });
                TestUser user = new TestUser(server.url(), options)) {
            user.http.get("/first").send();
            while (done.isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(user.http.post("/second").send().text()).isEqualTo("x");

            assertThat(server.connections()).isEqualTo(2);
            assertThat(user.recorded.samples).hasSize(2).allMatch(s -> s.outcome() == Outcome.OK);
        }
    }

    /** Here the server closes while the next request is on its way; who is first differs each time. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endedInTheMeantime_requestThatNobodyRead_isSentAgain(boolean shared) {
        HttpOptions options = shared ? HttpOptions.builder().sharedPool(1).build() : HttpOptions.DEFAULTS;
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readRequest();
                    exchange.write(KEEP);
                });
                TestUser user = new TestUser(server.url(), options)) {
            for (int i = 0; i < 500; i++) {
                user.http.post("/").body("hello", "text/plain").send();
            }

            assertThat(server.requests()).hasSize(500).allMatch(request -> request.endsWith("hello"));
            assertThat(user.recorded.samples).hasSize(500).allMatch(s -> s.outcome() == Outcome.OK);
        }
    }

    /** The server may have carried it out. */
    @ParameterizedTest
    @ValueSource(strings = {"hello", ""})
    void endedAfterReadingAll_request_isNotSentAgain(String body) {
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readRequest();
                    exchange.write(KEEP);
                    exchange.readRequest();
                });
                TestUser user = new TestUser(server.url())) {
            user.http.get("/").send();
            assertThatThrownBy(
                            () -> user.http.post("/").body(body, "text/plain").send())
                    .isInstanceOf(HttpFailure.class)
                    .hasMessage("localhost:" + server.port() + " closed the connection before it answered");

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** As many servers do that had enough of a connection; nobody can say how far such a request got. */
    @Test
    void resetAlone_request_isNotSentAgain() {
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readRequest();
                    exchange.write(KEEP);
                    exchange.readHead();
                    exchange.reset();
                });
                TestUser user = new TestUser(server.url())) {
            user.http.get("/").send();
            assertThatThrownBy(() ->
                            user.http.post("/").body("hello", "text/plain").send())
                    .isInstanceOf(HttpFailure.class)
                    .hasMessage("localhost:" + server.port() + " reset the connection before it answered");

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void open_requestsInATightLoop_keepTheirConnection() {
        try (RawServer server = RawServer.answering(KEEP);
                TestUser user = new TestUser(server.url())) {
            for (String method : List.of("POST", "PATCH", "POST", "GET", "POST")) {
                for (int i = 0; i < 20; i++) {
                    user.http.request(method, "/").send();
                }
            }

            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).hasSize(100);
        }
    }
}
