// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Opens connections: through a proxy or not, with TLS or without. */
final class Connector {

    private final Supplier<SSLContext> tls;
    private final boolean checksNames;
    private final Dialer dialer;
    private final @Nullable ProxyRoute proxy;
    private final Protocol protocol;

    /**
     * Creates a connector.
     *
     * @param tls context of connections to https
     * @param checksNames whether certificates must be those of the host
     * @param dialer opens sockets
     * @param proxy the proxy; null for direct connections
     * @param protocol the protocol on them
     */
    Connector(
            Supplier<SSLContext> tls,
            boolean checksNames,
            Dialer dialer,
            @Nullable ProxyRoute proxy,
            Protocol protocol) {
        this.tls = tls;
        this.checksNames = checksNames;
        this.dialer = dialer;
        this.proxy = proxy;
        this.protocol = protocol;
    }

    /** Opens a connection; the guard ends it when the deadline of the request passes. */
    Connection open(Origin origin, Guard guard) throws Broken {
        if (proxy != null && proxy.covers(origin)) {
            return over(proxy.open(origin, dialer, guard), origin);
        }
        Dialer.Party party = new Dialer.Party(origin.host(), origin.port(), origin.toString());
        return over(dialer.dial(party, guard), origin);
    }

    /** Returns the proxy to which requests for an origin are sent; null if they go to the origin itself. */
    @Nullable
    ProxyRoute forwarder(Origin origin) {
        return proxy != null && proxy.forwards(origin) ? proxy : null;
    }

    private Connection over(Socket socket, Origin origin) throws Broken {
        try {
            SSLSocket secured = origin.tls() ? handshake(socket, origin) : null;
            return protocol.begin(origin, socket, secured);
        } catch (IOException | RuntimeException e) {
            Guard.closeQuietly(socket);
            if (origin.tls()) {
                throw new Broken("tls", "TLS handshake with " + origin + " failed: " + said(e), e);
            }
            throw new Broken("connect", "no connection to " + origin + ": " + said(e), e);
        }
    }

    private SSLSocket handshake(Socket socket, Origin origin) throws IOException {
        String host = withoutBrackets(origin.host());
        SSLSocket secured = (SSLSocket) tls.get().getSocketFactory().createSocket(socket, host, origin.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(checksNames ? "HTTPS" : null);
        parameters.setApplicationProtocols(protocol.offered());
        SNIHostName name = serverName(origin);
        if (name != null) {
            parameters.setServerNames(List.of(name));
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    // RFC 6066, section 3: names alone; and the JDK refuses those with an underscore.
    private static @Nullable SNIHostName serverName(Origin origin) {
        boolean possible = !origin.isAddress()
                && origin.host().indexOf('_') < 0
                && !origin.host().endsWith(".");
        return possible ? new SNIHostName(origin.host()) : null;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String said(Throwable e) {
        return Breakage.said(e);
    }
}
