// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.http;

import io.github.perfjunit.metrics.PrintableText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A proxy that connections go through.
 *
 * @param kind protocol of the proxy
 * @param host name or address, an IPv6 address without brackets
 * @param port from 1 to 65535
 * @param user user name; empty if it needs none
 * @param password password; empty without user
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record HttpProxy(Kind kind, String host, int port, String user, String password) {

    /**
     * Protocol of a proxy.
     *
     * @since 0.1
     */
    public enum Kind {
        /** HTTP: requests are forwarded, and TLS goes through a tunnel ({@code CONNECT}). */
        HTTP,
        /** SOCKS version 5, which resolves the names of hosts. */
        SOCKS5
    }

    private static final Pattern URL =
            Pattern.compile("(?i)(http|socks5)://(?:([^:@]*)(?::(.*))?@)?([a-z0-9._-]+|\\[[0-9a-f:.]+]):(\\d{1,5})/?");
    /** Longest part of a foreign text that is shown. */
    private static final int SHOWN = 100;

    /** Longest name and password that SOCKS can carry (RFC 1929, section 2). */
    private static final int LONGEST_SECRET = 255;

    /**
     * Checks the values.
     *
     * @param kind protocol of the proxy
     * @param host name or address, an IPv6 address without brackets
     * @param port from 1 to 65535
     * @param user user name; empty if it needs none
     * @param password password; empty without user
     * @throws IllegalArgumentException if one of them is not as described
     */
    public HttpProxy {
        if (host.isBlank() || port < 1 || port > 65535) {
            throw new IllegalArgumentException(
                    "proxy was '" + host + ":" + port + "' but must have a host and a port from 1 to 65535");
        }
        if (isUnfit(user) || isUnfit(password) || user.indexOf(':') >= 0 || (user.isEmpty() && !password.isEmpty())) {
            throw new IllegalArgumentException(
                    "proxy was '" + host + ":" + port + "' but must have a user without colon, and user and password"
                            + " of at most " + LONGEST_SECRET + " bytes without control characters");
        }
    }

    /**
     * Reads a proxy.
     *
     * @param url {@code http://[user:password@]host:port} or {@code socks5://[user:password@]host:port}; special
     *     characters in user and password are percent-encoded
     * @return the proxy
     * @throws IllegalArgumentException if the URL is not of one of these forms; the message holds no user and no
     *     password
     */
    public static HttpProxy parse(String url) {
        Matcher matcher = URL.matcher(url.strip());
        int port = matcher.matches() ? Integer.parseInt(matcher.group(5)) : 0;
        if (port < 1 || port > 65535) {
            throw bad(url);
        }
        String host = matcher.group(4).toLowerCase(Locale.ROOT);
        try {
            return new HttpProxy(
                    Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
                    host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                    port,
                    decoded(matcher.group(2)),
                    decoded(matcher.group(3)));
        } catch (IllegalArgumentException e) {
            throw bad(url); // without a cause, whose message may hold a part of the password
        }
    }

    private static String decoded(String part) {
        return part == null ? "" : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException bad(String url) {
        return new IllegalArgumentException("proxy was '" + PrintableText.escaped(withoutSecrets(url), SHOWN)
                + "' but must be http://host:port or socks5://host:port, with user:password@ before the host if the"
                + " proxy asks for them");
    }

    private static String withoutSecrets(String url) {
        int at = url.lastIndexOf('@');
        if (at < 0) {
            return url;
        }
        int scheme = url.indexOf("://");
        return (scheme >= 0 && scheme < at ? url.substring(0, scheme + 3) : "") + "***" + url.substring(at);
    }

    private static boolean isUnfit(String secret) {
        return secret.getBytes(StandardCharsets.UTF_8).length > LONGEST_SECRET
                || secret.chars().anyMatch(Character::isISOControl);
    }

    /**
     * Returns whether the proxy needs credentials.
     *
     * @return true if there is a user
     */
    public boolean hasUser() {
        return !user.isEmpty();
    }

    /** Kind, host and port, without user and password. */
    @Override
    public String toString() {
        String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return kind.name().toLowerCase(Locale.ROOT) + "://" + (hasUser() ? "***@" : "") + shown + ":" + port;
    }
}
