// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.http.HttpVersion;
import io.github.perfjunit.http.Response;
import io.github.perfjunit.internal.tls.TestKeys;
import io.github.perfjunit.metrics.Outcome;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a server that shares no code with it. */
@Timeout(30)
class Http2ServerTests {

    @TempDir
    private static Path directory;

    private static TestKeys keys;
    private static Path trust;

    @BeforeAll
    static void makeKey() throws Exception {
        keys = TestKeys.make(directory, "shop");
        trust = keys.trustStore("PKCS12");
    }

    private static JettyServer server(boolean tls) throws Exception {
        return tls ? JettyServer.tls(keys.server(), true) : JettyServer.clearText();
    }

    private static TestUser user(JettyServer server, HttpVersion version) {
        return new TestUser(server.url(), options(version).build());
    }

    private static HttpOptions.Builder options(HttpVersion version) {
        return HttpOptions.builder().version(version).trustStore(trust.toString(), TestKeys.PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void http2_manyRequests_useOneConnection(boolean tls) throws Exception {
        try (JettyServer server = server(tls);
                TestUser user = user(server, HttpVersion.HTTP_2)) {
            for (int i = 0; i < 50; i++) {
                assertThat(user.http.get("/version/{n}", i).send().text()).isEqualTo("HTTP/2.0");
            }

            assertThat(server.connections).hasSize(1);
            assertThat(user.recorded.connections).hasSize(1).allMatch(RecordedRequests.Connected::ok);
            assertThat(user.recorded.samples).hasSize(50).allMatch(s -> s.outcome() == Outcome.OK);
            assertThat(user.recorded.samples).allMatch(s -> s.bytesSent() > 9 && s.bytesReceived() > 9);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, HTTP_1_1, HTTP/1.1",
        "true, true, NEGOTIATE, HTTP/2.0",
        "true, false, NEGOTIATE, HTTP/1.1",
        "false, true, NEGOTIATE, HTTP/1.1",
        "false, true, HTTP_2, HTTP/2.0"
    })
    void version_offeredAndTaken_isTheOneBothKnow(boolean tls, boolean http2, HttpVersion version, String expected)
            throws Exception {
        try (JettyServer server = tls ? JettyServer.tls(keys.server(), http2) : JettyServer.clearText();
                TestUser user = user(server, version)) {
            assertThat(user.http.get("/version").send().text()).isEqualTo(expected);
            assertThat(user.http.get("/version").send().text()).isEqualTo(expected);
            assertThat(user.recorded.connections).hasSize(1);
        }
    }

    @Test
    void http2_serverWithoutIt_isProtocolError() throws Exception {
        try (JettyServer server = JettyServer.tls(keys.server(), false);
                TestUser user = user(server, HttpVersion.HTTP_2)) {
            HttpFailure failure = failure(user, "/version");

            assertThat(failure.kind()).isEqualTo("protocol");
            assertThat(failure).hasMessage(server.url().substring(8) + " does not offer HTTP/2 (ALPN h2)");
            assertThat(server.requests).isEmpty();
            assertThat(user.recorded.connections).hasSize(1).noneMatch(RecordedRequests.Connected::ok);
        }
    }

    @Test
    void request_fieldsOfOneConnection_areNotSent() throws Exception {
        try (JettyServer server = server(false);
                TestUser user = user(server, HttpVersion.HTTP_2)) {
            String seen = user.http
                    .get("/headers?q=1")
                    .header("Connection", "close")
                    .header("Keep-Alive", "5")
                    .header("X-Own", "a b")
                    .bearer("token")
                    .send()
                    .text();

            assertThat(seen.lines())
                    .containsExactlyInAnyOrder(
                            server.url() + "/headers?q=1",
                            "user-agent: perf-junit",
                            "accept-encoding: gzip",
                            "x-own: a b",
                            "authorization: Bearer token");
        }
    }

    @Test
    void request_ownHost_isTheAuthority() throws Exception {
        try (JettyServer server = server(false);
                TestUser user = user(server, HttpVersion.HTTP_2)) {
            String seen = user.http
                    .get("/headers")
                    .header("Host", "shop.example.org")
                    .send()
                    .text();

            assertThat(seen).startsWith("http://shop.example.org/headers\n");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bodies_largerThanAnyWindow_goThroughBothWays(boolean tls) throws Exception {
        byte[] body = new byte[3_000_000];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 31);
        }
        try (JettyServer server = server(tls);
                TestUser user = user(server, HttpVersion.HTTP_2)) {
            assertThat(user.http
                            .post("/count")
                            .body(new byte[3_000_000], "text/plain")
                            .send()
                            .text())
                    .isEqualTo("3000000");
            assertThat(user.http.get("/large/20000000").send().bytes()).hasSize(20_000_000);
            Response echo = user.http
                    .post("/echo")
                    .body(body, "application/octet-stream")
                    .send();

            assertThat(Arrays.equals(echo.bytes(), body)).isTrue();
            assertThat(user.recorded.connections).hasSize(1);
            assertThat(user.recorded.samples.get(2).bytesSent()).isGreaterThan(3_000_000);
            assertThat(user.recorded.samples.get(2).bytesReceived()).isGreaterThan(3_000_000);
        }
    }

    @Test
    void answers_ofEveryKind_areReadAsInHttp11() throws Exception {
        try (JettyServer server = server(false);
                TestUser user = user(server, HttpVersion.HTTP_2)) {
            Http http = user.http;
            assertThat(http.post("/echo").send().bytes()).isEmpty();
            assertThat(http.post("/echo").body("", "text/plain").send().bytes()).isEmpty();
            assertThat(http.put("/echo").body("x", "text/plain").send().text()).isEqualTo("x");
            assertThat(http.head("/large/1000").send().bytes()).isEmpty();
            assertThat(http.get("/status/204").send().status()).isEqualTo(204);
            assertThat(http.get("/status/304").send().status()).isEqualTo(304);
            assertThat(http.get("/gzip").send().text()).isEqualTo("unpacked");
            assertThat(http.get("/trailers").send().text()).isEqualTo("with trailers");
            assertThat(http.get("/hints").send().text()).isEqualTo("after hints");
            assertThat(http.get("/cookie").send().text()).isEqualTo("set");
            assertThat(http.get("/headers").send().text()).contains("cookie: id=7\n");
            assertThat(http.get("/redirect").send().bytes()).isEmpty();
            assertThat(server.requests.get(server.requests.size() - 1)).isEqualTo("HTTP/2.0 GET /echo?after");
            assertThat(failure(user, "/status/404")).hasMessage("404 Not Found");
            assertThat(http.get("/large/0")
                            .header("X-Long", "x".repeat(6000))
                            .send()
                            .bytes())
                    .isEmpty();

            assertThat(user.recorded.connections).hasSize(1);
        }
    }

    @Test
    void manyUsers_ofOnePool_getTheirOwnAnswers() throws Exception {
        int users = 32;
        ExecutorService threads = Executors.newFixedThreadPool(users);
        try (JettyServer server = server(true);
                TestUser first = user(server, HttpVersion.HTTP_2)) {
            List<Future<RecordedRequests>> running = new ArrayList<>();
            for (int u = 0; u < users; u++) {
                String text = "user " + u;
                running.add(threads.submit(() -> {
                    RecordedRequests recorded = new RecordedRequests();
                    Http http = TestUser.open(first.pool, recorded);
                    for (int i = 0; i < 100; i++) {
                        assertThat(http.post("/echo")
                                        .body(text + i, "text/plain")
                                        .send()
                                        .text())
                                .isEqualTo(text + i);
                    }
                    first.pool.close(http);
                    return recorded;
                }));
            }
            for (Future<RecordedRequests> user : running) {
                assertThat(user.get(30, TimeUnit.SECONDS).connections).hasSize(1);
            }
            assertThat(server.requests).hasSize(3200);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void clearText_throughProxy_goesThroughTunnel() throws Exception {
        try (JettyServer server = server(false);
                RawServer proxy = RawServer.running(exchange -> tunnel(exchange, server.port()));
                TestUser user = new TestUser(
                        "http://shop.test",
                        options(HttpVersion.HTTP_2)
                                .proxy("http://localhost:" + proxy.port())
                                .build())) {
            assertThat(user.http.get("/version").send().text()).isEqualTo("HTTP/2.0");
            assertThat(proxy.requests()).singleElement().asString().startsWith("CONNECT shop.test:80 HTTP/1.1\r\n");
        }
    }

    private static void tunnel(RawServer.Exchange exchange, int port) throws Exception {
        exchange.readRequest();
        exchange.write("HTTP/1.1 200 Open\r\n\r\n");
        try (Socket to = new Socket("localhost", port)) {
            Thread back = new Thread(() -> pass(to, exchange.socket()));
            back.setDaemon(true);
            back.start();
            pass(exchange.socket(), to);
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            assertThat(from.isClosed() || to.isClosed()).isTrue();
        }
    }

    @Test
    void newPerIteration_connection_isClosedAfterEach() throws Exception {
        try (JettyServer server = server(true);
                TestUser user = new TestUser(
                        server.url(),
                        options(HttpVersion.NEGOTIATE)
                                .newConnectionsPerIteration()
                                .build())) {
            user.http.get("/version").send();
            user.pool.iterationEnded(user.http);
            user.http.get("/version").send();

            assertThat(server.connections).hasSize(2);
        }
    }

    @Test
    void contentOfMessages_streamedAndDiscarded_isThatOfHttp11() throws Exception {
        try (JettyServer server = server(false);
                TestUser user = user(server, HttpVersion.HTTP_2)) {
            Http http = user.http;
            assertThat(http.get("/large/80000000")
                            .discardBody()
                            .maxResponseSize(100_000_000)
                            .send()
                            .size())
                    .isEqualTo(80_000_000);
            assertThat(http.get("/gzip").discardBody().send().size()).isEqualTo(8);
            assertThat(http.get("/status/204").discardBody().send().size()).isZero();
            assertThat(http.post("/count")
                            .body(300_000, () -> new java.io.ByteArrayInputStream(new byte[400_000]), "text/plain")
                            .send()
                            .text())
                    .isEqualTo("300000");
            assertThat(http.post("/echo")
                            .body("x", "text/plain")
                            .expectContinue()
                            .send()
                            .text())
                    .isEqualTo("x");
            assertThat(user.recorded.connections).hasSize(1);
        }
    }

    @Test
    void noAnswer_deadline_endsTheWait() throws Exception {
        try (JettyServer server = server(false);
                TestUser user = user(server, HttpVersion.HTTP_2)) {
            HttpFailure failure = catchThrowableOfType(HttpFailure.class, () -> user.http
                    .get("/never")
                    .timeout(Duration.ofMillis(200))
                    .send());

            assertThat(failure.kind()).isEqualTo("timeout");
            assertThat(failure).hasMessage("no answer from " + server.url().substring(7) + " within 200 ms");
            assertThat(user.http.get("/version").send().text()).isEqualTo("HTTP/2.0");
            assertThat(user.recorded.connections).hasSize(2);
        }
    }

    @Test
    void serverThatStopped_nextRequest_isSentOnNewConnectionOrRefused() throws Exception {
        JettyServer server = server(false);
        try (TestUser user = user(server, HttpVersion.HTTP_2)) {
            user.http.get("/version").send();
            server.close();

            assertThat(failure(user, "/version").kind()).isEqualTo("connect");
        }
    }

    private static HttpFailure failure(TestUser user, String path) {
        HttpFailure failure = catchThrowableOfType(
                HttpFailure.class,
                () -> user.http.get(path).timeout(Duration.ofSeconds(5)).send());
        assertThat(failure).isNotNull();
        return failure;
    }
}
