// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BreakageTests {

    private static final Origin ORIGIN = Origin.parse("http://shop:8080");

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(
                        new SocketException("Connection reset"),
                        "reset",
                        "shop:8080 reset the connection before it answered"),
                Arguments.of(
                        new IOException("Broken pipe"), "reset", "shop:8080 reset the connection before it answered"),
                Arguments.of(
                        new SSLException("Connection reset", new SocketException("Connection reset")),
                        "reset",
                        "shop:8080 reset the connection before it answered"),
                Arguments.of(
                        new SSLHandshakeException("certificate_required"),
                        "tls",
                        "TLS with shop:8080 failed: certificate_required"),
                Arguments.of(
                        new SocketException("Network is unreachable"),
                        "io",
                        "exchange with shop:8080 failed: Network is unreachable"),
                Arguments.of(new IOException((String) null), "io", "exchange with shop:8080 failed: IOException"),
                Arguments.of(new EOFException(), "closed", "shop:8080 closed the connection before it answered"),
                Arguments.of(
                        new ConnectionClosedException(),
                        "closed",
                        "shop:8080 closed the connection before it answered"),
                Arguments.of(
                        new TruncatedChunkException("x"),
                        "closed",
                        "shop:8080 closed the connection before it answered"),
                Arguments.of(
                        new MalformedChunkCodingException("Set-Cookie: secret"),
                        "protocol",
                        "shop:8080 sent no valid HTTP/1.1 answer: the chunks of its body are malformed"),
                Arguments.of(
                        new IllegalStateException("odd"),
                        "protocol",
                        "answer of shop:8080 could not be read: IllegalStateException"));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void exception_becomesKindAndSentence(Exception e, String kind, String message) {
        Broken broken = Breakage.of(e, ORIGIN, false);

        assertThat(broken.kind()).isEqualTo(kind);
        assertThat(broken.sentence()).isEqualTo(message);
    }

    @Test
    void quotedAnswer_isNotPassedOn() {
        Broken broken = Breakage.of(new ParseException("Invalid header: Set-Cookie secret"), ORIGIN, true);

        assertThat(broken.sentence()).doesNotContain("secret");
        assertThat(broken).hasNoCause();
    }

    @Test
    void foreignText_isBoundedAndHarmless() {
        assertThat(ForeignText.clean("a\r\n\u001b[31m\u202eb\u2028c é😀")).isEqualTo("a  ?[31m?b c é😀");
        assertThat(ForeignText.clean("x".repeat(500))).isEqualTo("x".repeat(200) + "...");
        assertThat(ForeignText.clean("ab😀defg", 3)).isEqualTo("ab😀...");
    }
}
