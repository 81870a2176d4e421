// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.Response;
import io.github.perfjunit.http.TraceId;
import io.github.perfjunit.metrics.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTests {

    @Test
    void get_answered_countsOneSampleUnderItsTemplate() {
        try (RawServer server = RawServer.answering(RawServer.ok("hello"));
                TestUser user = new TestUser(server.url())) {
            user.recorded.lateness = 7_000_000;

            Response response =
                    user.http.get("/products/{id}", "a b/ü").query("q", "x&y").send();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).isEqualTo("hello");
            assertThat(response.header("content-LENGTH")).contains("5");
            assertThat(server.requests())
                    .containsExactly("GET /products/a%20b%2F%C3%BC?q=x%26y HTTP/1.1\r\nHost: localhost:" + server.port()
                            + "\r\nUser-Agent: perf-junit\r\nAccept-Encoding: gzip\r\n\r\n");
            RecordedRequests.Sample sample = user.recorded.only();
            assertThat(sample.name()).isEqualTo("GET /products/{id}");
            assertThat(sample.outcome()).isEqualTo(Outcome.OK);
            assertThat(sample.started() - sample.intended()).isEqualTo(7_000_000);
            assertThat(sample.bytesSent()).isEqualTo(server.requests().get(0).length());
            assertThat(sample.bytesReceived()).isEqualTo(RawServer.ok("hello").length());
            assertThat(response.latency().toNanos()).isEqualTo(sample.ended() - sample.intended());
            assertThat(user.recorded.errors).isEmpty();
        }
    }

    @Test
    void trace_isSentInBothHeaders() {
        try (RawServer server = RawServer.answering(RawServer.ok("x"));
                TestUser user = new TestUser(server.url())) {
            user.http
                    .get("/")
                    .trace(new TraceId("5759e988bd862e3fe1be46a994272793", "53995c3f42cd8ad8", true))
                    .send();

            assertThat(server.requests().get(0))
                    .contains("traceparent: 00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01\r\n")
                    .contains("X-Amzn-Trace-Id:"
                            + " Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1\r\n");
        }
    }

    @Test
    void connecting_isNoPartOfTheResponseTime() {
        try (RawServer server = RawServer.answering(RawServer.ok("x"));
                TestUser user = new TestUser(server.url())) {
            long before = System.nanoTime();
            user.http.get("/").send();
            user.http.get("/").send();

            assertThat(user.recorded.connections).hasSize(1);
            RecordedRequests.Connected connected = user.recorded.connections.get(0);
            assertThat(connected.ok()).isTrue();
            assertThat(connected.name()).isEqualTo("GET /");
            long connecting = connected.ended() - connected.started();
            assertThat(user.recorded.samples.get(0).started()).isGreaterThanOrEqualTo(before + connecting);
            assertThat(user.recorded.samples.get(0).started()).isLessThanOrEqualTo(connected.ended());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
    void keptConnection_closedBeforeTheAnswer_isRetriedOnceIfIdempotent(String method) {
        try (RawServer server = closingAfterFirstAnswer();
                TestUser user = new TestUser(server.url())) {
            user.http.get("/first").send();
            assertThat(user.http.request(method, "/second").send().status()).isEqualTo(200);

            assertThat(server.requests()).hasSize(3);
            assertThat(user.recorded.samples).hasSize(2);
            assertThat(user.recorded.errors).isEmpty();
            assertThat(user.recorded.connections).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void keptConnection_closedBeforeTheAnswer_failsIfNotIdempotent(String method) {
        try (RawServer server = closingAfterFirstAnswer();
                TestUser user = new TestUser(server.url())) {
            user.http.get("/first").send();
            HttpFailure failure =
                    failure(() -> user.http.request(method, "/second").send());

            assertThat(failure.kind()).isEqualTo("closed");
            assertThat(server.requests()).hasSize(2);
            // The user goes on with a new connection.
            assertThat(user.http.get("/third").send().status()).isEqualTo(200);
        }
    }

    @Test
    void freshConnection_closedBeforeTheAnswer_isNotRetried() {
        try (RawServer server = RawServer.running(RawServer.Exchange::readRequest);
                TestUser user = new TestUser(server.url())) {
            HttpFailure failure = failure(() -> user.http.get("/").send());

            assertThat(failure).hasMessage("localhost:" + server.port() + " closed the connection before it answered");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void longIdleConnection_closedByTheServer_isReplacedBeforeItIsUsed() throws Exception {
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readRequest();
                    exchange.write(RawServer.ok("x"));
                });
                TestUser user = new TestUser(server.url())) {
            user.http.get("/").send();
            Thread.sleep(1100);
            assertThat(user.http.post("/").send().status()).isEqualTo(200);

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @EnabledOnOs(OS.LINUX)
    @Test
    void answerBeforeTheBodyWasRead_counts() {
        byte[] body = new byte[8 << 20];
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.write("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                    Thread.sleep(100);
                });
                TestUser user = new TestUser(server.url())) {
            HttpFailure failure = failure(() -> user.http
                    .post("/")
                    .body(body, "application/octet-stream")
                    .timeout(Duration.ofSeconds(5))
                    .send());

            assertThat(failure.kind()).isEqualTo("413");
        }
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 200", "GET, 204", "GET, 304"})
    void answerWithoutBody_withALength_isNotWaitedFor(String method, int status) {
        String answer = "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n";
        try (RawServer server = RawServer.answering(method.equals("HEAD") ? answer.replace(": 0", ": 99") : answer);
                TestUser user = new TestUser(server.url())) {
            for (int i = 0; i < 2; i++) {
                Response response = user.http
                        .request(method, "/")
                        .timeout(Duration.ofMillis(500))
                        .send();
                assertThat(response.status()).isEqualTo(status);
                assertThat(response.bytes()).isEmpty();
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void unexpectedStatus_isCountedAsStatus() {
        try (RawServer server =
                        RawServer.answering("HTTP/1.1 503 Service\u0007Unavailable\r\nContent-Length: 4\r\n\r\nbusy");
                TestUser user = new TestUser(server.url())) {
            HttpFailure failure =
                    failure(() -> user.http.get("/a").name("search").send());

            assertThat(failure).hasMessage("503 Service?Unavailable").hasNoCause();
            assertThat(failure.outcome()).isEqualTo(Outcome.STATUS);
            assertThat(failure.kind()).isEqualTo("503");
            assertThat(failure.response().text()).isEqualTo("busy");
            assertThat(user.recorded.only().outcome()).isEqualTo(Outcome.STATUS);
            assertThat(user.recorded.errors)
                    .containsExactly(new RecordedRequests.Listed("search", "503", "503 Service?Unavailable", failure));
        }
    }

    @Test
    void expectedStatus_replacesTheRule() {
        try (RawServer server = RawServer.answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                TestUser user = new TestUser(server.url())) {
            assertThat(user.http.get("/").expectStatus(404).send().status()).isEqualTo(404);
            assertThat(failure(() -> user.http.get("/").expectStatus(200, 201).send()))
                    .hasMessage("404 Not Found, expected 200 or 201");
        }
    }

    @Test
    void missingText_isCountedAsCheck() {
        try (RawServer server = RawServer.answering(RawServer.ok("hello"));
                TestUser user = new TestUser(server.url())) {
            user.http.get("/").expectBody("ell").send();
            HttpFailure failure =
                    failure(() -> user.http.get("/").expectBody("olleh").send());

            assertThat(failure).hasMessage("the body does not contain 'olleh'");
            assertThat(failure.outcome()).isEqualTo(Outcome.CHECK);
            assertThat(failure.kind()).isEqualTo("body");
        }
    }

    @Test
    void timeout_ofOneRequest_leavesTheNextOneAlone() {
        try (RawServer server = RawServer.running(exchange -> {
                    while (exchange.readRequest() != null) {
                        if (exchange.number() == 1) {
                            exchange.hold();
                        }
                        exchange.write(RawServer.ok("x"));
                    }
                });
                TestUser user = new TestUser(server.url())) {
            HttpFailure failure = failure(
                    () -> user.http.get("/").timeout(Duration.ofMillis(150)).send());
            assertThat(failure).hasMessage("no answer from localhost:" + server.port() + " within 150 ms");

            assertThat(user.http.get("/").send().status()).isEqualTo(200);
            long waited = user.recorded.samples.get(0).ended()
                    - user.recorded.samples.get(0).started();
            assertThat(Duration.ofNanos(waited)).isBetween(Duration.ofMillis(100), Duration.ofSeconds(2));
        }
    }

    @Test
    void endOfTheLoad_whileWaiting_isInterrupted() throws Exception {
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readRequest();
                    exchange.hold();
                });
                TestUser user = new TestUser(server.url())) {
            Thread closer = new Thread(() -> {
                while (server.requests().isEmpty()) {
                    Thread.onSpinWait();
                }
                user.recorded.interrupted = true;
                user.pool.close(user.http);
            });
            closer.start();
            HttpFailure failure = failure(() -> user.http.get("/").send());
            closer.join();

            assertThat(failure.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(failure).hasMessage("the load ended before localhost:" + server.port() + " had answered");
            assertThat(user.recorded.only().outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(user.recorded.errors).isEmpty();
        }
    }

    @Test
    void interruptOfTheBodyItself_whileWaiting_isAFailureAndNotTheEndOfTheLoad() throws Exception {
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readRequest();
                    exchange.hold();
                });
                TestUser user = new TestUser(server.url())) {
            Thread.currentThread().interrupt();
            HttpFailure failure;
            try {
                failure = failure(
                        () -> user.http.get("/").timeout(Duration.ofMillis(100)).send());
            } finally {
                Thread.interrupted();
            }

            assertThat(failure.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(failure)
                    .hasMessage("the thread was interrupted before localhost:" + server.port() + " had answered");
            assertThat(user.recorded.only().outcome()).isEqualTo(Outcome.ERROR);
        }
    }

    @Test
    void closedClient_sending_failsAtOnceEachTime() {
        try (RawServer server = RawServer.answering(RawServer.ok("x"));
                TestUser user = new TestUser(server.url())) {
            user.http.get("/").send();
            user.pool.close(user.http);
            for (int i = 0; i < 2; i++) {
                assertThat(failure(() -> user.http.get("/").send()))
                        .hasMessage("the user's client was closed before localhost:" + server.port() + " had answered");
            }
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void tenOrigins_inTurn_keepEightConnections() {
        List<RawServer> servers = IntStream.range(0, 10)
                .mapToObj(i -> RawServer.answering(RawServer.ok("x")))
                .toList();
        try (TestUser user = new TestUser("")) {
            for (int round = 0; round < 2; round++) {
                servers.forEach(server -> user.http.get(server.url() + "/a").send());
            }
            user.http.get(servers.get(9).url() + "/a").send();

            assertThat(user.recorded.connections).hasSize(20);
            assertThat(user.recorded.samples).hasSize(21).allMatch(sample -> sample.name()
                    .equals("GET /a"));
        } finally {
            servers.forEach(RawServer::close);
        }
    }

    private RawServer closingAfterFirstAnswer() {
        return RawServer.running(exchange -> {
            String first = exchange.readRequest();
            exchange.write(
                    first != null && first.startsWith("HEAD")
                            ? "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"
                            : RawServer.ok("x"));
            exchange.readRequest();
        });
    }

    private static HttpFailure failure(ThrowingCallable code) {
        HttpFailure failure = catchThrowableOfType(HttpFailure.class, code);
        assertThat(failure).isNotNull();
        return failure;
    }
}
