// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.ConnectionReuse;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.http.HttpVersion;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the version of HTTP on a new connection.
 *
 * @param version the setting of the scenario
 */
record Protocol(HttpVersion version) {

    private static final String H1 = "http/1.1";
    private static final String H2 = "h2";

    /** Returns a conflict of settings, as a sentence; null if there is none. */
    static @Nullable String problem(HttpOptions options) {
        boolean shared = options.connections() == ConnectionReuse.SHARED_POOL;
        return shared && options.version() != HttpVersion.HTTP_1_1
                ? "connections was 'SHARED_POOL' but must be PER_USER or NEW_PER_ITERATION with version "
                        + options.version()
                : null;
    }

    /** The versions that the client offers in TLS, the preferred one first (RFC 7301). */
    String[] offered() {
        return switch (version) {
            case HTTP_1_1 -> new String[] {H1};
            case HTTP_2 -> new String[] {H2};
            case NEGOTIATE -> new String[] {H2, H1};
        };
    }

    /** Starts the protocol on an open connection, which is closed if that fails with {@code Broken}. */
    Connection begin(Origin origin, Socket socket, @Nullable SSLSocket tls) throws IOException, Broken {
        if (isHttp2(origin, socket, tls)) {
            return Http2Connection.over(origin, socket, tls);
        }
        return new Http1Connection(origin, socket, Wire.over(socket, tls), System.nanoTime());
    }

    private boolean isHttp2(Origin origin, Socket socket, @Nullable SSLSocket tls) throws Broken {
        if (version == HttpVersion.HTTP_1_1) {
            return false;
        }
        boolean agreed = tls != null && H2.equals(tls.getApplicationProtocol());
        if (tls != null && !agreed && version == HttpVersion.HTTP_2) {
            Guard.closeQuietly(socket);
            throw new Broken("protocol", origin + " does not offer HTTP/2 (ALPN h2)");
        }
        return agreed || version == HttpVersion.HTTP_2;
    }
}
