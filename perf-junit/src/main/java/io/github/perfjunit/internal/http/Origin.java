// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.internal.util.UrlParts;
import org.apache.hc.core5.http.Header;

/**
 * The target of requests: scheme, host and port (RFC 6454).
 *
 * @param tls whether it is https
 * @param host in lower case; an IPv6 address in brackets
 * @param port the port, also if it is the scheme's own
 * @param hostHeader the header field {@code Host}
 */
record Origin(boolean tls, String host, int port, Header hostHeader) {

    /** Index after the scheme and {@code ://} of an absolute URL with http or https, 0 if the text is none. */
    static int schemeEnd(String url) {
        return UrlParts.schemeEnd(url);
    }

    /** Index after host and port of an absolute URL. */
    static int authorityEnd(String url, int start) {
        return UrlParts.authorityEnd(url, start);
    }

    /**
     * Reads the beginning of an absolute URL.
     *
     * @throws IllegalArgumentException with what is wrong, to follow "but"
     */
    static Origin parse(String url) {
        return of(UrlParts.parse(url));
    }

    static Origin of(UrlParts parts) {
        return of(parts.tls(), parts.host(), parts.port());
    }

    static Origin of(boolean tls, String host, int port) {
        String value = port == UrlParts.standardPort(tls) ? host : host + ":" + port;
        return new Origin(tls, host, port, new HeadWriter.Encoded("Host", value));
    }

    boolean isAddress() {
        return isAddress(host);
    }

    /** Returns whether the host is an IP address: no top-level domain is a number. */
    static boolean isAddress(String host) {
        if (host.endsWith("]")) {
            return true;
        }
        int start = host.lastIndexOf('.') + 1;
        for (int i = start; i < host.length(); i++) {
            if (host.charAt(i) < '0' || host.charAt(i) > '9') {
                return false;
            }
        }
        return start < host.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Origin that && port == that.port && tls == that.tls && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    /** Host and port, for messages. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
