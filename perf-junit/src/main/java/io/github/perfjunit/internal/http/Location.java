// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A field {@code Location}, resolved as browsers do (WHATWG URL Standard, section 4.4): dot segments above the root
 * stop there, backslashes are slashes, characters that a URL cannot contain are percent-encoded, others stay unchanged.
 * The fragment and a user are left out.
 */
final class Location {

    private static final String HEX = "0123456789ABCDEF";
    private static final String ENCODED_IN_PATH = "\"<>^`{}";
    private static final String ENCODED_IN_QUERY = "\"<>'";

    private final RequestTarget from;
    private final String path;
    private final @Nullable String query;

    private Location(RequestTarget from, String path, @Nullable String query) {
        this.from = from;
        this.path = path;
        this.query = query;
    }

    /**
     * Resolves a location.
     *
     * @param from the URL that redirects
     * @param location the field, each of its bytes a character
     * @return the target; null if it is neither http nor https
     * @throws IllegalArgumentException if it is no URL
     */
    static @Nullable RequestTarget resolve(RequestTarget from, String location) {
        String text = cleaned(location);
        int mark = text.indexOf('?');
        String path = (mark < 0 ? text : text.substring(0, mark)).replace('\\', '/');
        return new Location(from, path, mark < 0 ? null : text.substring(mark + 1)).target();
    }

    private @Nullable RequestTarget target() {
        boolean tls = from.origin().tls();
        String rest = path;
        int colon = schemeEnd(path);
        if (colon > 0) {
            String scheme = path.substring(0, colon).toLowerCase(Locale.ROOT);
            boolean toTls = scheme.equals("https");
            if (!toTls && !scheme.equals("http")) {
                return null;
            }
            rest = path.substring(colon + 1);
            if (toTls != tls) {
                return absolute(toTls, rest);
            }
        }
        return rest.startsWith("//") ? absolute(tls, rest) : relative(rest);
    }

    private RequestTarget absolute(boolean tls, String rest) {
        int start = 0;
        while (start < rest.length() && rest.charAt(start) == '/') {
            start++;
        }
        int slash = rest.indexOf('/', start);
        int end = slash < 0 ? rest.length() : slash;
        String authority = rest.substring(start, end);
        String host = ascii(authority.substring(authority.lastIndexOf('@') + 1));
        Origin origin = Origin.parse((tls ? "https://" : "http://") + host);
        Origin known = origin.equals(from.origin()) ? from.origin() : origin;
        return new RequestTarget(known, withQuery(withoutDots(encoded(rest.substring(end), ENCODED_IN_PATH))));
    }

    private RequestTarget relative(String reference) {
        String before = from.pathWithoutQuery();
        if (reference.isEmpty()) {
            return query == null ? from : new RequestTarget(from.origin(), withQuery(before));
        }
        String encoded = encoded(reference, ENCODED_IN_PATH);
        String whole = encoded.startsWith("/") ? encoded : before.substring(0, before.lastIndexOf('/') + 1) + encoded;
        return new RequestTarget(from.origin(), withQuery(withoutDots(whole)));
    }

    private String withQuery(String resolved) {
        return query == null ? resolved : resolved + "?" + encoded(query, ENCODED_IN_QUERY);
    }

    /** Removes blanks at both ends, tabs and line ends, and the fragment. */
    private static String cleaned(String location) {
        int hash = location.indexOf('#');
        int end = hash < 0 ? location.length() : hash;
        int start = 0;
        while (start < end && location.charAt(start) <= ' ') {
            start++;
        }
        while (hash < 0 && end > start && location.charAt(end - 1) <= ' ') {
            end--;
        }
        return location.substring(start, end)
                .replace("\t", "")
                .replace("\r", "")
                .replace("\n", "");
    }

    /** Index of the colon after a scheme, 0 if there is none. */
    private static int schemeEnd(String text) {
        int colon = text.indexOf(':');
        for (int i = 0; i < colon; i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) {
                return 0;
            }
        }
        return Math.max(colon, 0);
    }

    /** Host and port with a name of other letters in the form of the DNS (RFC 5891). */
    private static String ascii(String hostAndPort) {
        if (hostAndPort.startsWith("[") || hostAndPort.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '%')) {
            return hostAndPort;
        }
        int colon = hostAndPort.lastIndexOf(':');
        int end = colon < 0 ? hostAndPort.length() : colon;
        String host = new String(decoded(hostAndPort.substring(0, end)), StandardCharsets.UTF_8);
        if (host.chars().anyMatch(c -> ":/?#@[]\\".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("must hold a host without signs in it");
        }
        return IDN.toASCII(host) + hostAndPort.substring(end);
    }

    private static byte[] decoded(String host) {
        byte[] bytes = host.getBytes(StandardCharsets.ISO_8859_1);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            bytes[length++] = low < 0 ? bytes[i] : (byte) (16 * high + low);
            i += low < 0 ? 0 : 2;
        }
        return Arrays.copyOf(bytes, length);
    }

    private static String encoded(String text, String alsoEncoded) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            if (b > ' ' && b < 0x7F && alsoEncoded.indexOf(b) < 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            }
        }
        return encoded.toString();
    }

    /** RFC 3986, section 5.2.4; {@code %2e} is a dot as well. */
    private static String withoutDots(String path) {
        StringBuilder out = new StringBuilder(path.length());
        int start = 0;
        while (start < path.length()) {
            int slash = path.indexOf('/', start + 1);
            int end = slash < 0 ? path.length() : slash;
            String segment = path.substring(start + 1, end);
            String dots = segment.length() <= 6 ? segment.replace("%2e", ".").replace("%2E", ".") : segment;
            boolean up = dots.equals("..");
            if (up) {
                out.setLength(Math.max(out.lastIndexOf("/"), 0));
            }
            if (!up && !dots.equals(".")) {
                out.append('/').append(segment);
            } else if (slash < 0) {
                out.append('/');
            }
            start = end;
        }
        return out.length() == 0 ? "/" : out.toString();
    }
}
