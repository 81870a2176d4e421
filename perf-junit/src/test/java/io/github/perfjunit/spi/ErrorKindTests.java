// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorKindTests {

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments("dns", new UnknownHostException("nowhere")),
                arguments("dns", new ConnectException().initCause(new UnresolvedAddressException())),
                arguments("timeout", new HttpTimeoutException("request timed out")),
                arguments("timeout", new HttpConnectTimeoutException("x").initCause(new ConnectException())),
                arguments("timeout", new SocketTimeoutException("Read timed out")),
                arguments("timeout", new TimeoutException()),
                arguments("timeout", new InterruptedIOException("timeout")),
                arguments("tls", new SSLHandshakeException("no trust")),
                arguments("reset", new SSLHandshakeException("x").initCause(new SocketException("Connection reset"))),
                arguments("connect", new ConnectException("Connection refused")),
                arguments("connect", new IOException(new NoRouteToHostException())),
                arguments("reset", new SocketException("Connection reset")),
                arguments("reset", new IOException("Broken pipe")),
                arguments("reset", new IOException("x", new SocketException("Connection aborted"))),
                arguments("canceled", new CancellationException()),
                arguments("canceled", new IOException("Canceled")),
                arguments("canceled", new CancellationException("x").initCause(new ConnectException())),
                arguments("canceled", new CancellationException("x").initCause(new SSLException("closed"))),
                arguments("canceled", new CancellationException("x").initCause(new ClosedChannelException())),
                arguments("interrupted", new InterruptedException()),
                arguments("interrupted", new InterruptedIOException("interrupted")),
                arguments("closed", new IOException("x", new EOFException("EOF reached while reading"))),
                arguments("closed", new ClosedChannelException()),
                arguments("closed", new SocketException("Unexpected end of file from server")),
                arguments("closed", new IOException("HTTP/1.1 header parser received no bytes")),
                arguments("protocol", new ProtocolException("Invalid status line")),
                arguments("io", new ExecutionException(new IOException("something else"))),
                arguments("io", new IOException()),
                arguments("IllegalStateException", new IllegalStateException("Connection reset")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void of_failure_isItsKind(String kind, Throwable failure) {
        assertThat(ErrorKind.of(failure)).isEqualTo(kind);
    }

    @Test
    void of_circleOfCauses_ends() {
        IOException first = new IOException("one");
        first.initCause(new IOException("two", first));

        assertThat(ErrorKind.of(first)).isEqualTo("io");
    }

    @Test
    void of_classWithoutName_isItsFullName() {
        assertThat(ErrorKind.of(new IllegalStateException() {})).startsWith("io.github.perfjunit.spi.ErrorKindTests$");
    }
}
