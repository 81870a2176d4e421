// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.Locale;
import org.apache.hc.core5.http.Header;

/**
 * Where requests go: scheme, host and port (RFC 6454).
 *
 * @param tls whether it is https
 * @param host in lower case; an IPv6 address in brackets
 * @param port the port, also if it is the scheme's own
 * @param hostHeader the header field {@code Host}
 */
record Origin(boolean tls, String host, int port, Header hostHeader) {

    private static final int LONGEST_HOST = 255;

    /** Index after the scheme and {@code ://} of an absolute URL with http or https, 0 if the text is none. */
    static int schemeEnd(String url) {
        if (url.regionMatches(true, 0, "http://", 0, 7)) {
            return 7;
        }
        return url.regionMatches(true, 0, "https://", 0, 8) ? 8 : 0;
    }

    /** Index after host and port of an absolute URL. */
    static int authorityEnd(String url, int start) {
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /**
     * Reads the beginning of an absolute URL.
     *
     * @throws IllegalArgumentException with what is wrong, to follow "but"
     */
    static Origin parse(String url) {
        int start = schemeEnd(url);
        if (start == 0) {
            throw new IllegalArgumentException("must begin with http:// or https://");
        }
        String authority = url.substring(start, authorityEnd(url, start));
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("must not hold a user or password");
        }
        int colon = authority.lastIndexOf(':');
        if (colon < authority.indexOf(']')) {
            colon = -1;
        }
        String host = (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
        if (!isHost(host)) {
            throw new IllegalArgumentException("must hold a host of letters, digits, dots and hyphens");
        }
        boolean tls = start == 8;
        int port = colon < 0 || colon == authority.length() - 1 ? standardPort(tls) : port(authority, colon + 1);
        return of(tls, host, port);
    }

    static Origin of(boolean tls, String host, int port) {
        String value = port == standardPort(tls) ? host : host + ":" + port;
        return new Origin(tls, host, port, new HeadWriter.Encoded("Host", value));
    }

    boolean isAddress() {
        return isAddress(host);
    }

    /** Tells an IP address from a name: no top-level domain is a number. */
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

    private static int standardPort(boolean tls) {
        return tls ? 443 : 80;
    }

    private static int port(String authority, int start) {
        int port = 0;
        for (int i = start; i < authority.length(); i++) {
            int digit = authority.charAt(i) - '0';
            if (digit < 0 || digit > 9 || port > 65535) {
                throw new IllegalArgumentException("must hold a port from 1 to 65535");
            }
            port = 10 * port + digit;
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("must hold a port from 1 to 65535");
        }
        return port;
    }

    // Underscores are no host names (RFC 952), but container networks are full of them.
    private static boolean isHost(String host) {
        boolean bracketed = host.length() > 3 && host.startsWith("[") && host.endsWith("]");
        String name = bracketed ? host.substring(1, host.length() - 1) : host;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && (bracketed ? ":.%" : ".-_").indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= LONGEST_HOST && name.charAt(0) != '.';
    }
}
