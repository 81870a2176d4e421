// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Opens connections: name resolution, TCP, TLS with the name of the host checked. */
final class Connector {

    private final Supplier<SSLContext> tls;
    private final Protocol protocol;

    Connector(Supplier<SSLContext> tls, Protocol protocol) {
        this.tls = tls;
        this.protocol = protocol;
    }

    /** Opens a connection; the guard ends it when the deadline of the request passes. */
    Connection open(Origin origin, Guard guard) throws Broken {
        Broken last = null;
        for (InetAddress address : resolve(origin)) {
            Socket socket = new Socket();
            guard.watch(socket);
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(address, origin.port()));
            } catch (IOException e) {
                Guard.closeQuietly(socket);
                last = e instanceof ConnectException && said(e).contains("refused")
                        ? new Broken("connect", "connection refused by " + origin, e)
                        : new Broken("connect", "no connection to " + origin + ": " + said(e), e);
                if (guard.isExpired() || guard.isClosed()) {
                    throw last;
                }
                continue;
            }
            return over(socket, origin);
        }
        throw last == null ? new Broken("dns", "host " + origin.host() + " has no address") : last;
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
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
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

    private static InetAddress[] resolve(Origin origin) throws Broken {
        try {
            return InetAddress.getAllByName(withoutBrackets(origin.host()));
        } catch (UnknownHostException e) {
            throw new Broken("dns", "unknown host " + origin.host(), e);
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String said(Throwable e) {
        return Breakage.said(e);
    }
}
