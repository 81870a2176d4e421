// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.HttpProxy;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/**
 * The way of connections through a proxy. TLS and SOCKS go through a tunnel; for plain HTTP, an HTTP proxy gets the
 * requests themselves, with their full URLs.
 *
 * <p>Any failure between client and proxy is an error of the kind {@value #KIND}.
 */
final class ProxyRoute {

    static final String KIND = "proxy";

    private final HttpProxy proxy;
    private final List<String> noProxy;
    private final boolean tunnelsAll;
    private final Dialer.Party party;
    private final @Nullable Header authorization;

    /**
     * Makes a route.
     *
     * @param proxy the proxy
     * @param noProxy hosts reached without it
     * @param tunnelsAll whether plain HTTP goes through a tunnel as well, because proxies do not read its version
     */
    ProxyRoute(HttpProxy proxy, List<String> noProxy, boolean tunnelsAll) {
        this.proxy = proxy;
        this.noProxy = noProxy;
        this.tunnelsAll = tunnelsAll;
        this.party = new Dialer.Party(proxy.host(), proxy.port(), "proxy " + proxy.host() + ":" + proxy.port());
        this.authorization = proxy.hasUser() ? new BasicHeader("Proxy-Authorization", "Basic " + credentials()) : null;
    }

    /** Returns user and password as RFC 7617 writes them. */
    private String credentials() {
        byte[] bytes = (proxy.user() + ":" + proxy.password()).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Returns whether connections to an origin go through the proxy. */
    boolean covers(Origin origin) {
        String host = origin.host();
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        for (String direct : noProxy) {
            if (direct.startsWith("*.") ? plain.endsWith(direct.substring(1)) : plain.equals(direct)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the proxy reads the requests for an origin. */
    boolean forwards(Origin origin) {
        return proxy.kind() == HttpProxy.Kind.HTTP && !origin.tls() && !tunnelsAll && covers(origin);
    }

    /** Converts a request into one for the proxy (RFC 9112, section 3.2.2). */
    void address(ClassicHttpRequest request, Origin origin) {
        request.setPath("http://" + origin.hostHeader().getValue() + request.getPath());
        if (authorization != null) {
            request.setHeader(authorization);
        }
    }

    /** The failure for an answer of 407 to a forwarded request. */
    Broken unauthorized(Origin origin) {
        return new Broken(
                KIND,
                party.shown() + " refused a request to " + origin + ": " + refusal(407, "authentication required"));
    }

    /** Opens a connection on which the origin answers, or the proxy for it. */
    Socket open(Origin origin, Dialer dialer, Guard guard) throws Broken {
        Socket socket;
        try {
            socket = dialer.dial(party, guard);
        } catch (Broken e) {
            boolean unknown = e.kind().equals("dns");
            throw new Broken(KIND, unknown ? e.sentence() + " of the proxy" : e.sentence(), e.getCause());
        }
        try {
            tunnel(socket, origin);
            return socket;
        } catch (IOException e) {
            Guard.closeQuietly(socket);
            throw new Broken(KIND, "no way through " + party.shown() + " to " + origin + ": " + Breakage.said(e), e);
        } catch (Broken | RuntimeException e) {
            Guard.closeQuietly(socket);
            throw e;
        }
    }

    private void tunnel(Socket socket, Origin origin) throws IOException, Broken {
        if (proxy.kind() == HttpProxy.Kind.SOCKS5) {
            new SocksHandshake(proxy, party.shown(), origin).run(socket);
        } else if (origin.tls() || tunnelsAll) {
            new ConnectHandshake(party.shown(), origin, authorization).run(socket);
        }
    }

    /** Describes a status of the proxy. */
    private String refusal(int status, String reason) {
        return refusal(status, reason, authorization != null);
    }

    static String refusal(int status, String reason, boolean authorized) {
        String said = reason.isBlank() ? Integer.toString(status) : status + " " + ForeignText.clean(reason.strip());
        if (status != 407) {
            return said;
        }
        return said + (authorized ? "; its user or password is wrong" : "; it asks for user and password");
    }
}
