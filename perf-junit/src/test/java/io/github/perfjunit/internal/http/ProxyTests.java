// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.internal.tls.TestKeys;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests through HTTP and SOCKS proxies, and what is said if there is no way through. */
@Timeout(30)
class ProxyTests {

    private static final String ANN = "Proxy-Authorization: Basic YW5uOmh1c2g="; // ann:hush

    @TempDir
    private static Path directory;

    private static TestKeys keys;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TestKeys.make(directory, "shop");
    }

    private static RawServer tlsServer() throws Exception {
        ServerSocket socket =
                keys.server().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return RawServer.over(socket, exchange -> {
            while (exchange.readRequest() != null) {
                exchange.write(RawServer.ok("secret"));
            }
        });
    }

    private static HttpOptions.Builder proxy(String scheme, String user, RawServer proxy) {
        return HttpOptions.builder().proxy(scheme + "://" + user + "localhost:" + proxy.port());
    }

    private static HttpOptions trusting(HttpOptions.Builder options) throws Exception {
        return options.trustStore(keys.trustStore("PKCS12").toString(), TestKeys.PASSWORD)
                .build();
    }

    private static HttpFailure failure(TestUser user) {
        HttpFailure failure = catchThrowableOfType(
                HttpFailure.class,
                () -> user.http.get("/x").timeout(Duration.ofSeconds(5)).send());
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void http_plainRequest_isForwardedWithItsWholeUrl() {
        try (RawServer proxy = RawServer.answering(RawServer.ok("forwarded"));
                TestUser user = new TestUser(
                        "http://shop.test", proxy("http", "", proxy).build())) {
            assertThat(user.http.get("/products/{id}", 7).query("q", "a").send().text())
                    .isEqualTo("forwarded");
            user.http.post("http://other.test:81/orders").json(Map.of()).send();
            user.http.get("/again").send();

            assertThat(proxy.requests().get(0))
                    .startsWith("GET http://shop.test/products/7?q=a HTTP/1.1\r\nHost: shop.test\r\n")
                    .doesNotContain("Proxy-Authorization");
            assertThat(proxy.requests().get(1))
                    .startsWith("POST http://other.test:81/orders HTTP/1.1\r\nHost: other.test:81\r\n");
            assertThat(proxy.connections()).isEqualTo(2); // one an origin, as without proxy
        }
    }

    @Test
    void http_userAndPassword_areSentToTheProxyAlone() throws Exception {
        try (RawServer target = tlsServer();
                RawServer proxy = RawServer.running(new TestProxy(target.port())::tunnel);
                RawServer plain = RawServer.answering(RawServer.ok("x"));
                TestUser tunneled = new TestUser("https://shop.test", trusting(proxy("http", "ann:hush@", proxy)));
                TestUser forwarded = new TestUser(
                        "http://shop.test", proxy("http", "ann:hush@", plain).build())) {
            assertThat(tunneled.http.get("/").send().text()).isEqualTo("secret");
            forwarded.http.get("/").send();

            assertThat(proxy.requests().get(0))
                    .startsWith("CONNECT shop.test:443 HTTP/1.1\r\nHost: shop.test:443\r\n")
                    .contains(ANN);
            assertThat(target.requests().get(0))
                    .startsWith("GET / HTTP/1.1\r\n")
                    .doesNotContain("Proxy");
            assertThat(plain.requests().get(0)).contains(ANN);
        }
    }

    @Test
    void http_tls_goesThroughOneTunnelThatIsKept() throws Exception {
        try (RawServer target = tlsServer();
                RawServer proxy = RawServer.running(new TestProxy(target.port())::tunnel);
                TestUser user = new TestUser("https://shop.test:8443", trusting(proxy("http", "", proxy)))) {
            user.http.get("/").send();
            assertThat(user.http.get("/").send().text()).isEqualTo("secret");

            assertThat(proxy.requests()).hasSize(1);
            assertThat(user.recorded.connections).hasSize(1);
        }
    }

    @Test
    void noProxy_hostInIt_isReachedDirectly() {
        try (RawServer target = RawServer.answering(RawServer.ok("direct"));
                RawServer proxy = RawServer.answering(RawServer.ok("forwarded"));
                TestUser user = new TestUser(
                        target.url(),
                        proxy("http", "", proxy)
                                .noProxy("localhost", "*.shop.test")
                                .build())) {
            assertThat(user.http.get("/").send().text()).isEqualTo("direct");
            assertThat(user.http.get("http://127.0.0.1:1/").send().text()).isEqualTo("forwarded");
            assertThat(target.requests().get(0)).startsWith("GET / HTTP/1.1\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://shop.test, true",
        "http://a.shop.test, false",
        "http://a.b.shop.test:81, false",
        "http://bad-shop.test, true",
        "http://LOCALHOST, false",
        "http://[::1], false",
        "http://[::2], true"
    })
    void noProxy_patterns_coverTheirHosts(String url, boolean covered) {
        HttpOptions options = HttpOptions.builder()
                .proxy("http://proxy:1")
                .noProxy("localhost", "*.Shop.test", "::1")
                .build();

        assertThat(new ProxyRoute(options.proxy(), options.noProxy()).covers(Origin.parse(url)))
                .isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''         | 407 Proxy Authentication Required | 407 Proxy Authentication Required; it asks for user and password",
                "ann:hush@  | 407                               | 407; its user or password is wrong",
                "''         | 403 Not\u0007Allowed              | 403 Not?Allowed",
                "''         | 502 Bad Gateway                   | 502 Bad Gateway"
            })
    void http_tunnelRefused_saysWhy(String user, String status, String said) throws Exception {
        String answer = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
        try (RawServer proxy = RawServer.answering(answer);
                TestUser tunneled = new TestUser(
                        "https://shop.test", proxy("http", user, proxy).build())) {
            HttpFailure failure = failure(tunneled);

            assertThat(failure.kind()).isEqualTo("proxy");
            assertThat(failure)
                    .hasMessage("proxy localhost:" + proxy.port() + " refused a tunnel to shop.test:443: " + said);
            assertThat(tunneled.recorded.connections).hasSize(1).noneMatch(RecordedRequests.Connected::ok);
        }
    }

    @Test
    void http_forwardingRefused_isAnErrorOfTheProxy() {
        try (RawServer proxy = RawServer.answering("HTTP/1.1 407 Who are you?\r\nContent-Length: 0\r\n\r\n");
                TestUser user = new TestUser(
                        "http://shop.test", proxy("http", "", proxy).build())) {
            HttpFailure failure = failure(user);

            assertThat(failure.kind()).isEqualTo("proxy");
            assertThat(failure)
                    .hasMessage("proxy localhost:" + proxy.port() + " refused a request to shop.test:80: 407"
                            + " authentication required; it asks for user and password");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nVia", "\u0005"})
    void http_proxyThatHangsUp_isAnErrorOfTheProxy(String answer) {
        try (RawServer proxy = RawServer.running(exchange -> {
                    exchange.readRequest();
                    exchange.write(answer);
                });
                TestUser user = new TestUser(
                        "https://shop.test", proxy("http", "", proxy).build())) {
            HttpFailure failure = failure(user);

            assertThat(failure.kind()).isEqualTo("proxy");
            assertThat(failure)
                    .hasMessage("no way through proxy localhost:" + proxy.port()
                            + " to shop.test:443: it closed the connection");
        }
    }

    @Test
    void http_proxyThatSpeaksSomethingElse_isAnErrorOfTheProxy() {
        try (RawServer proxy = RawServer.answering("220 mail.test ESMTP\r\n\r\n");
                RawServer endless = RawServer.answering("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(4000));
                TestUser user = new TestUser(
                        "https://shop.test", proxy("http", "", proxy).build());
                TestUser other = new TestUser(
                        "https://shop.test", proxy("http", "", endless).build())) {
            assertThat(failure(user)).hasMessage("proxy localhost:" + proxy.port() + " sent no valid HTTP/1.1 answer");
            assertThat(failure(other))
                    .hasMessage("proxy localhost:" + endless.port() + " sent a head of more than 16 KiB");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void proxy_thatIsSilent_timesOut(String scheme) {
        try (RawServer proxy = RawServer.running(RawServer.Exchange::hold);
                TestUser user = new TestUser(
                        "https://shop.test",
                        proxy(scheme, "", proxy).timeout(Duration.ofMillis(200)).build())) {
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class, () -> user.http.get("/").send());

            assertThat(failure.kind()).isEqualTo("timeout");
            assertThat(failure).hasMessage("no connection to shop.test:443 within 200 ms");
        }
    }

    @Test
    void proxy_thatIsNotThere_isAnErrorOfTheProxy() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        HttpOptions options =
                HttpOptions.builder().proxy("http://localhost:" + port).build();
        try (TestUser user = new TestUser("http://shop.test", options)) {
            HttpFailure failure = failure(user);

            assertThat(failure.kind()).isEqualTo("proxy");
            assertThat(failure).hasMessage("connection refused by proxy localhost:" + port);
        }
        HttpOptions unknown =
                HttpOptions.builder().proxy("http://no-proxy.invalid:1").build();
        try (TestUser user = new TestUser("http://shop.test", unknown)) {
            assertThat(failure(user)).hasMessage("unknown host no-proxy.invalid of the proxy");
        }
    }

    @Test
    void socks_nameAndAddress_areLeftToTheProxy() throws Exception {
        try (RawServer target = RawServer.answering(RawServer.ok("through"))) {
            TestProxy script = new TestProxy(target.port());
            try (RawServer proxy = RawServer.running(script::socks);
                    TestUser user = new TestUser(
                            "http://shop.test", proxy("socks5", "", proxy).build())) {
                assertThat(user.http.get("/a").send().text()).isEqualTo("through");
                user.http.get("http://10.1.2.3:81/b").send();
                user.http.get("http://[2001:db8::1]/c").send();

                assertThat(script.asked).containsExactly("shop.test:80", "10.1.2.3:81", "2001:db8:0:0:0:0:0:1:80");
                assertThat(target.requests().get(0)).startsWith("GET /a HTTP/1.1\r\nHost: shop.test\r\n");
            }
        }
    }

    @Test
    void socks_tls_checksTheNameOfTheOrigin() throws Exception {
        try (RawServer target = tlsServer();
                RawServer proxy = RawServer.running(new TestProxy(target.port())::socks);
                TestUser user = new TestUser("https://shop.test", trusting(proxy("socks5", "", proxy)));
                TestUser wrong = new TestUser("https://evil.test", trusting(proxy("socks5", "", proxy)))) {
            assertThat(user.http.get("/").send().text()).isEqualTo("secret");
            assertThat(failure(wrong).kind()).isEqualTo("tls");
        }
    }

    @Test
    void socks_userAndPassword_areChecked() throws Exception {
        try (RawServer target = RawServer.answering(RawServer.ok("through"))) {
            TestProxy script = new TestProxy(target.port());
            try (RawServer proxy = RawServer.running(exchange -> script.socks(exchange, "ann", "hush"));
                    TestUser right = new TestUser(
                            "http://shop.test",
                            proxy("socks5", "ann:hush@", proxy).build());
                    TestUser wrong = new TestUser(
                            "http://shop.test", proxy("socks5", "ann:x@", proxy).build());
                    TestUser nobody = new TestUser(
                            "http://shop.test", proxy("socks5", "", proxy).build())) {
                assertThat(right.http.get("/").send().text()).isEqualTo("through");
                assertThat(failure(wrong)).hasMessage("proxy localhost:" + proxy.port() + " refused user and password");
                assertThat(failure(nobody))
                        .hasMessage("proxy localhost:" + proxy.port()
                                + " asks for an authentication, such as user and password");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, ' could not connect to shop.test:80: not allowed by its rules'",
        "5, ' could not connect to shop.test:80: connection refused'",
        "99, ' could not connect to shop.test:80: unknown reply 99'"
    })
    void socks_refusal_saysWhy(int reply, String said) {
        try (RawServer proxy = RawServer.running(exchange -> {
                    exchange.write(new byte[] {5, 0});
                    exchange.write(new byte[] {5, (byte) reply, 0, 1, 0, 0, 0, 0, 0, 0});
                    exchange.hold();
                });
                TestUser user = new TestUser(
                        "http://shop.test", proxy("socks5", "", proxy).build())) {
            HttpFailure failure = failure(user);

            assertThat(failure.kind()).isEqualTo("proxy");
            assertThat(failure).hasMessage("proxy localhost:" + proxy.port() + said);
        }
    }

    @Test
    void socks_answersOfSomethingElse_areErrorsOfTheProxy() {
        try (RawServer web = RawServer.running(exchange -> {
                    exchange.write("HTTP/1.1 400 Bad Request\r\n\r\n");
                    exchange.hold();
                });
                RawServer odd = RawServer.running(exchange -> {
                    exchange.write(new byte[] {5, 0, 5, 0, 0, 9});
                    exchange.hold();
                });
                RawServer brief = RawServer.running(exchange -> {
                    exchange.socket().getInputStream().readNBytes(3);
                    exchange.write(new byte[] {5, 0, 5, 0, 0, 3, 50});
                    exchange.socket().shutdownOutput();
                    exchange.hold();
                });
                TestUser first = new TestUser(
                        "http://shop.test", proxy("socks5", "", web).build());
                TestUser second = new TestUser(
                        "http://shop.test", proxy("socks5", "", odd).build());
                TestUser third = new TestUser(
                        "http://shop.test", proxy("socks5", "", brief).build())) {
            assertThat(failure(first)).hasMessage("proxy localhost:" + web.port() + " sent no valid SOCKS answer");
            assertThat(failure(second)).hasMessage("proxy localhost:" + odd.port() + " sent no valid SOCKS answer");
            assertThat(failure(third))
                    .hasMessage("no way through proxy localhost:" + brief.port()
                            + " to shop.test:80: it closed the connection");
        }
    }
}
