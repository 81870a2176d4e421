// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.util;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Scheme, host and port at the beginning of an absolute URL with http or https (RFC 3986).
 *
 * @param tls whether it is https
 * @param host in lower case; an IPv6 address in brackets
 * @param port the port, also if it is the scheme's own
 */
public record UrlParts(boolean tls, String host, int port) {

    private static final int LONGEST_HOST = 255;
    private static final int LARGEST_PORT = 65535;
    private static final String EXAMPLE = " such as http://localhost:8080";

    /** Returns the index after the scheme and {@code ://}; 0 if the text is not an absolute URL with http or https. */
    public static int schemeEnd(String url) {
        if (url.regionMatches(true, 0, "http://", 0, 7)) {
            return 7;
        }
        return url.regionMatches(true, 0, "https://", 0, 8) ? 8 : 0;
    }

    /** Returns the index after host and port. */
    public static int authorityEnd(String url, int start) {
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /**
     * Reads the beginning of an absolute URL.
     *
     * @throws IllegalArgumentException with the mistake, to follow "but"; never shows the URL
     */
    public static UrlParts parse(String url) {
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
        return new UrlParts(tls, host, port);
    }

    /**
     * Reads a URL against which others are resolved: absolute, without query, fragment, user and braces.
     *
     * @throws IllegalArgumentException with the mistake, to follow "but"; never shows the URL
     */
    public static UrlParts parseBase(String url) {
        int start = schemeEnd(url);
        int end = authorityEnd(url, start);
        if (start == 0 || end == start || url.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("must be an http or https URL" + EXAMPLE);
        }
        if (url.indexOf('?') >= 0 || url.indexOf('#') >= 0) {
            throw new IllegalArgumentException("must hold no query and no fragment," + EXAMPLE);
        }
        if (url.indexOf('{') >= 0 || url.indexOf('}') >= 0) {
            throw new IllegalArgumentException("must hold no braces," + EXAMPLE);
        }
        UrlParts parts;
        try {
            parts = parse(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "," + EXAMPLE, e);
        }
        try {
            new URI("http://host" + url.substring(end));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be an http or https URL" + EXAMPLE, e);
        }
        return parts;
    }

    /** Returns the port of a URL that names none. */
    public static int standardPort(boolean tls) {
        return tls ? 443 : 80;
    }

    private static int port(String authority, int start) {
        int port = 0;
        for (int i = start; i < authority.length(); i++) {
            int digit = authority.charAt(i) - '0';
            if (digit < 0 || digit > 9 || port > LARGEST_PORT) {
                throw new IllegalArgumentException("must hold a port from 1 to 65535");
            }
            port = 10 * port + digit;
        }
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("must hold a port from 1 to 65535");
        }
        return port;
    }

    // Host names have no underscores (RFC 952), but names in container networks often do.
    private static boolean isHost(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return isAddress(host.substring(1, host.length() - 1));
        }
        return isOf(host, ".-_") && !host.isEmpty() && host.length() <= LONGEST_HOST && host.charAt(0) != '.';
    }

    /** Tells an IPv6 address, with a zone or without, from other texts, roughly: the system reads it when it connects. */
    private static boolean isAddress(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        return address.indexOf(':') >= 0
                && address.chars().allMatch(c -> (c < 0x80 && Character.digit(c, 16) >= 0) || c == ':' || c == '.')
                && text.length() <= LONGEST_HOST
                && isOf(zone < 0 ? "" : text.substring(zone + 1), ".-_%");
    }

    private static boolean isOf(String text, String marks) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && marks.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
