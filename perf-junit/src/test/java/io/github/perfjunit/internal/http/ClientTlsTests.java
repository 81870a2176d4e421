// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.internal.tls.TestKeys;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Own trust stores and client certificates, against real TLS servers. */
@Timeout(30)
class ClientTlsTests {

    @TempDir
    private static Path directory;

    private static TestKeys serverKeys;
    private static TestKeys clientKeys;

    @BeforeAll
    static void makeKeys() throws Exception {
        serverKeys = TestKeys.make(directory, "server");
        clientKeys = TestKeys.make(directory, "client");
    }

    private static RawServer server(boolean needsClient) throws Exception {
        SSLServerSocket socket = (SSLServerSocket) serverKeys
                .server(clientKeys)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(needsClient);
        return RawServer.over(socket, exchange -> {
            while (exchange.readRequest() != null) {
                exchange.write(RawServer.ok("secret"));
            }
        });
    }

    private static HttpOptions.Builder trusting() throws Exception {
        return HttpOptions.builder().trustStore(serverKeys.trustStore("PKCS12").toString(), TestKeys.PASSWORD);
    }

    private static String get(RawServer server, String host, HttpOptions options) {
        try (TestUser user = new TestUser("https://" + host + ":" + server.port(), options)) {
            return user.http.get("/").timeout(Duration.ofSeconds(5)).send().text();
        }
    }

    private static HttpFailure failure(RawServer server, String host, HttpOptions options) {
        HttpFailure failure = catchThrowableOfType(HttpFailure.class, () -> get(server, host, options));
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void trustStore_ofTheServersKey_isTrusted() throws Exception {
        try (RawServer server = server(false)) {
            assertThat(get(server, "localhost", trusting().build())).isEqualTo("secret");
        }
    }

    @Test
    void trustStore_otherHostOrKey_isRefused() throws Exception {
        HttpOptions other = HttpOptions.builder()
                .trustStore(clientKeys.trustStore("JKS").toString(), TestKeys.PASSWORD)
                .build();
        try (RawServer server = server(false)) {
            assertThat(failure(server, "127.0.0.1", trusting().build()).kind()).isEqualTo("tls");
            assertThat(failure(server, "localhost", other).kind()).isEqualTo("tls");
            assertThat(failure(server, "localhost", HttpOptions.DEFAULTS).kind())
                    .isEqualTo("tls");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void trustAll_anyHost_isTrusted(String host) throws Exception {
        try (RawServer server = server(false)) {
            assertThat(get(server, host, HttpOptions.builder().trustAll(true).build()))
                    .isEqualTo("secret");
        }
    }

    @Test
    void keyStore_serverThatAsksForIt_getsIt() throws Exception {
        HttpOptions store = trusting()
                .keyStore(clientKeys.keyStore().toString(), TestKeys.PASSWORD)
                .build();
        HttpOptions text = trusting().keyStore(clientKeys.pem().toString(), "").build();
        try (RawServer server = server(true)) {
            assertThat(get(server, "localhost", store)).isEqualTo("secret");
            assertThat(get(server, "localhost", text)).isEqualTo("secret");
        }
    }

    @Test
    void keyStore_missing_isATlsError() throws Exception {
        try (RawServer server = server(true)) {
            // With TLS 1.3 the server refuses when the client believes the handshake done.
            assertThat(failure(server, "localhost", trusting().build()).kind()).isIn("tls", "reset", "closed");
        }
    }
}
