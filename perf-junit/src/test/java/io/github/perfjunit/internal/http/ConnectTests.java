// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.perfjunit.http.HttpFailure;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ConnectTests {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path keys;

    private static SSLContext server;
    private static SSLContext trusting;

    @BeforeAll
    static void makeKey() throws Exception {
        Path store = keys.resolve("key.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit",
                        "-validity",
                        "2")
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keyStore.load(in, PASSWORD);
        }
        KeyManagerFactory key = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        key.init(keyStore, PASSWORD);
        KeyStore trustStore = KeyStore.getInstance("PKCS12");
        trustStore.load(null, null);
        trustStore.setCertificateEntry("test", keyStore.getCertificate("test"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trustStore);
        server = SSLContext.getInstance("TLS");
        server.init(key.getKeyManagers(), null, null);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
    }

    private static RawServer tlsServer(RawServer.Script script) throws Exception {
        ServerSocket socket =
                server.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return RawServer.over(socket, script);
    }

    private static RawServer.Script answering() {
        return exchange -> {
            while (exchange.readRequest() != null) {
                exchange.write(RawServer.ok("secret"));
            }
        };
    }

    @Test
    void tls_userWhoThinks_keepsItsConnectionUnlessBytesCameThatNobodyAskedFor() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch smuggled = new CountDownLatch(1);
        try (RawServer target = tlsServer(exchange -> {
                    for (String head = exchange.readRequest(); head != null; head = exchange.readRequest()) {
                        exchange.write(RawServer.ok(head.substring(5, 6)));
                        if (head.startsWith("GET /c")) {
                            answered.await();
                            exchange.write(RawServer.ok("smuggled"));
                            smuggled.countDown();
                        }
                    }
                });
                TestUser user = new TestUser("https://localhost:" + target.port(), () -> trusting)) {
            for (String path : List.of("a", "b", "c")) {
                assertThat(user.http.get("/" + path).send().text()).isEqualTo(path);
                Thread.sleep(20); // longer than a connection is used again without a look at it
            }
            answered.countDown();
            assertThat(smuggled.await(10, TimeUnit.SECONDS)).isTrue();
            Thread.sleep(20); // until it arrives
            assertThat(user.http.get("/d").send().text()).isEqualTo("d");

            assertThat(target.connections()).isEqualTo(2);
        }
    }

    @Test
    void tls_refusalOfABody_isSeenWhileItIsSent() throws Exception {
        try (RawServer target = tlsServer(exchange -> {
                    exchange.readHead();
                    exchange.write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
                    exchange.hold();
                });
                TestUser user = new TestUser("https://localhost:" + target.port(), () -> trusting)) {
            HttpFailure failure = catchThrowableOfType(HttpFailure.class, () -> user.http
                    .post("/")
                    .body(new byte[8 << 20], "image/png")
                    .timeout(Duration.ofSeconds(5))
                    .send());

            assertThat(failure).hasMessage("413 Too Large");
        }
    }

    @Test
    void tls_trustedKey_isReadAndKept() throws Exception {
        try (RawServer target = tlsServer(answering());
                TestUser user = new TestUser("https://localhost:" + target.port(), () -> trusting)) {
            assertThat(user.http.get("/").send().text()).isEqualTo("secret");
            assertThat(user.http.get("/").send().text()).isEqualTo("secret");

            assertThat(target.connections()).isEqualTo(1);
            assertThat(user.recorded.connections).hasSize(1);
        }
    }

    @Test
    void tls_otherHostName_isRefused() throws Exception {
        try (RawServer target = tlsServer(answering());
                TestUser user = new TestUser("https://127.0.0.1:" + target.port(), () -> trusting)) {
            HttpFailure failure = failure(user, Duration.ofSeconds(5));

            assertThat(failure.kind()).isEqualTo("tls");
            assertThat(failure).hasMessageStartingWith("TLS handshake with 127.0.0.1:" + target.port() + " failed: ");
            assertThat(target.requests()).isEmpty();
            assertThat(user.recorded.connections).hasSize(1).noneMatch(RecordedRequests.Connected::ok);
        }
    }

    @Test
    void tls_unknownKey_isRefused() throws Exception {
        try (RawServer target = tlsServer(answering());
                TestUser user = new TestUser("https://localhost:" + target.port())) {
            assertThat(failure(user, Duration.ofSeconds(5)).kind()).isEqualTo("tls");
            assertThat(target.requests()).isEmpty();
        }
    }

    @Test
    void tls_withPlainServer_isTlsError() {
        try (RawServer target = RawServer.running(exchange -> exchange.write(RawServer.ok("x")));
                TestUser user = new TestUser("https://localhost:" + target.port(), () -> trusting)) {
            assertThat(failure(user, Duration.ofSeconds(5)).kind()).isEqualTo("tls");
        }
    }

    @Test
    void tls_silentHandshake_timesOut() {
        try (RawServer target = RawServer.running(RawServer.Exchange::hold);
                TestUser user = new TestUser("https://localhost:" + target.port(), () -> trusting)) {
            HttpFailure failure = failure(user, Duration.ofMillis(300));

            assertThat(failure.kind()).isEqualTo("timeout");
            assertThat(failure).hasMessage("no connection to localhost:" + target.port() + " within 300 ms");
        }
    }

    @Test
    void tls_endInLengthlessBody_isItsEnd() throws Exception {
        try (RawServer target = tlsServer(exchange -> {
                    exchange.readRequest();
                    exchange.write("HTTP/1.1 200 OK\r\n\r\nall of it");
                });
                TestUser user = new TestUser("https://localhost:" + target.port(), () -> trusting)) {
            assertThat(user.http.get("/").timeout(Duration.ofSeconds(5)).send().text())
                    .isEqualTo("all of it");
        }
    }

    @Test
    void closedPort_isRefused_withRealTimes() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (TestUser user = new TestUser("http://localhost:" + port)) {
            HttpFailure failure = failure(user, Duration.ofSeconds(5));

            assertThat(failure.kind()).isEqualTo("connect");
            assertThat(failure).hasMessage("connection refused by localhost:" + port);
            RecordedRequests.Sample sample = user.recorded.only();
            RecordedRequests.Connected connected = user.recorded.connections.get(0);
            assertThat(connected.ok()).isFalse();
            assertThat(sample.started()).isLessThanOrEqualTo(connected.started());
            assertThat(sample.ended()).isGreaterThanOrEqualTo(connected.ended());
        }
    }

    @Test
    void unknownHost_isDnsError() {
        try (TestUser user = new TestUser("http://no-such-host.invalid:81")) {
            HttpFailure failure = failure(user, Duration.ofSeconds(20));

            assertThat(failure.kind()).isEqualTo("dns");
            assertThat(failure).hasMessage("unknown host no-such-host.invalid");
        }
    }

    @EnabledOnOs(OS.LINUX)
    @Test
    void fullBacklog_connecting_timesOut() throws Exception {
        // Linux answers no SYN while the queue of a socket that accepts nobody is full.
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TestUser user = new TestUser("http://127.0.0.1:" + socket.getLocalPort())) {
            List<Socket> fillers = fill(socket);
            HttpFailure failure = failure(user, Duration.ofMillis(300));

            assertThat(failure.kind()).isEqualTo("timeout");
            assertThat(user.recorded.only().ended() - user.recorded.only().started())
                    .isLessThan(Duration.ofSeconds(3).toNanos());
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    private static List<Socket> fill(ServerSocket socket) throws Exception {
        List<Socket> fillers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Socket filler = new Socket();
            fillers.add(filler);
            try {
                filler.connect(new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort()), 100);
            } catch (SocketTimeoutException e) {
                return fillers;
            }
        }
        return fillers;
    }

    private static HttpFailure failure(TestUser user, Duration timeout) {
        HttpFailure failure = catchThrowableOfType(
                HttpFailure.class, () -> user.http.get("/").timeout(timeout).send());
        assertThat(failure).isNotNull();
        return failure;
    }
}
